import type { DemoOrder } from './orders.js';
import { situation } from './situations.js';

/** A card with what is known of the order and sentences to try. `say` gets the sentence that was picked. */
export function orderCard(order: DemoOrder, say: (text: string) => void): HTMLElement {
  const { status, tone, drawing, examples } = situation(order.situation);
  const card = make('article', 'card');
  card.setAttribute('aria-labelledby', `order-${order.orderId}`);

  const picture = make('div', `picture ${tone}`);
  picture.append(lineDrawing(drawing));

  const title = make('h2', '', order.title);
  title.id = `order-${order.orderId}`;
  const facts = make('p', 'facts');
  facts.append(make('span', 'number', `No. ${order.orderId}`));
  const more = [order.amount, order.date].filter((text) => text !== undefined);
  for (const text of more) facts.append(make('span', '', text));

  const about = make('div', 'about');
  about.append(make('p', `chip ${tone}`, status), title, facts);
  const head = make('div', 'head');
  head.append(picture, about);

  const list = make('ul', 'tries');
  for (const text of examples(order.orderId)) list.append(example(text, say));
  card.append(head, make('h3', '', 'Something to try'), list);
  return card;
}

function example(text: string, say: (text: string) => void): HTMLElement {
  const item = make('li', '');
  const button = make('button', 'try', text);
  button.setAttribute('type', 'button');
  button.addEventListener('click', () => say(text));
  item.append(button);
  return item;
}

function lineDrawing(path: string): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const stroke = document.createElementNS(namespace, 'path');
  stroke.setAttribute('d', path);
  svg.append(stroke);
  return svg;
}

function make(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  if (text !== '') made.textContent = text;
  return made;
}
