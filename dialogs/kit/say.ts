import type { Activity, Attachment, TurnContext } from 'botbuilder';
import type { Button, CopyKey, CopyValues, Said } from '../../services/content/copy.js';
import type { ConversationState } from '../conversationState.js';
import { dialogTurn } from './dialogTurn.js';

export type SayOptions = {
  /** The bot now waits for an answer to this. */
  readonly asks?: boolean;
  /** Further fields of channelData, for the page and for checks from outside. */
  readonly data?: Readonly<Record<string, string | number>>;
  /** What it is about: of something else, it has not been said before. */
  readonly about?: string;
  readonly cards?: readonly Attachment[];
  readonly files?: readonly Attachment[];
  /** The cards show all that the text says: the text stays for channels without cards, the page shows the cards only. */
  readonly cardsTellAll?: boolean;
};

/** Says one thing of the copy: its words, its buttons, and its key as `channelData.key`. */
export async function say<K extends CopyKey>(
  context: TurnContext,
  key: K,
  values: CopyValues[K],
  options: SayOptions = {},
): Promise<void> {
  const turn = dialogTurn(context);
  const about = options.about ?? String(options.data?.['field'] ?? '');
  const said = turn.ports.content.copy[key](values, countSaid(turn.state, key + about));
  if (options.asks) turn.state.asked = key;
  // A question that is asked again after an answer does not come between.
  else turn.state.answered = undefined;
  offer(turn.state, said);
  await context.sendActivity(toActivity(key, said, options));
}

/** How often it was said before, and one more from now on. */
export function countSaid(state: ConversationState, id: string): number {
  const nth = state.said[id] ?? 0;
  state.said = { ...state.said, [id]: nth + 1 };
  return nth;
}

/** What may be picked by its number from now on. */
export function offer(state: ConversationState, { buttons = [] }: Said): void {
  state.offered = buttons.map((button) => (typeof button === 'string' ? button : button.message)).slice(0, 10);
}

/** The activity of words that come from elsewhere than the copy (a FAQ entry). */
export function toActivity(key: string, said: Said, options: SayOptions = {}): Partial<Activity> {
  const { cards = [], files = [] } = options;
  // A card's own buttons say the same; both together would be two rows of one choice.
  const buttons = cards.some((card) => card.content?.actions) ? [] : (said.buttons ?? []);
  return {
    type: 'message',
    // Beside a file, words that are empty would be an empty bubble.
    ...(said.text === '' && files.length > 0 ? {} : { text: said.text }),
    // Plain, so that what a buyer or a seller wrote is shown as written and never read as markdown.
    textFormat: 'plain',
    inputHint: options.asks ? 'expectingInput' : 'acceptingInput',
    channelData: {
      key,
      ...options.data,
      ...(options.cardsTellAll ? { textRepeatsCard: true } : {}),
      ...(said.wantsNumber ? { wantsNumber: true } : {}),
    },
    ...(cards.length + files.length > 0 ? { attachments: [...cards, ...files] } : {}),
    ...(buttons.length > 0 ? { suggestedActions: { to: [], actions: buttons.map(toAction) } } : {}),
  };
}

function toAction(button: Button) {
  if (typeof button === 'string') return { type: 'imBack', title: button, value: button };
  const { title, message, value } = button;
  if (value === undefined) return { type: 'imBack', title, value: message };
  return { type: 'messageBack', title, text: message, displayText: title, value };
}
