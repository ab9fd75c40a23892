import { redisScript } from '../../storage/redisScript.js';
import { POST } from './effectScripts.js';
import { LEASE } from './inboxScripts.js';
import { NEWS } from './news.js';

/**
 * All of a turn's outcome, or nothing. Answers false (stale) or {number of the line before the first, next turn}.
 * `token` names this commit: asked again because its answer was lost, it gives that answer. Behind the named arguments:
 * lines; effects; timers to cancel; timers to set (id, time, what it is kept as); each with its count before.
 */
export const COMMIT = redisScript(
  {
    keys: 'row inbox due log outbox behind timersDue timers summaries summaryTimes buyerSummaries used news',
    args: 'me fence version token leaseMs state run logKeptMs summary summaryAt',
  },
  `${LEASE}${POST}${NEWS}
local place = FIRST_ARG - 1
local function take()
  place = place + 1
  return ARGV[place]
end

local function following(attempt)
  local message = redis.call('LINDEX', inbox, 0)
  if not message then return false end
  return { tonumber(fence), version + 1, attempt, message, state }
end

if not isHolder(fence, version) then
  local done, before, f, held, attempt, v =
    unpack(redis.call('HMGET', row, 'token', 'seqBefore', 'fence', 'owner', 'attempt', 'version'))
  if done ~= token then return false end
  local isOurs = f == fence and held ~= '' and tonumber(v) == version + 1
  return { tonumber(before), isOurs and following(tonumber(attempt)) }
end

local now = clock()
local before = tonumber(redis.call('HGET', row, 'seq'))
local lines = {}
for place = 1, tonumber(take()) do
  lines[place] = take()
  redis.call('RPUSH', log, whole(now) .. ' ' .. lines[place])
end
redis.call('HSET', row, 'state', state, 'version', version + 1, 'attempt', 0,
  'token', token, 'seqBefore', before, 'seq', before + #lines)
redis.call('ZADD', used, whole(now), me)

for _ = 1, 10 do
  local oldest = redis.call('LINDEX', log, 0)
  if not oldest or tonumber(string.match(oldest, '^%d+')) > now - logKeptMs then break end
  redis.call('LPOP', log)
  redis.call('HINCRBY', row, 'trimmed', 1)
end

for _ = 1, tonumber(take()) do
  local effect = take()
  if redis.call('HEXISTS', row, 'posted') == 1 then redis.call('RPUSH', behind, effect) else post(effect) end
end

for _ = 1, tonumber(take()) do
  local timer = take()
  redis.call('HDEL', timers, timer)
  redis.call('ZREM', timersDue, me .. '\\n' .. timer)
end
for _ = 1, tonumber(take()) do
  local timer, at, kept = take(), take(), take()
  redis.call('HSET', timers, timer, kept)
  redis.call('ZADD', timersDue, at, me .. '\\n' .. timer)
end

if summary ~= '' then
  local buyer, part, channel = unpack(redis.call('HMGET', row, 'buyer', 'buyerPart', 'channel'))
  local function place(at) return string.format('%s %016.0f %s', part, at, me) end
  local old = redis.call('ZSCORE', summaryTimes, me)
  if old then redis.call('ZREM', buyerSummaries, place(old)) end
  redis.call('ZADD', buyerSummaries, 0, place(summaryAt))
  redis.call('ZADD', summaryTimes, summaryAt, me)
  redis.call('HSET', summaries, me, string.format(
    '{"conversationId":%s,"buyerId":%s,"channel":%s,"updatedAt":%s,"facts":%s}', me, buyer, channel, summaryAt, summary))
end

redis.call('LPOP', inbox)
if #lines > 0 then tell(before + 1, lines) end
local nextTurn = following(1)
if nextTurn then
  redis.call('HSET', row, 'attempt', 1)
  hold(now, leaseMs)
else
  letGo(now)
end
return { before, nextTurn }`,
);
