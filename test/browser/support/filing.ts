import type { FrameLocator, Page } from 'playwright-core';
import { type ChatPage, cardButton, send } from './chatPage.js';

/** Says nearly everything at once: only what it leaves out is asked. */
const FILING =
  'order 234193410001028893, all 500 cups came broken, I want a full refund, the seller ignores me for a week, photos: https://example.com/1.jpg';

const ANSWERS: Readonly<Record<string, string>> = { 'refund.askDetails': 'yesterday' };

/** From the one message to the card with everything that will be filed. */
export async function writeToReview(chat: ChatPage, room: Page | FrameLocator): Promise<void> {
  let answer = FILING;
  for (;;) {
    const before = chat.heard.length;
    await send(room, answer);
    const { channelData } = await chat.hears(/^refund\.(ask|review)/, before);
    const key = channelData?.key ?? '';
    if (key === 'refund.review') break;
    const next = ANSWERS[key];
    if (next === undefined) throw new Error(`asked what the message had said: ${key}`);
    answer = next;
  }
  await cardButton(room, /submit/i).waitFor();
}
