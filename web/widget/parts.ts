import { STYLES } from './styles.js';

/** Everything that the widget puts on a page, in a shadow of its own: no style gets in or out. */
export type Parts = {
  readonly host: HTMLElement;
  readonly launcher: HTMLButtonElement;
  readonly badge: HTMLElement;
  /** Tells a screen reader about new messages. */
  readonly news: HTMLElement;
  readonly panel: HTMLDialogElement;
  /** In the chat's place until it is there, with a way out of the panel. */
  readonly waiting: HTMLElement;
  readonly waitingText: HTMLElement;
  readonly close: HTMLButtonElement;
  readonly retry: HTMLButtonElement;
};

export function createParts(label: string): Parts {
  const host = document.createElement('refund-desk');
  const shadow = host.attachShadow({ mode: 'open' });
  // A style element would need 'unsafe-inline' of the shop; a constructed sheet needs nothing.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  shadow.adoptedStyleSheets = [sheet];

  const region = make('section', { 'aria-label': label });
  const launcher = make('button', {
    id: 'launcher',
    type: 'button',
    title: label,
    'aria-label': label,
    'aria-haspopup': 'dialog',
    'aria-expanded': 'false',
  });
  const badge = make('span', { id: 'badge', 'aria-hidden': 'true', hidden: '' });
  launcher.append(drawing(26, SPEECH), badge);
  const news = make('p', { id: 'news', role: 'status' });

  const panel = make('dialog', { id: 'panel', 'aria-label': label });
  const waiting = make('div', { id: 'waiting' });
  const bar = make('div', { id: 'bar' });
  const close = make('button', { id: 'close', type: 'button', 'aria-label': 'Close the chat' });
  close.append(drawing(22, ['m6 9.5 6 6 6-6']));
  bar.append(make('p', { id: 'name' }, label), close);
  const waitingText = make('p', { id: 'waiting-text', role: 'status' });
  const retry = make('button', { id: 'retry', type: 'button', hidden: '' }, 'Try again');
  waiting.append(bar, waitingText, retry);
  panel.append(waiting);

  region.append(launcher, news, panel);
  shadow.append(region);
  return { host, launcher, badge, news, panel, waiting, waitingText, close, retry };
}

const SPEECH = ['M4.5 5.5h15v10.5h-8.2L7 19.5v-3.5H4.5z', 'M8.5 9.2h7M8.5 12.3h4.5'];
const SVG = 'http://www.w3.org/2000/svg';

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  text = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

function drawing(size: number, paths: readonly string[]): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const attributes = { viewBox: '0 0 24 24', width: `${size}`, height: `${size}`, 'aria-hidden': 'true' };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  for (const path of paths) {
    const stroke = document.createElementNS(SVG, 'path');
    stroke.setAttribute('d', path);
    svg.append(stroke);
  }
  return svg;
}
