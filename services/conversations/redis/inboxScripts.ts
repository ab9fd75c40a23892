import { redisScript } from '../../storage/redisScript.js';
import { NEWS } from './news.js';

/**
 * The lease, in Lua, over `row`, `inbox`, `due` and `me`. It ends by the server's clock; until somebody else has taken it
 * the one who had it may still commit. `owner` is a name that one claim gives itself.
 */
export const LEASE = `
local function isHeld(now)
  local owner, ends = unpack(redis.call('HMGET', row, 'owner', 'until'))
  return owner and owner ~= '' and tonumber(ends) > now
end

local function hold(now, leaseMs)
  local ends = whole(now + leaseMs)
  redis.call('HSET', row, 'until', ends)
  redis.call('ZADD', due, ends, me)
end

local function letGo(now)
  redis.call('HSET', row, 'owner', '', 'until', 0)
  if redis.call('LLEN', inbox) > 0 then redis.call('ZADD', due, whole(now), me) else redis.call('ZREM', due, me) end
end

local function isHolder(fence, version)
  local held, f, v = unpack(redis.call('HMGET', row, 'owner', 'fence', 'version'))
  return held and held ~= '' and f == fence and v == version
end

-- The turn of the inbox's head; false when there is none, or somebody else has it.
local function claim(now, leaseMs, owner)
  local held, ends, fence, version, attempt, state =
    unpack(redis.call('HMGET', row, 'owner', 'until', 'fence', 'version', 'attempt', 'state'))
  if held and held ~= '' and tonumber(ends) > now then return false end
  local message = redis.call('LINDEX', inbox, 0)
  if not message then
    redis.call('ZREM', due, me)
    return false
  end
  fence, attempt = tonumber(fence) + 1, tonumber(attempt) + 1
  redis.call('HSET', row, 'owner', owner, 'fence', fence, 'attempt', attempt)
  hold(now, leaseMs)
  return { fence, tonumber(version), attempt, message, state }
end
`;

/** What was seen before, in Lua: the keys behind the named ones are those of SeenIds. */
export const SEEN = `
local function seenBefore(id)
  for index = FIRST_KEY, #KEYS do
    local line = redis.call('HGET', KEYS[index], id)
    if line then return line end
  end
  return false
end

local function remember(id, line, livesMs)
  if redis.call('HSET', KEYS[FIRST_KEY], id, line) == 1 and redis.call('HLEN', KEYS[FIRST_KEY]) == 1 then
    redis.call('PEXPIRE', KEYS[FIRST_KEY], livesMs)
  end
end

-- For what the store itself brings in: never refused for want of room, because it is a fact.
local function receiveOnce(now, id, message, livesMs)
  if seenBefore(id) then return end
  remember(id, 0, livesMs)
  redis.call('RPUSH', inbox, message)
  if not isHeld(now) then redis.call('ZADD', due, whole(now), me) end
end
`;

/** Answers {'duplicate', number of its line, that line, turn}, {'refused', reason, ms}, or {'accepted', number, turn}. */
export const ACCEPT = redisScript(
  {
    keys: 'row inbox due log used news',
    args: 'me owner leaseMs message id livesMs buyer buyerPart channel line run inboxLimit burstLimit refillPerSecond',
  },
  `${LEASE}${SEEN}${NEWS}
local now = clock()
local seen = seenBefore(id)
if seen then
  local trimmed = redis.call('HGET', row, 'trimmed')
  local kept = trimmed and tonumber(seen) > tonumber(trimmed) and redis.call('LINDEX', log, seen - 1 - trimmed)
  return { 'duplicate', tonumber(seen), kept, claim(now, leaseMs, owner) }
end
if redis.call('LLEN', inbox) >= tonumber(inboxLimit) then return { 'refused', 'inboxFull', 0 } end

local tokens
if burstLimit ~= '' then
  local had, at = unpack(redis.call('HMGET', row, 'tokens', 'tokensAt'))
  tokens = tonumber(burstLimit)
  if had then tokens = math.min(tokens, had + math.max(0, now - at) / 1000 * refillPerSecond) end
  if tokens < 1 then return { 'refused', 'tooFast', math.ceil((1 - tokens) / refillPerSecond * 1000) } end
end

if redis.call('HSETNX', row, 'id', me) == 1 then
  redis.call('HSET', row, 'buyer', buyer, 'buyerPart', buyerPart, 'channel', channel,
    'version', 0, 'fence', 0, 'owner', '', 'until', 0, 'attempt', 0, 'seq', 0, 'trimmed', 0)
end
if tokens then redis.call('HSET', row, 'tokens', tokens - 1, 'tokensAt', whole(now)) end
local seq = 0
if line ~= '' then
  seq = redis.call('HINCRBY', row, 'seq', 1)
  redis.call('RPUSH', log, whole(now) .. ' ' .. line)
end
remember(id, seq, livesMs)
redis.call('RPUSH', inbox, message)
redis.call('ZADD', used, whole(now), me)
local turn = claim(now, leaseMs, owner)
if line ~= '' then tell(seq, { line }) end
return { 'accepted', seq, turn }`,
);

const KEYS = 'row inbox due';

export const CLAIM = redisScript(
  { keys: KEYS, args: 'me owner leaseMs' },
  `${LEASE}
if redis.call('EXISTS', row) == 0 then return false end
return claim(clock(), leaseMs, owner)`,
);

export const RENEW = redisScript(
  { keys: KEYS, args: 'me fence version leaseMs', only: 'frees' },
  `${LEASE}
if not isHolder(fence, version) then return 0 end
hold(clock(), leaseMs)
return 1`,
);

export const RELEASE = redisScript(
  { keys: KEYS, args: 'me fence version takesBack', only: 'frees' },
  `${LEASE}
if not isHolder(fence, version) then return 0 end
redis.call('HINCRBY', row, 'attempt', 0 - takesBack)
letGo(clock())
return 1`,
);

/** For a claim by its name: whoever made it may not have heard what it was given. */
export const LET_GO = redisScript(
  { keys: KEYS, args: 'me owner takesBack', only: 'frees' },
  `${LEASE}
if redis.call('HGET', row, 'owner') ~= owner then return 0 end
redis.call('HINCRBY', row, 'attempt', 0 - takesBack)
letGo(clock())
return 1`,
);
