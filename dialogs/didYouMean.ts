import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { intentOf } from '../services/understanding/labels.js';
import type { Understood } from '../services/understanding/understanding.js';
import { isCommand, plain } from './kit/choices.js';
import { dialogTurn, type Reply } from './kit/dialogTurn.js';
import { effectKey } from './kit/effectKey.js';
import { say } from './kit/say.js';
import { readReply } from './readReply.js';

/** What a button of "did you mean" carries, beside its title. */
const PickedLabel = z.strictObject({ label: z.string().min(1).max(60) });

/** How much of the buyer's words is kept to be read again once they say what they meant, in characters. */
const KEPT = 1_000;

/** Keeps what the buyer wrote, as long as it is not sure that it was understood. */
export function rememberHeard(context: TurnContext, { text, understood }: Reply): void {
  dialogTurn(context).state.heard = {
    text: text.slice(0, KEPT),
    labels: understood.top.map(({ label }) => label),
    offered: [],
  };
}

/** Offers the labels that were nearest, as buttons. False: none of them is something to choose. */
export async function offerLabels(
  context: TurnContext,
  key: 'root.clarify' | 'root.notIt',
  labels: readonly string[],
): Promise<boolean> {
  const { state, ports } = dialogTurn(context);
  const { words, faq } = ports.content;
  const titles = new Map<string, string>();
  for (const label of labels) {
    const title = words.labelChoice(label, faq);
    if (title !== undefined && ![...titles.values()].includes(title)) titles.set(label, title);
  }
  if (titles.size === 0) return false;
  if (state.heard) state.heard = { ...state.heard, offered: [...titles.keys()] };
  const choices = [...titles].map(([label, title]) => ({ title, message: title, value: { label } }));
  await say(context, key, { choices: [...choices, words.command.somethingElse] });
  return true;
}

/** The titles of the labels that were offered last, with their labels. */
function offeredTitles(context: TurnContext): ReadonlyMap<string, string> {
  const { state, ports } = dialogTurn(context);
  const { words, faq } = ports.content;
  return new Map(
    (state.heard?.offered ?? []).map((label) => [plain(words.labelChoice(label, faq) ?? ''), label] as const),
  );
}

/**
 * The label that is picked by its button, or by its title (a number was already read as one). Only what was offered can
 * be: a button's value comes from outside.
 */
function pickedLabel(context: TurnContext, text: string): string | undefined {
  const titles = offeredTitles(context);
  const pressed = PickedLabel.safeParse(context.activity.value).data?.label;
  if (pressed !== undefined && [...titles.values()].includes(pressed)) return pressed;
  return titles.get(plain(text));
}

/** Nothing, or what the buyer had written before, now with the meaning that they picked for it. */
export async function readPicked(context: TurnContext, text: string): Promise<Reply | undefined> {
  const { heard } = dialogTurn(context).state;
  const label = pickedLabel(context, text);
  if (!heard || label === undefined) return undefined;
  const reply = await readReply(context, heard.text);
  note(context, { text: heard.text, locale: reply.understood.locale, nearest: heard.labels, picked: label });
  dialogTurn(context).state.heard = { text: heard.text, labels: heard.labels, offered: [] };
  const understood = meaning(reply.understood, label);
  return { ...reply, value: undefined, picked: true, digresses: isAside(label), understood };
}

function meaning({ slots, locale, top, likelyProblem, problem }: Understood, label: string): Understood {
  const intent = intentOf(label);
  const common = { decision: 'act', slots, locale, top, inScope: 1, ...(likelyProblem && { likelyProblem }) } as const;
  if (intent === undefined) return { ...common, topic: label };
  return { ...common, intent, ...(problem && { problem }) };
}

/** Where somebody is shown something, or answered, and nothing is filed. */
function isAside(label: string): boolean {
  return !['open_refund', 'cancel_order', 'complaint', 'help', 'capabilities'].includes(label);
}

export function isNotIt(context: TurnContext, { text }: Reply): boolean {
  const { command, alsoCommand } = dialogTurn(context).ports.content.words;
  return isCommand(text, command.notIt, alsoCommand.notIt);
}

/** "That's not it", right after an answer. */
export function saysNotIt(context: TurnContext, reply: Reply): boolean {
  const { state } = dialogTurn(context);
  return state.answered !== undefined && state.heard !== undefined && isNotIt(context, reply);
}

/** "That's not it": what else it may have been, or the buyer's own words, or a person; it is kept for whoever teaches the bot. */
export async function notIt(context: TurnContext): Promise<void> {
  const { state } = dialogTurn(context);
  const { heard, answered } = state;
  if (heard) noteHeard(context);
  const others = heard?.labels.filter((label) => label !== answered) ?? [];
  if (await offerLabels(context, 'root.notIt', others)) return;
  await say(context, 'root.somethingElse', {});
}

/** Counts what was not understood, for whoever teaches the bot. */
export function noteHeard(context: TurnContext): void {
  const { heard, locale } = dialogTurn(context).state;
  if (heard) note(context, { text: heard.text, locale, nearest: heard.labels });
}

function note(
  context: TurnContext,
  body: { text: string; locale: string; nearest: readonly string[]; picked?: string },
): void {
  dialogTurn(context).effects.push({
    key: effectKey(context, 'learn'),
    kind: 'learn',
    body: { ...body, nearest: [...body.nearest] },
  });
}
