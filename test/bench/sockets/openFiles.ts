import { spawnSync } from 'node:child_process';

/** Of a process, besides its sockets: the database, the program, requests under way. */
const OTHERS = 500;

/** Node raises its own limit as far as it may. Throws with what to do when that is too low for so many sockets. */
export function checkOpenFiles(sockets: number): number {
  const text = spawnSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).stdout.trim();
  const limit = text === 'unlimited' ? Number.POSITIVE_INFINITY : Number(text);
  if (limit >= sockets + OTHERS) return limit;
  throw new Error(
    `bench: a process may have ${limit} files open here, and ${sockets} sockets need ${sockets + OTHERS}: ` +
      `raise it (as root: ulimit -Hn ${2 * sockets}; in a container: docker run --ulimit nofile=${2 * sockets}; ` +
      `systemd: LimitNOFILE=${2 * sockets}), or take fewer with --sockets ${Math.max(100, limit - OTHERS)}`,
  );
}
