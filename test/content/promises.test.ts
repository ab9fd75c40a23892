import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from '@swc/core';
import { expect } from 'chai';
import { FaqEntry } from '../../services/content/faqEntry.js';

const EN = new URL('../../services/content/en/', import.meta.url);
/** What buyers type, and no word of ours. */
const BUYERS_WORDS = ['actWords.ts', 'phrases.ts'];

/** Words that promise what the rules do not, each with a sentence that it must catch. */
const PROMISES: readonly (readonly [RegExp, string])[] = [
  [/\bguarant\w+/i, 'Your money back is guaranteed.'],
  [/\b(?:i|we) (?:\w+ )?promise\b/i, 'We promise that it will work out.'],
  [/\byou(?:'ll| will| are going to| shall) (?:get|receive|have|win)\b/i, 'You will get your money.'],
  [/\byou(?:'ll| will| are going to| shall) be \w+/i, 'You will be paid.'],
  [/\b(?:we|i)(?:'ll| will| shall| are going to| am going to)\b/i, 'We will refund you.'],
  [/\b(?:seller|supplier|platform|marketplace|bank|mediator|support)(?:'ll| will)\b/i, 'The seller will pay.'],
  [/\b(?:refund|money|amount|case|claim|it)(?:'ll| will)\b/i, 'The refund will be there on Monday.'],
  [/\bmust (?:refund|pay|accept|return|agree)\b/i, 'The seller must refund you.'],
  [/\b(?:are|is) (?:entitled|bound|obliged)\b/i, 'You are entitled to a refund.'],
  [/\b100 ?%|\bhundred per ?cent\b/i, 'You get 100 % of it.'],
  [/\balways\b/i, 'Buyers always win.'],
  [/\bnever\b/i, 'It never fails.'],
  [/\b(?:certainly|definitely|surely|absolutely|undoubtedly)\b/i, 'This is certainly yours.'],
  [/\b(?:for sure|no doubt|without (?:doubt|fail|question)|in any case|rest assured|no matter what)\b/i, 'For sure.'],
  [/\b(?:ensure|make sure|see to it)\b/i, 'I make sure that you are paid.'],
  [/\b(?:immediately|instantly|right away|at once|in no time|straight away)\b/i, 'The money comes at once.'],
  [/\b(?:risk[- ]free|no risk|completely|fully|perfectly)\b/i, 'You are completely protected.'],
  [/\bdon[’']?t worry\b|\bno worries\b|\bdo not worry\b/i, "Don't worry."],
  [/\b(?:any ?time|round the clock|24\/7)\b/i, 'We are there round the clock.'],
  [/\b(?:sort|work) (?:it|this|that) out\b|\bput (?:it|this) right\b/i, 'Let us sort it out.'],
  [/\b(?:your|the) money back\b/i, 'I get you your money back.'],
];

/** What may be said all the same: where, what, and why. */
const ALLOWED: readonly (readonly [string, string, string])[] = [
  ['faq/late_compensation.json', 'guaranteed-delivery mark', 'the name of the programme'],
  ['faq/paid_personal_account.json', 'goods that never came', 'what happened, and not what will'],
  ['faq/paid_personal_account.json', 'Ask your bank at once', 'what the buyer should do'],
  ['faq/chargeback_meanwhile.json', 'two ways at once', 'both together'],
  ['faq/receive_money.json', 'How do I get the money back?', "the buyer's question; the answer says when and how"],
  ['repairCopy.ts', 'longer than I can read at once', 'in one go'],
  ['rootCopy.ts', 'I help you ask for your money back', 'what the bot is for: it asks, and others decide'],
  ['rootCopy.ts', 'ask me at any time', 'a program answers at any time'],
  ['rootCopy.ts', 'Ask me at any time', 'a program answers at any time'],
  ['rootCopy.ts', 'Come back at any time', 'a program answers at any time'],
  ['rootCopy.ts', 'Any time.', '"you are welcome"'],
  ['askCopy.ts', 'What would put it right for you?', 'asks what the buyer wants'],
  ['askCopy.ts', 'The seller will see it', 'a warning: hide what is private'],
  ['heedWords.ts', 'I can promise nothing', 'says just that'],
  ['sellerMessage.ts', 'Without an agreement I will open a case', "the buyer's own words to the seller"],
  ['words.ts', 'I will wait for the answer', "a button: the buyer's own words"],
  ['words.ts', 'This is what I will file', 'the bot does exactly that on the yes below it'],
];

type Found = { readonly file: string; readonly promise: string; readonly text: string };

function promisesIn(file: string, text: string): readonly Found[] {
  return PROMISES.flatMap(([words]) => {
    const [promise] = words.exec(text) ?? [];
    return promise === undefined ? [] : [{ file, promise, text }];
  });
}

/** The text without what may be said. */
function withoutAllowed(file: string, text: string): string {
  return ALLOWED.filter(([where]) => where === file).reduce((left, [, said]) => left.replaceAll(said, ''), text);
}

/** Every text of ours: the strings of the copy, and of each FAQ entry all but the buyers' phrases. */
const texts: readonly (readonly [string, string])[] = [
  ...readdirSync(EN)
    .filter((name) => name.endsWith('.ts') && !BUYERS_WORDS.includes(name))
    .flatMap((name) => stringsOf(readFileSync(new URL(name, EN), 'utf8')).map((text) => [name, text] as const)),
  ...readdirSync(new URL('faq/', EN))
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const entry = FaqEntry.parse(JSON.parse(readFileSync(new URL(`faq/${name}`, EN), 'utf8')));
      const said = [entry.question, ...entry.answer, entry.unknown ?? '', entry.next.title];
      // A number's name is no word of the text.
      return said.map((text) => [`faq/${name}`, text.replace(/\{\{[^}]*\}\}/g, '5')] as const);
    }),
];

describe('what the bot says', () => {
  it('promises nothing that the rules do not', () => {
    expect(texts.flatMap(([file, text]) => promisesIn(file, withoutAllowed(file, text)))).to.deep.equal([]);
  });

  it('is read whole: hundreds of texts, from each file of the copy and each FAQ entry', () => {
    expect(texts.length).to.be.above(700);
    const files = new Set(texts.map(([file]) => file));
    expect([...files]).to.include.members(['askCopy.ts', 'caseCopy.ts', 'repairCopy.ts', 'rootCopy.ts', 'words.ts']);
    expect([...files].filter((file) => file.startsWith('faq/')).length).to.be.at.least(60);
  });

  for (const [words, planted] of PROMISES)
    it(`would not get away with "${planted}"`, () => {
      const [found] = promisesIn('planted', planted);
      expect(found?.promise).to.match(words);
    });

  for (const [file, said, why] of ALLOWED)
    it(`may say "${said}": ${why}`, () => {
      const saying = texts.filter(([name, text]) => name === file && text.includes(said));
      expect(saying, 'nobody says it any more').to.not.deep.equal([]);
      expect(promisesIn(file, said), 'no word of it is forbidden any more').to.not.deep.equal([]);
    });
});

/** The texts of a source: each string or template, and what is joined by `+` as one. */
function stringsOf(source: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (isNode(node) && node.type === 'ImportDeclaration') return;
    const text = isNode(node) ? textOf(node, visit) : undefined;
    if (text === undefined) Object.values(node).forEach(visit);
    else found.push(text);
  };
  visit(parseSync(source, { syntax: 'typescript' }));
  return found;
}

type Node = { readonly type: string; readonly [field: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** The text of a string, a template or a sum of them, with a number where it has a value; `visit`: what is in a value. */
function textOf(node: Node, visit: (inner: unknown) => void): string | undefined {
  if (node.type === 'StringLiteral') return String(node['value']);
  if (node.type === 'TemplateLiteral') {
    visit(node['expressions']);
    // The parser gives a template's own pieces in order.
    return (node['quasis'] as { cooked: string }[]).map(({ cooked }) => cooked).join('5');
  }
  if (node.type !== 'BinaryExpression' || node['operator'] !== '+') return undefined;
  return [node['left'], node['right']]
    .map((side) => {
      const text = isNode(side) ? textOf(side, visit) : undefined;
      if (text === undefined) visit(side);
      return text ?? '5';
    })
    .join('');
}
