/** A format costs a hundred times more to make than to use; bounded, because time zones come from outside. */
const formats = new Map<string, Intl.DateTimeFormat>();
const MOST = 500;

export function formatDay(at: number, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale}|${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    if (formats.size >= MOST) formats.clear();
    format = new Intl.DateTimeFormat(locale, options);
    formats.set(key, format);
  }
  return format.format(at);
}
