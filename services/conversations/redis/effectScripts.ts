import { redisScript } from '../../storage/redisScript.js';
import { LEASE, SEEN } from './inboxScripts.js';

/** The consumer group of every outbox. All processes are one consumer: how often an effect was taken tells whose it is. */
const GROUP = 'desk';
const CONSUMER = 'worker';
/**
 * An effect that has been idle for this long is free again. Taking one, or putting it off, makes it look idle since long
 * enough ago that it comes to that when its lease or delay ends: the group's own clock is the only one.
 */
const FREE_AFTER_MS = 86_400_000;

/** Over `row`, `outbox`, `behind` and `me`. Only the first effect of a conversation is in the outbox. */
export const POST = `
local function post(effect)
  local key, body = string.match(effect, '^([^\\n]*)\\n(.*)$')
  local buyer, channel = unpack(redis.call('HMGET', row, 'buyer', 'channel'))
  local posted = redis.call('XADD', outbox, '*', 'conversation', me, 'key', key, 'effect', body, 'buyer', buyer, 'channel', channel)
  redis.call('HSET', row, 'posted', posted)
end
`;

/** How often what is posted was taken, if it is this effect; false: it is not, or was never taken. */
const TAKEN = `
local function timesTaken(posted, key)
  local pending = redis.pcall('XPENDING', outbox, '${GROUP}', posted, posted, 1)
  if pending.err or #pending == 0 then return false end
  local entry = redis.call('XRANGE', outbox, posted, posted)[1]
  if not entry or entry[2][4] ~= key then return false end
  return pending[1][4]
end

local function freeIn(posted, ms)
  local idle = math.max(0, ${FREE_AFTER_MS} - ms)
  redis.call('XCLAIM', outbox, '${GROUP}', '${CONSUMER}', 0, posted, 'IDLE', whole(idle), 'JUSTID')
end
`;

/** What was left by somebody who died, then what nobody has had. Answers {cursor, {posted, attempt, fields...}...}. */
export const TAKE = redisScript(
  { keys: 'outbox', args: 'limit leaseMs cursor' },
  `${TAKEN}
if redis.call('XLEN', outbox) == 0 then return { '0-0' } end
limit = tonumber(limit)
local left = redis.pcall('XAUTOCLAIM', outbox, '${GROUP}', '${CONSUMER}', ${FREE_AFTER_MS}, cursor, 'COUNT', limit)
if left.err then
  if not string.find(left.err, 'NOGROUP', 1, true) then return left end
  redis.call('XGROUP', 'CREATE', outbox, '${GROUP}', '0')
  left = { '0-0', {} }
end
local taken = { left[1] }
local function add(entry)
  freeIn(entry[1], leaseMs)
  local pending = redis.call('XPENDING', outbox, '${GROUP}', entry[1], entry[1], 1)
  local fields = entry[2]
  taken[#taken + 1] = { entry[1], pending[1][4], fields[2], fields[4], fields[6], fields[8], fields[10] }
end
for _, entry in ipairs(left[2]) do add(entry) end
if #taken <= limit then
  local fresh = redis.call('XREADGROUP', 'GROUP', '${GROUP}', '${CONSUMER}', 'COUNT', limit + 1 - #taken, 'STREAMS', outbox, '>')
  if fresh then
    for _, entry in ipairs(fresh[1][2]) do add(entry) end
  end
end
return taken`,
);

/** For those who are still at it: the ones behind the named arguments, each by its number and attempt. */
export const HOLD = redisScript(
  { keys: 'outbox', args: 'leaseMs' },
  `${TAKEN}
for index = FIRST_ARG, #ARGV, 2 do
  local pending = redis.pcall('XPENDING', outbox, '${GROUP}', ARGV[index], ARGV[index], 1)
  if not pending.err and pending[1] and pending[1][4] == tonumber(ARGV[index + 1]) then
    freeIn(ARGV[index], leaseMs)
  end
end`,
);

/** It is gone, if it was there; its result, if there is one, is in the inbox. Answers how many are left in the outbox. */
export const SETTLE = redisScript(
  {
    keys: 'row inbox due outbox behind',
    args: 'me key message id livesMs',
  },
  `${LEASE}${SEEN}${POST}${TAKEN}
local posted = redis.call('HGET', row, 'posted')
if not posted or not timesTaken(posted, key) then return end
redis.call('XACK', outbox, '${GROUP}', posted)
redis.call('XDEL', outbox, posted)
local following = redis.call('LPOP', behind)
if following then post(following) else redis.call('HDEL', row, 'posted') end
if message ~= '' then receiveOnce(clock(), id, message, livesMs) end
return redis.call('XLEN', outbox)`,
);

/** Nothing when it is settled, or was taken again meanwhile: that try has its own lease. */
export const RETRY = redisScript(
  { keys: 'row outbox', args: 'key attempt delayMs' },
  `${TAKEN}
local posted = redis.call('HGET', row, 'posted')
if posted and timesTaken(posted, key) == tonumber(attempt) then freeIn(posted, delayMs) end`,
);

/** Which of the outboxes hold anything, by their place among the keys. */
export const OUTBOXES = redisScript(
  { keys: '', args: '', only: 'reads' },
  `local found = {}
for index, outbox in ipairs(KEYS) do
  if redis.call('XLEN', outbox) > 0 then found[#found + 1] = index end
end
return found`,
);
