import { redisScript } from '../../storage/redisScript.js';
import { LEASE, SEEN } from './inboxScripts.js';

/** Members of the sorted sets among the keys that are due: {place among the keys, members...}. `now` '': by the server. */
export const DUE = redisScript(
  { keys: '', args: 'now limit', only: 'reads' },
  `if now == '' then now = whole(clock()) end
local found = {}
for index, set in ipairs(KEYS) do
  local members = redis.call('ZRANGE', set, '-inf', now, 'BYSCORE', 'LIMIT', 0, limit)
  if #members > 0 then found[#found + 1] = { index, members } end
end
return found`,
);

/** Those of one conversation's timers, named behind the arguments, that are still due become messages. How many. */
export const FIRE = redisScript(
  { keys: 'row inbox due timersDue timers', args: 'me now livesMs' },
  `${LEASE}${SEEN}
local fired = 0
local buyer, channel = unpack(redis.call('HMGET', row, 'buyer', 'channel'))
for index = FIRST_ARG, #ARGV do
  local timer = ARGV[index]
  local member = me .. '\\n' .. timer
  local at = redis.call('ZSCORE', timersDue, member)
  if at and tonumber(at) <= tonumber(now) then
    local kept = redis.call('HGET', timers, timer)
    redis.call('ZREM', timersDue, member)
    redis.call('HDEL', timers, timer)
    local seen, id, body = string.match(kept, '^([^\\n]*)\\n([^\\n]*)\\n(.*)$')
    local message = string.format(
      '{"id":%s,"kind":"timer","at":%s,"buyerId":%s,"channel":%s,"body":%s}', id, now, buyer, channel, body)
    receiveOnce(clock(), seen, message, livesMs)
    fired = fired + 1
  end
end
return fired`,
);
