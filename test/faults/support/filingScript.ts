import type { TestTurns } from './testTurns.js';
import { buyerMessage } from './testTurns.js';

/** A whole filing, a message at a time; the last is the Submit of the review card. */
export const FILING = [
  'my parcel arrived broken',
  '234193410001028893',
  '250 of the 500 cups are cracked, I noticed it yesterday',
  'The seller said no',
  'Full refund',
  'https://photos.example.com/1.jpg',
  'submit',
] as const;

export const FILED_KEYS = [
  'refund.askOrder',
  'refund.askDetails',
  'refund.askSeller',
  'refund.askRemedy',
  'refund.askEvidence',
  'refund.review',
  'refund.filing',
  'refund.filed',
] as const;

/** Sends one message as a channel would: until it is accepted, with the same id. */
export async function send(
  desk: TestTurns,
  conversationId: string,
  id: string,
  text: string,
  buyerId?: string,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      const message = buyerMessage(id, text, buyerId);
      const entry = { id: `${conversationId}|${id}`, at: message.at, activity: { type: 'message', text } };
      await desk.turns.intake.receive(conversationId, message, entry);
      return;
    } catch (error) {
      // The channel answered 503; the client sends the same message again.
      if (tries === 5) throw error;
    }
  }
}

/** The whole script, each message after the bot has answered the one before. */
export async function file(desk: TestTurns, conversationId: string): Promise<void> {
  for (const [index, text] of FILING.entries()) {
    await send(desk, conversationId, `m${index}`, text);
    await desk.settled(conversationId);
  }
}
