import type { Row } from './lists.js';

/** The buyer should have had an answer by now. */
export function isLate({ answerBy }: Pick<Row, 'answerBy'>, at: number): boolean {
  return answerBy !== undefined && answerBy < at;
}
