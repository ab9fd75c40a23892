import { CUPS_ORDER_ID } from '../../support/cupsOrder.js';
import { type Chat, type DeskClient, GaveUp, Listening, type Seen } from './deskClient.js';

/** What a client knows of one message: it was acknowledged under this id, then. */
export type Acknowledged = { readonly clientId: string; readonly id: string; readonly text: string };

/** What one buyer did and heard, to be held against what the desk has kept. */
export type Story = {
  readonly kind: 'filing' | 'asking';
  readonly buyerId: string;
  readonly chat: Chat;
  readonly acknowledged: Acknowledged[];
  /** Ended once all has been heard that was to come; whatever comes later is one line too many. */
  readonly listening: Listening;
  /** The client stopped before the end, because nothing came in time: what it said stands all the same. */
  gaveUp: boolean;
  submitted: boolean;
};

/** A message that was acknowledged, and when its answer was on the client's stream. Times in ms since epoch. */
export type Answered = { readonly acknowledgedAt: number; readonly answeredAt: number };

export type BuyerOptions = {
  readonly client: DeskClient;
  readonly buyerId: string;
  readonly onAnswer: (answered: Answered) => void;
  readonly isOver: () => boolean;
  /** Of messages, those that are delivered again: at once and elsewhere, or later. */
  readonly repeats: number;
  /** How long an answer is waited for. */
  readonly patienceMs: number;
};

/** What is answered to which question, so that a filing goes on whatever was asked. */
const ANSWERS: Readonly<Record<string, string>> = {
  'root.welcome': 'my parcel arrived broken',
  'refund.askOrder': CUPS_ORDER_ID,
  'refund.askDetails': '250 of the 500 cups are cracked, I noticed it yesterday',
  'refund.askSeller': 'The seller said no',
  'refund.askRemedy': 'Full refund',
  'refund.askEvidence': 'https://photos.example.com/1.jpg',
  'refund.review': 'submit',
};
/** What the bot says in a filing, and nothing else and nothing twice. */
export const FILING_KEYS: readonly string[] = [...Object.keys(ANSWERS), 'refund.filing', 'refund.filed'];

/** Questions, each with the topic of its answer. */
export const QUESTIONS: Readonly<Record<string, string>> = {
  'are there any fees for a refund?': 'fees',
  'how long does a refund take?': 'timeline',
  'what is your refund policy?': 'refund_policy',
  'what evidence do I need for a dispute?': 'evidence',
  'what does arbitration mean?': 'arbitration',
  'how do I get the money back, to my card or my bank?': 'receive_money',
};

/** Answers question after question until the case is open. */
export async function fileOnce(options: BuyerOptions): Promise<Story> {
  const { client, buyerId, onAnswer, patienceMs, repeats } = options;
  const chat = await client.open(buyerId, Date.now() + patienceMs);
  const story = newStory('filing', buyerId, chat, client);
  const { listening } = story;
  try {
    for (let heard = 0, number = 0; ; ) {
      const news = await answersAfter(listening, heard, patienceMs);
      const key = news.at(-1);
      if (key === undefined) throw new GaveUp('no answer');
      if (key === 'refund.filed') {
        listening.end();
        return story;
      }
      heard += news.length;
      const text = ANSWERS[key];
      if (text === undefined) continue;
      // A repeat of what was said before arrives after what came later, too.
      const earlier = story.acknowledged[Math.floor(Math.random() * story.acknowledged.length)];
      if (earlier && Math.random() < repeats) void client.repeat(chat, earlier.clientId, earlier.text);
      await say(story, options, `m${number++}`, text);
      if (text === 'submit') story.submitted = true;
      const acknowledgedAt = Date.now();
      void firstAnswer(listening, heard, patienceMs).then((answeredAt) => {
        if (answeredAt !== undefined) onAnswer({ acknowledgedAt, answeredAt });
      });
    }
  } catch (error) {
    if (!(error instanceof GaveUp)) throw error;
    story.gaveUp = true;
    return story;
  }
}

const ROUNDS = 6;
const BURST = 4;

/** Asks in bursts, without waiting, each message by a way of its own, so that they arrive in any order. */
export async function askAround(options: BuyerOptions): Promise<Story> {
  const { client, buyerId, onAnswer, patienceMs, isOver } = options;
  const chat = await client.open(buyerId, Date.now() + patienceMs);
  const story = newStory('asking', buyerId, chat, client);
  const { listening } = story;
  const texts = Object.keys(QUESTIONS);
  try {
    if ((await answersAfter(listening, 0, patienceMs)).length === 0) throw new GaveUp('no greeting');
    let expected = 1;
    for (let round = 0; round < ROUNDS && !isOver(); round++) {
      const burst = Array.from({ length: BURST }, (_, index) => ({
        id: `q${round}-${index}`,
        text: texts[Math.floor(Math.random() * texts.length)] ?? '',
      }));
      await Promise.all(burst.map(({ id, text }) => say(story, options, id, text)));
      const acknowledgedAt = Date.now();
      expected += burst.length;
      const end = Date.now() + patienceMs;
      while (answersOf(listening.seen).length < expected) {
        if (Date.now() > end) throw new GaveUp('no answer');
        await listening.news(200);
      }
      onAnswer({ acknowledgedAt, answeredAt: Date.now() });
    }
    listening.end();
  } catch (error) {
    if (!(error instanceof GaveUp)) throw error;
    story.gaveUp = true;
  }
  return story;
}

async function say(story: Story, options: BuyerOptions, clientId: string, text: string): Promise<void> {
  const { client, repeats, patienceMs } = options;
  const twin = Math.random() < repeats ? client.repeat(story.chat, clientId, text) : undefined;
  const id = await client.post(story.chat, clientId, text, Date.now() + patienceMs);
  story.acknowledged.push({ clientId, id, text });
  await twin;
}

/** What the bot said, by its copy keys. */
export function answersOf(seen: readonly Seen[]): readonly string[] {
  return seen.flatMap(({ channelData }) => channelData?.key ?? []);
}

/** The keys after the first `heard`, once there are any that are not on the way to another. */
async function answersAfter(listening: Listening, heard: number, withinMs: number): Promise<readonly string[]> {
  const end = Date.now() + withinMs;
  for (;;) {
    const news = answersOf(listening.seen).slice(heard);
    const last = news.at(-1);
    if (last !== undefined && last !== 'refund.filing') return news;
    if (Date.now() > end) return [];
    await listening.news(200);
  }
}

async function firstAnswer(listening: Listening, heard: number, withinMs: number): Promise<number | undefined> {
  const end = Date.now() + withinMs;
  while (answersOf(listening.seen).length <= heard) {
    if (Date.now() > end) return undefined;
    await listening.news(200);
  }
  return Date.now();
}

function newStory(kind: Story['kind'], buyerId: string, chat: Chat, client: DeskClient): Story {
  const listening = new Listening(client, chat);
  return { kind, buyerId, chat, acknowledged: [], listening, gaveUp: false, submitted: false };
}
