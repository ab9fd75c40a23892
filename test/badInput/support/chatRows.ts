/** The words that lead to a question, each of them answering the one before. */
const STORY = [
  'my parcel arrived broken',
  '234193410001028893',
  '250 of the 500 cups are cracked, I noticed it yesterday',
  'The seller said no',
  'Part of the money',
  '600',
  'https://photos.example.com/1.jpg',
];

/** What to say so that the bot waits for the answer to this. */
export const LEADS = {
  nothing: [],
  order: STORY.slice(0, 1),
  affected: [...STORY.slice(0, 2), 'the glaze has cracks, I noticed it yesterday'],
  noticedOn: [...STORY.slice(0, 2), '250 of the cups are cracked'],
  details: STORY.slice(0, 2),
  seller: STORY.slice(0, 3),
  remedy: STORY.slice(0, 4),
  amount: STORY.slice(0, 5),
  evidence: STORY.slice(0, 6),
  review: STORY,
} as const satisfies Record<string, readonly string[]>;

export type ChatRow = {
  readonly at: keyof typeof LEADS;
  readonly what: string;
  readonly typed: string;
  /** Keys of all that the bot says to it. */
  readonly says: readonly string[];
  /** What the first of it says, among other things. */
  readonly text?: string;
  /** What the draft holds then that it did not hold before; else it is as it was. */
  readonly gains?: object;
};

const MISSED = 'I am sorry, I do not follow.';
const ORDER = { order: '234193410001028893' };

export const CHAT_ROWS: readonly ChatRow[] = [
  ...takenOrders(),
  ...refusedOrders(),
  ...counts(),
  ...days(),
  ...amounts(),
  ...links(),
  ...anywhere(),
];

function takenOrders(): readonly ChatRow[] {
  return [
    ['in blanks', '2341 9341 0001 0288 93'],
    ['in dashes', '2341-9341-0001-0288-93'],
    ['in long dashes', '2341–9341–0001–0288–93'],
    ['with a #', '#234193410001028893'],
    ['in quotation marks', '“234193410001028893”'],
    ['with a full stop', '234193410001028893.'],
    ['with zero-width characters', '2341\u200b9341\u200c0001\u200d0288\u200e93'],
    ['with control characters', '\u0000234193410001028893\u0007\u001b'],
    ['turned around by marks', '\u202e234193410001028893\u202c'],
    ['within marks of another kind', '\u2066234193410001028893\u2069'],
    ['in wide figures', '２３４１９３４１０００１０２８８９３'],
    ['in Arabic figures', '٢٣٤١٩٣٤١٠٠٠١٠٢٨٨٩٣'],
    ['among words of another script', 'Заказ № 234193410001028893'],
    ['in JSON', '{"orderId":"234193410001028893","paid":{"minor":0}}'],
  ].map(([what, typed = '']) => ({
    at: 'order',
    what: `its number ${what}`,
    typed,
    says: ['refund.askDetails'],
    gains: ORDER,
  }));
}

function refusedOrders(): readonly ChatRow[] {
  const says = ['refund.askOrder'];
  const unknown = (what: string, typed: string): ChatRow => ({
    at: 'order',
    what,
    typed,
    says,
    text: `I do not find order ${typed} among your orders.`,
    gains: { orderTrouble: { kind: 'unknown', said: [typed] } },
  });
  return [
    unknown('somebody else’s order', '247338260501021967'),
    unknown('an order that nobody has', '234193410001028894'),
    unknown('a number of 9 digits', '123456789'),
    unknown('a digit too few', '23419341000102889'),
    ...[
      ['a number of 8 digits', '12345678'],
      ['a number of 25 digits', '2341934100010288931111111'],
      ['letters behind the number', '234193410001028893abc'],
      ['zero', '0'],
      ['SQL', "' OR 1=1; DROP TABLE orders; --"],
      ['a path', '../../etc/passwd'],
      ['a template', '{{constructor.constructor}}'],
      ['a word of a program', 'undefined'],
    ].map(([what = '', typed = '']): ChatRow => ({ at: 'order', what, typed, says, text: MISSED })),
    {
      at: 'order',
      what: 'two orders',
      typed: '234193410001028893 253417729901018543',
      says,
      text: 'You named more than one order (234193410001028893, 253417729901018543).',
      gains: { orderTrouble: { kind: 'several', said: ['234193410001028893', '253417729901018543'] } },
    },
    {
      at: 'review',
      what: 'somebody else’s order instead',
      typed: 'wrong order, it is 247338260501021967',
      says: ['repair.orderUnknown', 'refund.review'],
      text: 'so we stay with 234193410001028893',
    },
  ];
}

function counts(): readonly ChatRow[] {
  const wrong = [
    '0',
    '-5',
    'minus ten',
    '600 of 500',
    '0 of 500',
    '12 of 0',
    '-12 of 40',
    '200%',
    '-100%',
    '1.5',
    '1e3',
  ];
  return [
    ...wrong.map(
      (typed): ChatRow => ({
        at: 'affected',
        what: `${typed} of them`,
        typed,
        says: ['refund.askDetails (affected)'],
        text: `${MISSED} How many of the 500 cups are affected?`,
      }),
    ),
    {
      at: 'affected',
      what: '½',
      typed: '½',
      says: ['refund.askSeller'],
      gains: { affected: { count: 250, total: 500 } },
    },
  ];
}

function days(): readonly ChatRow[] {
  const wrong = [
    ...['tomorrow', 'next Friday', '2026-11-24', '2027-01-01', '3 January 2150', '31 February', '2026-02-30'],
    ...['29 February 2025', '32.10.2026', '0000-00-00', '12/31/1969', '3 January 1990'],
  ];
  return wrong.map((typed) => ({
    at: 'noticedOn',
    what: `noticed on ${typed}`,
    typed,
    says: ['refund.askDetails (noticedOn)'],
    text: `${MISSED} When did you notice it?`,
  }));
}

