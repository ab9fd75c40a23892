import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { limitsOf } from './channelLimits.js';
import { type Choice, choiceOf } from './numberedChoices.js';
import { splitText } from './splitText.js';

/** What is read of our own activities; the rest is passed on. */
const Said = z.looseObject({
  text: z.string().default(''),
  attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown().optional() })).default([]),
  suggestedActions: z.looseObject({ actions: z.array(z.looseObject({ title: z.string() })) }).optional(),
  channelData: z
    .looseObject({ textRepeatsCard: z.boolean().optional(), wantsNumber: z.boolean().optional() })
    .optional(),
});

const CardWithButtons = z.looseObject({ actions: z.array(z.looseObject({ title: z.string() })) });

/**
 * One thing that the bot said, as the channel can show it: one activity, or several where its text is too long. Where
 * there are no cards the text says the same, and the card's buttons become choices; where there are no buttons, or not
 * enough of them, the choices become numbered lines. Pure.
 */
export function renderFor(channelId: string, activity: unknown): readonly Partial<Activity>[] {
  const limits = limitsOf(channelId);
  const said = Said.parse(activity);
  const { text, attachments, suggestedActions, channelData, ...rest } = said;
  const shownCards = limits.cards
    ? attachments
    : attachments.filter(({ contentType }) => !contentType.includes('.card.'));
  const isCardEnough = limits.cards && channelData?.textRepeatsCard === true && shownCards.length > 0;
  const actions = actionsOf(channelId, said);
  const asButtons = actions.length <= limits.buttons;
  const words = [isCardEnough ? '' : text, asButtons ? '' : listed(actions, hasNumbers(said))]
    .filter((part) => part !== '')
    .join('\n\n');
  const pieces = splitText(words, limits.textChars);
  const last: Record<string, unknown> = {
    ...(isCardEnough ? { summary: text } : {}),
    ...(shownCards.length > 0 ? { attachments: shownCards } : {}),
    ...(asButtons && actions.length > 0
      ? { suggestedActions: { ...suggestedActions, actions: actions.map(withoutData) } }
      : {}),
    ...(limits.data && channelData ? { channelData } : {}),
  };
  return pieces.map((piece, index) => ({
    ...rest,
    ...(piece === '' && isCardEnough ? {} : { text: piece }),
    // Cards and buttons belong below the whole text.
    ...(index === pieces.length - 1 ? last : {}),
  }));
}

/** What is shown as numbered lines, in order: what choosing each sends. */
export function choicesOf(channelId: string, activity: unknown): readonly Choice[] {
  const said = Said.parse(activity);
  const actions = actionsOf(channelId, said);
  if (actions.length <= limitsOf(channelId).buttons || actions.length < 2 || !hasNumbers(said)) return [];
  return actions.map(choiceOf);
}

function actionsOf(channelId: string, { suggestedActions, attachments }: z.infer<typeof Said>) {
  return [...(suggestedActions?.actions ?? []), ...(limitsOf(channelId).cards ? [] : buttonsOf(attachments))];
}

/** A card's buttons as what a buyer would say instead of pressing them. */
function buttonsOf(attachments: readonly { readonly content?: unknown }[]) {
  return attachments.flatMap(({ content }) => {
    const card = CardWithButtons.safeParse(content);
    if (!card.success) return [];
    // Its data travels along for who chooses by number; as a button the words must do.
    return card.data.actions.map(({ title, data }) => ({ type: 'imBack', title, value: title, data }));
  });
}

function withoutData({ data: _, ...action }: { readonly title: string; readonly data?: unknown }) {
  return action;
}

/** To "how many?" a "2" is two of them, and not the second line. */
function hasNumbers({ channelData }: z.infer<typeof Said>): boolean {
  return channelData?.wantsNumber !== true;
}

/** One choice needs no number. */
function listed(actions: readonly { readonly title: string }[], byNumber: boolean): string {
  const isNumbered = byNumber && actions.length > 1;
  return actions.map(({ title }, index) => (isNumbered ? `${index + 1}. ${title}` : `- ${title}`)).join('\n');
}
