import type { Words } from '../../services/content/words.js';
import { CHAT_ACTIONS, type ChatAction } from '../../services/refunds/allowedActions.js';
import { isCommand, plain } from '../kit/choices.js';

/** More is a story, which tells of such things without wanting them. */
const SHORT = 120;

/** The act whose button this is, by its words. */
export function pressedAct({ command }: Words, text: string): ChatAction | undefined {
  return CHAT_ACTIONS.find((action) => isCommand(text, command[action]));
}

/** The act that a buyer asks for in words of their own: "can I escalate?", "I don't accept that". */
export function wantedAct(words: Words, text: string): ChatAction | undefined {
  const said = plain(text);
  if (said === '' || text.length > SHORT) return undefined;
  // Turned down before accepted: "I do not accept it" has both in it.
  return words.actOrder.find((action) =>
    [plain(words.command[action]), ...words.actWords[action]].some((phrase) =>
      phrase.includes(' ') ? ` ${said} `.includes(` ${phrase} `) : said === phrase,
    ),
  );
}
