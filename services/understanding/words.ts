import type { Token } from './tokens.js';
import { EMPTY_WORDS, IDEAS, KNOWN_SPELLINGS } from './vocabulary.js';

/** A word of a sentence: what it means here (`idea`), and whether it says nothing about the topic (`empty`). */
export type Word = { readonly text: string; readonly idea: string; readonly empty: boolean };

/** A part of the message that says one thing. `asks`: it is a question. `supposes`: "if", "what if": it did not happen. */
export type Clause = {
  readonly words: readonly Word[];
  readonly tokens: readonly Token[];
  readonly asks: boolean;
  readonly supposes: boolean;
};

export type Speller = (word: string) => string;

/** Cuts a message into clauses: at sentence ends, commas, line breaks, and before "and", "but" with a question behind. */
export function readClauses(tokens: readonly Token[], spell: Speller): Clause[] {
  const clauses: Clause[] = [];
  let words: Word[] = [];
  let from = 0;
  const close = (asked: boolean, at: number): void => {
    if (words.length > 0) clauses.push({ ...clauseOf(words, asked), tokens: tokens.slice(from, at + 1) });
    words = [];
    from = at + 1;
  };
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (token.kind === 'sign') {
      if (ENDS.has(token.text)) close(token.text === '?', at);
      continue;
    }
    if (JOINS.has(token.text) && opensQuestion(tokens, at + 1)) close(false, at);
    else words.push(isNumberSign(tokens, at) ? NUMBER_WORD : readWord(token, spell));
  }
  close(false, tokens.length);
  return clauses;
}

/** The idea that a word stands for: its row in the vocabulary, else its stem. */
export function ideaOf(word: string): string {
  return IDEAS.get(word) ?? stem(word);
}

function readWord(token: Token, spell: Speller): Word {
  if (token.kind !== 'word') return { text: token.text, idea: NUMBER, empty: true };
  const text = spell(KNOWN_SPELLINGS.get(token.text) ?? token.text);
  return { text, idea: ideaOf(text), empty: EMPTY_WORDS.has(text) };
}

/** What every number and code counts as. */
const NUMBER = '#';
const NUMBER_WORD: Word = { text: 'no', idea: NUMBER, empty: true };

/** "order no 2341", "order no. 2341": this "no" denies nothing. */
function isNumberSign(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.text !== 'no') return false;
  const next = tokens[at + 1]?.kind === 'sign' ? tokens[at + 2] : tokens[at + 1];
  return next?.kind === 'number' || next?.kind === 'code';
}

const ENDS = new Set(['.', '!', '?', ';', ',', '\n', ':', '(', ')']);
const JOINS = new Set(['and', 'but', 'so', 'also', 'or', 'because']);
const QUESTION_WORDS = new Set(
  "what what's whats how how's why where where's wheres when who which whom whose is are was were do does did can could may might will would should shall am isn't aren't don't doesn't can't couldn't have has".split(
    ' ',
  ),
);
const SUBJECTS = new Set(
  'i you we they he she it there the this that my your a any alibaba seller sellers supplier'.split(' '),
);
/** Words that a sentence may begin with before it says anything. */
const OPENERS: ReadonlySet<string> = new Set(
  'hi hello hey ok okay so and but please well sorry dear thanks then also sir just'.split(' '),
);

/** "and are there any fees", "but how long": a question word, and behind an auxiliary a subject. */
function opensQuestion(tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.text ?? '';
  if (!QUESTION_WORDS.has(text)) return false;
  return isWh(text) || SUBJECTS.has(tokens[at + 1]?.text ?? '');
}

function isWh(word: string): boolean {
  return word.startsWith('wh') || word === 'how' || word === "how's";
}

function clauseOf(words: readonly Word[], asked: boolean): Omit<Clause, 'tokens'> {
  let first = 0;
  while (first < words.length - 1 && OPENERS.has(words[first]?.text ?? '')) first += 1;
  const opening = words[first]?.text ?? '';
  const second = words[first + 1]?.text ?? '';
  // "when it arrived it was broken" tells; "when do I get it" asks. "have you" asks; "have not received" tells.
  const asksByWords =
    QUESTION_WORDS.has(opening) && (isQuestionBefore(opening, second) || isTurnedRound(words.slice(first)));
  return {
    words,
    asks: asked || asksByWords,
    supposes: words.some((word) => word.text === 'if' || word.text === 'suppose' || word.text === 'unless'),
  };
}

function isQuestionBefore(opening: string, second: string): boolean {
  if (opening === 'when') return QUESTION_WORDS.has(second);
  return isWh(opening) || SUBJECTS.has(second);
}

/** "is damage covered", "does late shipment count" ask; "is broken on both sides", "does not work" tell. */
function isTurnedRound([opening, second, ...rest]: readonly Word[]): boolean {
  if (!TURNED.has(opening?.text ?? '') || second === undefined || rest.length === 0) return false;
  return second.idea !== 'not' && !TOLD_OF_IT.has(second.text);
}

const TURNED = new Set('is are was were does should may'.split(' '));
const TOLD_OF_IT = new Set(
  'broken damaged cracked smashed crushed torn faulty defective dead wrong late delayed missing lost fake different poor bad too small big still very all so only just completely totally'.split(
    ' ',
  ),
);

/** Takes off the commonest endings, so that "charging" and "charge" meet. Both sides of a comparison pass through it. */
function stem(word: string): string {
  let out = word.endsWith("'s") ? word.slice(0, -2) : word;
  if (out.length > 4 && out.endsWith('ies')) out = `${out.slice(0, -3)}y`;
  else if (out.length > 3 && out.endsWith('s') && !'sui'.includes(out.charAt(out.length - 2))) out = out.slice(0, -1);
  if (out.length > 5 && out.endsWith('ing')) out = undouble(out.slice(0, -3));
  else if (out.length > 4 && out.endsWith('ed')) out = undouble(out.slice(0, -2));
  return out.length > 4 && out.endsWith('e') ? out.slice(0, -1) : out;
}

function undouble(word: string): string {
  const last = word.charAt(word.length - 1);
  return last === word.charAt(word.length - 2) && !'lse'.includes(last) ? word.slice(0, -1) : word;
}

/** From so many words on a text is either spoken or pasted. */
const LONG = 12;
const SPOKEN = new Set(
  "i i'm im we me our it it's its they them he she his her you is are was were am be been not never don't dont doesn't didn't can't cant won't do did does has have had will want wanted need please pls help came got say says said why because but still only".split(
    ' ',
  ),
);

/** What stands between the fields of a page. */
const BETWEEN_FIELDS = new Set(['\n', ':', '|', '>', '/']);
const LEAST_FIELDS = 4;

/** The fields of a page, one after the other: in so many words somebody who speaks would have said one of these. */
export function isPasted(clauses: readonly Clause[]): boolean {
  const words = clauses.flatMap((clause) => clause.words);
  if (words.length < LONG || words.some(({ text }) => SPOKEN.has(text))) return false;
  const between = clauses.flatMap((clause) => clause.tokens).filter(({ text }) => BETWEEN_FIELDS.has(text));
  return between.length >= LEAST_FIELDS;
}