function amounts(): readonly ChatRow[] {
  const because = (text: string, typed: readonly string[]): readonly ChatRow[] =>
    typed.map((one) => ({ at: 'amount', what: one, typed: one, says: ['refund.askAmount'], text }));
  const taken = (typed: string, minor: number): ChatRow => ({
    at: 'amount',
    what: typed,
    typed,
    says: ['refund.askEvidence'],
    gains: { amount: { minor, currency: 'USD' } },
  });
  return [
    ...because('The amount must be more than zero.', ['0', '$0', '0.00', '-5', '-$50', '$-50', 'minus 50', '-50 USD']),
    ...because('That is more than can be asked for here (US$1,200.00).', [
      '1,200.01',
      '1.200,50',
      '1,200.50',
      '5000',
      '600.999',
    ]),
    ...because('The order was paid in another currency', ['300 EUR', '€300', '300 yen', '£0.01', '1.200,50 EUR']),
    ...because('I could not read an amount there.', [
      ...['Infinity', '1e5', '0x10', '0.001', '9'.repeat(23), '192.168.1.1', 'a lot', '💶'],
    ]),
    taken('1.200,00', 120_000),
    taken('600,50', 60_050),
    taken('６００', 60_000),
  ];
}

function links(): readonly ChatRow[] {
  const refused = [
    ...[
      'http://localhost/a.jpg',
      'http://127.1/a',
      'http://2130706433/a',
      'http://[::1]/a',
      'http://192.168.1.5/a.jpg',
    ],
    ...['https://10.0.0.1/a', 'http://169.254.169.254/latest/meta-data', 'https://metadata.google.internal/'],
    ...['https://nas.local/1.jpg', 'https://printer.home.arpa/a', 'https://intranet.corp/a', 'https://x.onion/a'],
    ...['https://a', 'https://', 'javascript:alert(1)', 'data:text/html,<script>alert(1)</script>'],
    ...['file:///etc/passwd', 'ftp://files.example.com/a', 'https://me:secret@photos.example.com/1.jpg'],
    ...['https://me@photos.example.com/1.jpg', 'photos.example.com/1.jpg'],
    `https://photos.example.com/${'a'.repeat(2_500)}`,
  ];
  const taken = (what: string, typed: string, link: string): ChatRow => ({
    at: 'evidence',
    what,
    typed,
    says: ['refund.review'],
    gains: { evidenceLinks: [link], evidenceFiles: [] },
  });
  const one = 'https://photos.example.com/1.jpg';
  return [
    ...refused.map(
      (typed): ChatRow => ({
        at: 'evidence',
        what: typed.slice(0, 60),
        typed,
        says: ['refund.askEvidence'],
        text: 'I need a full web link that others can open',
      }),
    ),
    taken('the same link twice', `${one} ${one}`, one),
    taken('a link and a private one', `${one} and http://10.0.0.1/2.jpg`, one),
    taken('a link of markdown', `[look](${one})`, one),
    taken('a link with a script behind it', 'https://photos.example.com/"onload="x()', 'https://photos.example.com/'),
    taken('letters of another script', 'https://аpple.com/1', 'https://xn--pple-43d.com/1'),
  ];
}

/** Nothing that answers anything, at every question. */
function anywhere(): readonly ChatRow[] {
  const questions = ['order', 'seller', 'remedy', 'amount', 'evidence', 'review'] as const;
  const asked = (at: (typeof questions)[number]) => (at === 'review' ? 'refund.review' : `refund.ask${upper(at)}`);
  const nothings: readonly (readonly [string, string])[] = [
    ['emoji', '😀👩‍👩‍👧‍👦🇨🇳'],
    ['control characters', '\u0000\u0007\u001b[m'],
    ['marks over nothing', '\u0301'.repeat(500)],
    ['half a character', '\ud83d'],
    ['HTML', '<img src=x onerror=alert(x)>'],
    ['an object', '{"action":"submit"}'],
  ];
  const empty: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['blanks', ' \t\n '],
    ['zero-width characters', '\u200b\u200d\ufeff'],
  ];
  return [
    ...questions.flatMap((at) =>
      empty.map(
        ([what, typed]): ChatRow => ({ at, what: `${what} at ${at}`, typed, says: ['repair.empty', asked(at)] }),
      ),
    ),
    ...questions.flatMap((at) =>
      nothings.map(([what, typed]): ChatRow => ({ at, what: `${what} at ${at}`, typed, says: [asked(at)] })),
    ),
    ...questions.map(
      (at): ChatRow => ({
        at,
        what: `4,001 characters at ${at}`,
        typed: 'x'.repeat(4_001),
        says: ['repair.tooLong', asked(at)],
        text: 'That is longer than I can read at once (about 4,000 characters).',
      }),
    ),
    { at: 'review', what: 'submit in letters of another script', typed: 'ѕubmіt', says: ['refund.review'] },
    { at: 'review', what: 'submit and a command', typed: 'submit; rm -rf /', says: ['refund.review'] },
    { at: 'nothing', what: 'nothing at all', typed: '', says: ['repair.empty'] },
    { at: 'nothing', what: 'SQL', typed: 'SELECT * FROM orders WHERE 1=1', says: ['root.outOfScope'] },
    { at: 'nothing', what: '20,000 characters', typed: 'x'.repeat(20_000), says: ['repair.tooLong'] },
  ];
}

function upper(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
