import { redisScript } from '../../storage/redisScript.js';

/** Answers {number of the newest line, number before the first one given, lines}. */
export const LOG = redisScript(
  { keys: 'row log', args: 'after limit', only: 'reads' },
  `local seq, trimmed = unpack(redis.call('HMGET', row, 'seq', 'trimmed'))
if not seq then return { 0, 0, {} } end
local from = math.max(tonumber(after), tonumber(trimmed))
if from >= tonumber(seq) or tonumber(limit) < 1 then return { tonumber(seq), from, {} } end
local first = from - trimmed
return { tonumber(seq), from, redis.call('LRANGE', log, whole(first), whole(first + limit - 1)) }`,
);

export const STATE = redisScript({ keys: 'row', args: '', only: 'reads' }, `return redis.call('HGET', row, 'state')`);

/** The newest of each shard, whose keys come in threes: summaries, summaryTimes, buyerSummaries. `buyerPart` '': of all. */
export const SUMMARIES = redisScript(
  { keys: '', args: 'buyerPart limit', only: 'reads' },
  `local found = {}
for index = 1, #KEYS, 3 do
  local members
  if buyerPart == '' then
    members = redis.call('ZRANGE', KEYS[index + 1], 0, limit - 1, 'REV')
  else
    -- Everything that begins with the buyer and a space: '!' comes right behind it.
    members = redis.call('ZRANGE', KEYS[index + 2], '(' .. buyerPart .. '!', '[' .. buyerPart .. ' ', 'BYLEX', 'REV', 'LIMIT', 0, limit)
    for place, member in ipairs(members) do members[place] = string.match(member, '^[^ ]* [^ ]* (.*)$') end
  end
  if #members > 0 then
    for _, summary in ipairs(redis.call('HMGET', KEYS[index], unpack(members))) do
      if summary then found[#found + 1] = summary end
    end
  end
end
return found`,
);
