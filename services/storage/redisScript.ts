import { createHash } from 'node:crypto';

/** What goes to Redis: text, or bytes where the order of bytes counts. */
export type RedisText = string | Buffer;

/** A Lua script with names for its keys and arguments; further ones may follow behind the named. */
export type RedisScript<Key extends string = string, Arg extends string = string> = {
  readonly text: string;
  /** What the server knows it by. */
  readonly sha: string;
  readonly keys: readonly Key[];
  readonly args: readonly Arg[];
};

/**
 * `keys` and `args`: names with spaces between. `body` sees every name as a local, `clock()` (ms since epoch, the server's), `whole(number)`, and `FIRST_KEY` and
 * `FIRST_ARG`: where the ones behind the named begin. With a shebang the server refuses the whole script when it is out of
 * memory or read-only, instead of stopping in its middle.
 */
export function redisScript<const Keys extends string, const Args extends string>(
  names: { readonly keys: Keys; readonly args: Args; readonly only?: 'reads' | 'frees' },
  body: string,
): RedisScript<Words<Keys>, Words<Args>> {
  const [keys, args, only] = [words(names.keys), words(names.args), names.only];
  const flags = only === undefined ? '' : ` flags=${only === 'reads' ? 'no-writes' : 'allow-oom'}`;
  const text = [
    `#!lua${flags}`,
    ...keys.map((name, index) => `local ${name} = KEYS[${index + 1}]`),
    ...args.map((name, index) => `local ${name} = ARGV[${index + 1}]`),
    `local FIRST_KEY, FIRST_ARG = ${keys.length + 1}, ${args.length + 1}`,
    CLOCK,
    body,
  ].join('\n');
  return { text, sha: createHash('sha1').update(text).digest('hex'), keys, args };
}

/** 'row inbox due' -> 'row' | 'inbox' | 'due'. */
type Words<Text extends string> = Text extends `${infer First} ${infer Rest}`
  ? First | Words<Rest>
  : Text extends ''
    ? never
    : Text;

function words<Text extends string>(text: Text): Words<Text>[] {
  // As the type has it.
  return text.split(' ').filter((word) => word !== '') as Words<Text>[];
}

const CLOCK = `
local function clock()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end
local function whole(number) return string.format('%.0f', number) end`;

/** A reply that is none of the forms below was not made by our scripts. */
function unexpected(expected: string, reply: unknown): Error {
  return new Error(`redis: a script answered ${reply === null ? 'null' : typeof reply} instead of ${expected}`);
}

export function list(reply: unknown): readonly unknown[] {
  if (!Array.isArray(reply)) throw unexpected('a list', reply);
  return reply;
}

export function text(reply: unknown): string {
  if (typeof reply !== 'string') throw unexpected('text', reply);
  return reply;
}

export function whole(reply: unknown): number {
  const number = typeof reply === 'string' ? Number(reply) : reply;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw unexpected('a whole number', reply);
  return number;
}
