import type { RedisServer } from '../../support/redisServer.js';

/** Since the server began, as it tells by itself (INFO). Bytes are those of its network, both ways. */
export type RedisUsage = {
  readonly cpuMs: number;
  readonly scripts: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** What it holds now. */
  readonly memoryBytes: number;
};

export async function readRedisUsage(server: RedisServer): Promise<RedisUsage> {
  const info = await server.ask('INFO', 'everything');
  const number = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1] ?? Number.NaN);
  const calls = (command: string) => Number(new RegExp(`^cmdstat_${command}:calls=(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  return {
    cpuMs: (number('used_cpu_user') + number('used_cpu_sys')) * 1_000,
    scripts: calls('evalsha') + calls('eval'),
    bytesIn: number('total_net_input_bytes'),
    bytesOut: number('total_net_output_bytes'),
    memoryBytes: number('used_memory_dataset'),
  };
}
