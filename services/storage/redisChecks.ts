import type { RedisLink } from './redisLinks.js';
import type { StoreAddress } from './storeAddress.js';

/** The server would lose what we acknowledge, or cannot do what we need. The message has the reason and the remedy. */
export class UnsafeRedisError extends Error {
  override readonly name = 'UnsafeRedisError';
}

/** Reading a large append-only file takes a server minutes. */
const LOADED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 250;

/** Looks at every server that is written to. Rejects with UnsafeRedisError. */
export async function checkServers(
  link: Pick<RedisLink, 'infos'>,
  address: StoreAddress,
  acceptDataLoss: boolean,
): Promise<void> {
  const end = performance.now() + LOADED_WITHIN_MS;
  for (;;) {
    const infos = (await link.infos()).map(readInfo);
    const faults = infos.flatMap((info) => faultsOf(info, acceptDataLoss));
    if (faults.length > 0) throw new UnsafeRedisError(`REDIS_URL: ${[...new Set(faults)].join('\n')}`);
    if (!infos.some((info) => info.get('loading') === '1')) return;
    if (performance.now() > end) {
      const where = address.nodes.map(({ host, port }) => `${host}:${port}`).join(', ');
      throw new UnsafeRedisError(
        `REDIS_URL: the Redis at ${where} is still reading its data: start again when it is done.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

type Info = ReadonlyMap<string, string>;

/** INFO, because managed servers refuse CONFIG. */
function readInfo(info: string): Info {
  return new Map(
    info.split('\r\n').flatMap((line) => {
      const colon = line.indexOf(':');
      return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1)] as const] : [];
    }),
  );
}

function faultsOf(info: Info, acceptDataLoss: boolean): readonly string[] {
  const version = info.get('redis_version') ?? 'unknown';
  const policy = info.get('maxmemory_policy');
  // While it reads its append-only file, it says that it has none.
  const keepsFile = info.get('aof_enabled') === '1' || info.get('loading') === '1';
  return [
    // Sharded publishing, and scripts that are refused whole, came with 7.
    Number.parseInt(version, 10) >= 7 ? '' : `this is Redis ${version}: use version 7 or later.`,
    info.get('role') === 'slave' ? 'this is a replica, which takes no writes: name the primary.' : '',
    policy === 'noeviction'
      ? ''
      : `its maxmemory-policy is ${policy}, by which it drops conversations when memory is short: set it to noeviction.`,
    keepsFile || acceptDataLoss
      ? ''
      : 'its append-only file is off, so that a restart of it loses what was acknowledged: set appendonly to yes, or set ACCEPT_DATA_LOSS=yes to run all the same.',
  ].filter((fault) => fault !== '');
}
