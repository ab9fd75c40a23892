import type { Owner } from '../../services/desk/deskState.js';
import type { Commanded } from '../../services/desk/deskWork.js';
import { type HttpAnswer, HttpError } from '../http/httpEdge.js';

/** What became of a command, as HTTP: who lost hears who won. Throws HttpError where nothing was decided. */
export function commandAnswer(outcome: Commanded): HttpAnswer {
  switch (outcome.kind) {
    case 'done':
      return { status: 200, body: outcome };
    case 'stale':
      return refused(409, 'stale', `Somebody was faster: ${whoHas(outcome.owner)}.`, outcome);
    case 'forbidden':
      return refused(403, 'notYours', `This conversation is not yours: ${whoHas(outcome.owner)}.`, outcome);
    case 'closed':
      return refused(409, 'closed', `${outcome.by.name} has resolved this conversation.`, outcome);
    case 'badValue':
      return refused(422, 'badValue', `${outcome.field}: ${outcome.message}`, outcome);
    case 'full': {
      const { open, capacity, desk } = outcome;
      const message = `You have ${open} conversations of at most ${capacity}. Claim with force: true to take it all the same.`;
      return refused(409, 'full', message, desk);
    }
    case 'failed':
      throw new HttpError(500, 'failed', `Nothing was done. Quote incident ${outcome.incident}.`);
    case 'unknownConversation':
      throw noSuchConversation();
    case 'refused':
      throw new HttpError(429, 'inboxFull', 'Too much waits in this conversation. Try again in a moment.', {
        'Retry-After': String(Math.max(1, Math.ceil(outcome.retryAfterMs / 1_000))),
      });
    case 'notYet':
      throw new HttpError(504, 'notYet', 'It is taken, and not done yet. Ask again with the same id.', {
        'Retry-After': '1',
      });
  }
}

export function noSuchConversation(): HttpError {
  return new HttpError(404, 'conversationNotFound', 'There is no such conversation.');
}

function refused(
  status: number,
  code: string,
  message: string,
  { epoch, owner }: { readonly epoch: number; readonly owner: Owner },
): HttpAnswer {
  return { status, body: { error: { code, message }, epoch, owner } };
}

function whoHas(owner: Owner): string {
  switch (owner.kind) {
    case 'agent':
      return `${owner.agent.name} has it`;
    case 'queued':
      return 'it waits in the queue';
    case 'bot':
      return 'the bot has it';
  }
}
