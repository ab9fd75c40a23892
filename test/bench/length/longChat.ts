import type { Agent } from 'node:http';
import { Chat } from '../directLine.js';
import { buyer } from '../seed.js';

/** Answered out of the rules, so that nothing is filed and every turn is like the one before. */
const QUESTIONS = ['are there any fees?', 'how long does it take?', 'what if the seller refuses?'];
export const TURNS_OF_A_ROUND = 2 * QUESTIONS.length;

/** A conversation that only gets longer. */
export class LongChat {
  readonly #chat: Chat;
  #asked = 0;

  private constructor(
    readonly before: number,
    chat: Chat,
  ) {
    this.#chat = chat;
  }

  /** With `before` messages of the buyer in it, all answered. */
  static async open(origin: string, agent: Agent, secret: string, before: number): Promise<LongChat> {
    const chat = await Chat.open({ stream: origin, post: origin }, agent, secret, buyer(before).id);
    await chat.hears(['root.welcome']);
    const long = new LongChat(before, chat);
    while (long.#asked < before) await long.ask();
    return long;
  }

  /** Ms from the post to the answer read. */
  async ask(): Promise<number> {
    const text = QUESTIONS[this.#asked % QUESTIONS.length] ?? '';
    const from = performance.now();
    await Promise.all([this.#chat.post(`m${this.#asked}`, text), this.#chat.hears(['faq.answer'])]);
    this.#asked += 1;
    return performance.now() - from;
  }

  close(): void {
    this.#chat.close();
  }
}
