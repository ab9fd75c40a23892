import type { TurnContext } from 'botbuilder';
import type { Words } from '../../services/content/words.js';
import { isCommand, plain } from '../kit/choices.js';
import { dialogTurn } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { pickOffered } from '../pickOffered.js';
import { tellAgents } from './deskLines.js';
import { isBotSilent } from './speaking.js';
import { joinQueue, leaveAsCase, leaveQueue, tellPlace } from './waiting.js';

const CHOICES = ['waitHere', 'leaveAsCase', 'withBot', 'leaveQueue'] as const;
type Choice = (typeof CHOICES)[number];

/**
 * What the buyer may choose while they wait for a person, or nobody is there. `goOn`: the open question is asked next.
 * False: the message was none of these.
 */
export async function takesChoice(context: TurnContext): Promise<'taken' | 'goOn' | false> {
  const choice = choiceOf(context);
  const { desk } = dialogTurn(context).state;
  if (choice === undefined && desk.owner.kind === 'queued' && isBotSilent(desk) && asksForPlace(context)) {
    await tellPlace(context, 'still');
    return 'taken';
  }
  const reason = desk.owner.kind === 'bot' ? desk.choosing : desk.owner.reason;
  if (choice === undefined || reason === undefined) return false;
  switch (choice) {
    case 'waitHere':
      return waitHere(context);
    case 'leaveAsCase':
      leavesAgent(context);
      await leaveAsCase(context, reason);
      return 'taken';
    case 'withBot':
      return goOnWithBot(context);
    case 'leaveQueue':
      return leave(context);
  }
}

async function waitHere(context: TurnContext): Promise<'taken'> {
  const { desk } = dialogTurn(context).state;
  const { owner, choosing } = desk;
  if (owner.kind === 'queued') {
    desk.owner = { ...owner, withBot: false };
    await tellPlace(context, 'still');
  } else if (owner.kind === 'bot' && choosing) await joinQueue(context, choosing);
  delete desk.choosing;
  return 'taken';
}

async function goOnWithBot(context: TurnContext): Promise<'goOn'> {
  const { desk } = dialogTurn(context).state;
  leavesAgent(context);
  const { owner } = desk;
  if (owner.kind === 'queued') desk.owner = { ...owner, withBot: true };
  delete desk.choosing;
  await say(context, 'handoff.withBot', { waiting: owner.kind === 'queued' });
  return 'goOn';
}

async function leave(context: TurnContext): Promise<'goOn'> {
  const { state } = dialogTurn(context);
  if (state.desk.owner.kind !== 'bot') {
    tellAgents(context, 'buyerLeft');
    leaveQueue(context);
  }
  delete state.desk.choosing;
  await say(context, 'handoff.outOfQueue', { hasDraft: state.parked !== undefined });
  return 'goOn';
}

/** An agent who did not answer loses the conversation; no queue is gone through again. */
function leavesAgent(context: TurnContext): void {
  const { desk } = dialogTurn(context).state;
  if (desk.owner.kind !== 'agent') return;
  tellAgents(context, 'buyerLeft', { by: desk.owner.agent });
  leaveQueue(context);
}

/** "How long does it take?", "hello?": who waits hears where they stand, though nobody else speaks. */
function asksForPlace(context: TurnContext): boolean {
  const { placeWords } = dialogTurn(context).ports.content.words;
  return placeWords.includes(plain(context.activity.text ?? ''));
}

function choiceOf(context: TurnContext): Choice | undefined {
  const { state, ports } = dialogTurn(context);
  const { owner, choosing } = state.desk;
  // Only while there is something to choose: an agent who answers is left by none of these words.
  if (owner.kind !== 'queued' && choosing === undefined) return undefined;
  const { words } = ports.content;
  // There is nobody here to whom it could be left.
  const choices = ports.desk.hub ? CHOICES.filter((choice) => choice !== 'leaveAsCase') : CHOICES;
  const typed = (context.activity.text ?? '').trim();
  const isOffered = choices.some((choice) => state.offered.includes(words.command[choice]));
  const text = isOffered ? pickOffered(state, typed, words, words.command.somethingElse) : typed;
  // The other words mean it only where nothing else could be meant.
  const othersToo = owner.kind === 'queued' ? isBotSilent(state.desk) : isOffered;
  return choices.find((choice) => isCommand(text, words.command[choice], others(words, choice, othersToo)));
}

function others({ alsoCommand }: Words, choice: Choice, count: boolean): readonly string[] {
  return count ? alsoCommand[choice] : [];
}
