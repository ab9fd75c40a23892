import { redisScript } from '../redisScript.js';

/**
 * A record in the HASH `rows` is `<version>\n<expiry, or nothing>\n<key as JSON>\n<value as JSON>` under its place, which
 * the ZSET `places` has in order; the ZSET `expiries` of the shard has `<collection and key as JSON>` by expiry.
 */
const ROW = `
local function read(place)
  local row = redis.call('HGET', rows, place)
  if not row then return false end
  local version, expiry, rest = string.match(row, '^(%d+)\\n([^\\n]*)\\n(.*)$')
  return { version = tonumber(version), expiry = expiry, rest = rest }
end

local function isLive(row, now)
  return row and (row.expiry == '' or tonumber(row.expiry) > now)
end

local function write(place, version, expiry, rest)
  redis.call('HSET', rows, place, version .. '\\n' .. expiry .. '\\n' .. rest)
  if expiry == '' then redis.call('ZREM', expiries, name) else redis.call('ZADD', expiries, expiry, name) end
end

local function drop(place)
  redis.call('HDEL', rows, place)
  redis.call('ZREM', places, place)
  redis.call('ZREM', expiries, name)
end
`;

export const GET = redisScript(
  { keys: 'rows', args: 'place', only: 'reads' },
  `${ROW}
local row = read(place)
return isLive(row, clock()) and { row.version, row.rest } or false`,
);

const KEYS = 'rows places expiries';

export const CREATE = redisScript(
  { keys: KEYS, args: 'place name rest expiry' },
  `${ROW}
if isLive(read(place), clock()) then return 0 end
write(place, 1, expiry, rest)
redis.call('ZADD', places, 0, place)
return 1`,
);

export const REPLACE = redisScript(
  { keys: KEYS, args: 'place name version rest expiry' },
  `${ROW}
local row = read(place)
if not isLive(row, clock()) or row.version ~= tonumber(version) then return 0 end
write(place, row.version + 1, expiry == '' and row.expiry or expiry, rest)
return 1`,
);

export const REMOVE = redisScript({ keys: KEYS, args: 'place name', only: 'frees' }, `${ROW}drop(place)`);

/** Only if it has expired by then. */
export const DROP_EXPIRED = redisScript(
  { keys: KEYS, args: 'place name now', only: 'frees' },
  `${ROW}
local row = read(place)
if not row or not isLive(row, tonumber(now)) then drop(place) end`,
);

/** From one place to another, in the forms of ZRANGE BYLEX. */
export const LIST = redisScript(
  { keys: 'rows places', args: 'from to limit', only: 'reads' },
  `${ROW}
local found, now = {}, clock()
limit = tonumber(limit)
while #found < limit do
  local page = redis.call('ZRANGE', places, from, to, 'BYLEX', 'LIMIT', 0, limit - #found)
  if #page == 0 then break end
  for _, place in ipairs(page) do
    local row = read(place)
    if isLive(row, now) then found[#found + 1] = { row.version, row.rest } end
  end
  from = '(' .. page[#page]
end
return found`,
);

/** Members whose score has come, at most `limit` of each of the keys. */
export const EXPIRED = redisScript(
  { keys: '', args: 'now limit', only: 'reads' },
  `local found = {}
for _, expiries in ipairs(KEYS) do
  for _, name in ipairs(redis.call('ZRANGE', expiries, '-inf', now, 'BYSCORE', 'LIMIT', 0, limit)) do
    found[#found + 1] = name
  end
end
return found`,
);
