/** What the script tag says. */
export type WidgetSettings = {
  /** The origin that the script came from, where the chat is as well. */
  readonly desk: string;
  /** data-token-url: where the shop's server mints for its buyer. Without it the chat mints for itself, as in the demo. */
  readonly tokenUrl: string | undefined;
  /** data-label: what the launcher and the panel are called. */
  readonly label: string;
  /** data-locale: the language of the chat's own buttons and dates, such as `de-DE`. */
  readonly locale: string | undefined;
  /** data-open: the panel is open from the start where the page has room beside it. */
  readonly startsOpen: boolean;
};

export function readSettings(script: HTMLScriptElement): WidgetSettings {
  const { tokenUrl, label, locale, open } = script.dataset;
  return {
    desk: new URL(script.src).origin,
    tokenUrl: tokenUrl === '' ? undefined : tokenUrl,
    label: label === undefined || label.trim() === '' ? 'Refund Desk' : label.trim(),
    locale: locale === '' ? undefined : locale,
    startsOpen: open !== undefined && open !== 'false',
  };
}
