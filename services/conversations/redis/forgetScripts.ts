import { redisScript } from '../../storage/redisScript.js';

/** Keys that are over. */
export const DROP = redisScript(
  { keys: '', args: '', only: 'frees' },
  `for _, key in ipairs(KEYS) do redis.call('UNLINK', key) end`,
);

/** A conversation in which nothing happened since `before`, whole; one that still waits for something stays. */
export const FORGET = redisScript(
  {
    keys: 'row inbox due log behind timers used summaries summaryTimes buyerSummaries',
    args: 'me before',
    only: 'frees',
  },
  `local at = redis.call('ZSCORE', used, me)
if not at or tonumber(at) > tonumber(before) then return 0 end
if redis.call('LLEN', inbox) > 0 or redis.call('HLEN', timers) > 0 or redis.call('HEXISTS', row, 'posted') == 1 then
  redis.call('ZADD', used, whole(clock()), me)
  return 0
end
local part = redis.call('HGET', row, 'buyerPart')
local summarised = redis.call('ZSCORE', summaryTimes, me)
if part and summarised then
  redis.call('ZREM', buyerSummaries, string.format('%s %016.0f %s', part, summarised, me))
end
redis.call('ZREM', summaryTimes, me)
redis.call('HDEL', summaries, me)
redis.call('ZREM', due, me)
redis.call('ZREM', used, me)
redis.call('UNLINK', row, inbox, log, behind, timers)
return 1`,
);
