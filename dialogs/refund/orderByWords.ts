import type { Order } from '../../services/refunds/order.js';
import { plain } from '../kit/choices.js';

/** Shorter words, and figures of size or power, tell no order from another. */
const SHORTEST = 4;

/**
 * The one order that the words speak of: "the cups" when a single one of these is about cups. A word that several
 * orders share counts for none, and words of two different orders name neither. `fillers`: words of titles that are said
 * of anything.
 */
export function orderByWords(text: string, orders: readonly Order[], fillers: readonly string[]): Order | undefined {
  const wordsOf = (title: string) => goodsWords(title, fillers);
  const said = wordsOf(text);
  const named = orders.filter((order) => {
    const others = new Set(orders.filter((other) => other !== order).flatMap((other) => [...wordsOf(other.title)]));
    return [...wordsOf(order.title)].some((word) => said.has(word) && !others.has(word));
  });
  return named.length === 1 ? named[0] : undefined;
}

/** In the singular, roughly: "cup" and "cups" are one word. */
function goodsWords(text: string, fillers: readonly string[]): Set<string> {
  const words = plain(text)
    .split(' ')
    .filter((word) => word.length >= SHORTEST && !/\d/.test(word) && !fillers.includes(word));
  return new Set(words.map((word) => (word.endsWith('s') ? word.slice(0, -1) : word)));
}
