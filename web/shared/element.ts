/** An element that the page's HTML promises. */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`page: no element #${id}`);
  return found;
}
