import type { LogEntry } from '../conversationStore.js';
import { storedText } from './conversationKeys.js';
import { numbered, parsedLine } from './turnReply.js';

/** Longer lines (a review card is 2 KB) are only announced: every process hears all news, and one of them reads it. */
const MOST_BYTES = 8_192;

/** In Lua, over `news`, `run` and `me`: `<run> <number of the first line, 0: not enclosed> <me>`, then the lines, one a row. */
export const NEWS = `
local function tell(first, lines)
  local text = table.concat(lines, '\\n')
  if #text > ${MOST_BYTES} then first, text = 0, '' end
  redis.call('SPUBLISH', news, run .. ' ' .. whole(first) .. ' ' .. me .. '\\n' .. text)
end
`;

export type News = {
  /** Which run of a store has written it. */
  readonly run: string;
  readonly conversationId: string;
  /** Reads what is enclosed; nothing where it was too long. */
  lines(): readonly LogEntry[];
};

export function readNews(message: string): News {
  const [head = '', ...rows] = message.split('\n');
  const [, run = '', first = '0', me = '""'] = /^(\S+) (\d+) (.*)$/.exec(head) ?? [];
  const conversationId = storedText(me);
  const lines = () =>
    first === '0' ? [] : rows.map((row, index) => numbered(conversationId, Number(first) + index, parsedLine(row)));
  return { run, conversationId, lines };
}
