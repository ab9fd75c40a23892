import { GOODS_WORDS } from './goods.js';
import type { Model, Reading } from './model/model.js';
import type { Token } from './tokens.js';
import { type Clause, isPasted } from './words.js';

/** What the model makes of a message: of all of it, and of its thoughts one by one. */
export type Heard = {
  readonly whole: Reading;
  /** What is told, without the questions beside it; absent where nothing is told. */
  readonly told?: Reading;
  /** In a long message, the statement that tells a problem most clearly. */
  readonly clearest?: Reading;
  /** Each question. */
  readonly questions: readonly Reading[];
  /** It names goods, and says nothing of them. */
  readonly onlyGoods: boolean;
  /** How many words there are in all. */
  readonly words: number;
  /** There is a number in it. */
  readonly hasNumber: boolean;
  /** The whole message asks, or only supposes something. */
  readonly onlyAsks: boolean;
};

/** More questions than these are not read: nobody asks so many at once. */
const MOST_QUESTIONS = 4;
/** From so many statements on they are also read one by one, the last ones: the point of a story is at its end. */
const LONG_STORY = 4;
const MOST_STATEMENTS = 8;

/** Reads a message as one thought and, where there are statements and questions in it, each of them by itself. */
export function hear(model: Model, text: readonly Token[], clauses: readonly Clause[]): Heard {
  const whole = model.read(text);
  const questions = questionsOf(clauses);
  const statements = clauses.filter((clause) => !clause.asks && !clause.supposes);
  const said = statements.flatMap((clause) => clause.words).filter(({ empty }) => !empty);
  const words = clauses.reduce((sum, clause) => sum + clause.words.length, 0);
  // Goods alone ("cups and chairs") tell nothing, nor does a page that was pasted.
  const told = said.some(({ text }) => !GOODS_WORDS.has(text)) && !isPasted(clauses);
  const single = clauses.length === 1 || questions.length === 0 || (questions.length === 1 && statements.length === 0);
  const clearest =
    !told || statements.length < LONG_STORY ? undefined : clearestOf(model, statements.slice(-MOST_STATEMENTS));
  return {
    whole,
    ...(clearest && { clearest }),
    ...(questions.length === 0 && told && { told: whole }),
    ...(questions.length > 0 && told && { told: model.read(statements.flatMap((clause) => clause.tokens)) }),
    questions:
      questions.length === 0 ? [] : single ? [whole] : questions.slice(0, MOST_QUESTIONS).map((one) => model.read(one)),
    onlyGoods: said.length > 0 && !told && questions.length === 0,
    words,
    hasNumber: text.some((token) => token.kind === 'number' || token.kind === 'code'),
    onlyAsks: statements.length === 0 && clauses.length > 0,
  };
}

function clearestOf(model: Model, statements: readonly Clause[]): Reading | undefined {
  let best: Reading | undefined;
  for (const { tokens } of statements) {
    const reading = model.read(tokens);
    if (best === undefined || clarity(reading) > clarity(best)) best = reading;
  }
  return best;
}

function clarity({ told, problems }: Reading): number {
  return told * (problems[0]?.score ?? 0);
}

/** "If it is broken, who pays?" is one question. */
function questionsOf(clauses: readonly Clause[]): Token[][] {
  const found: Token[][] = [];
  let supposed: readonly Token[] = [];
  for (const clause of clauses) {
    if (clause.asks) found.push([...supposed, ...clause.tokens]);
    supposed = clause.supposes && !clause.asks ? clause.tokens : [];
  }
  return found;
}
