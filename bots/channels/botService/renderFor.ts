import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { limitsOf } from './channelLimits.js';
import { splitText } from './splitText.js';

/** What is read of our own activities; the rest is passed on. */
const Said = z.looseObject({
  text: z.string().default(''),
  attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown().optional() })).default([]),
  suggestedActions: z.looseObject({ actions: z.array(z.looseObject({ title: z.string() })) }).optional(),
  channelData: z.looseObject({ textRepeatsCard: z.boolean().optional() }).optional(),
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
  const actions = [...(suggestedActions?.actions ?? []), ...(limits.cards ? [] : buttonsOf(attachments))];
  const asButtons = actions.length <= limits.buttons;
  const words = [isCardEnough ? '' : text, asButtons ? '' : numbered(actions)]
    .filter((part) => part !== '')
    .join('\n\n');
  const pieces = splitText(words, limits.textChars);
  const last: Record<string, unknown> = {
    ...(isCardEnough ? { summary: text } : {}),
    ...(shownCards.length > 0 ? { attachments: shownCards } : {}),
    ...(asButtons && actions.length > 0 ? { suggestedActions: { ...suggestedActions, actions } } : {}),
    ...(limits.data && channelData ? { channelData } : {}),
  };
  return pieces.map((piece, index) => ({
    ...rest,
    ...(piece === '' && isCardEnough ? {} : { text: piece }),
    // Cards and buttons belong below the whole text.
    ...(index === pieces.length - 1 ? last : {}),
  }));
}

/** A card's buttons as what a buyer would say instead of pressing them. */
function buttonsOf(attachments: readonly { readonly content?: unknown }[]) {
  return attachments.flatMap(({ content }) => {
    const card = CardWithButtons.safeParse(content);
    if (!card.success) return [];
    return card.data.actions.map(({ title }) => ({ type: 'imBack', title, value: title }));
  });
}

/** One choice needs no number. */
function numbered(actions: readonly { readonly title: string }[]): string {
  const isOne = actions.length === 1;
  return actions.map(({ title }, index) => (isOne ? `- ${title}` : `${index + 1}. ${title}`)).join('\n');
}
