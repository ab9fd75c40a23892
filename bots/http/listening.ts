import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Listens on every host with one port; port 0 asks the system for one that is free on all of them.
 * An IPv6 host that this machine does not have is left out quietly, unless it is the only one.
 * Throws with what to do when the port is taken; `variable` is what sets it.
 */
export async function listenOnAll(
  servers: readonly { readonly host: string; readonly server: Server }[],
  port: number,
  variable = 'PORT',
): Promise<{ port: number; urls: string[] }> {
  for (let attempt = 1; ; attempt++) {
    const urls: string[] = [];
    let chosen = port;
    try {
      for (const { host, server } of servers) {
        const isSpare = host.includes(':') && servers.length > 1;
        if (!(await listen(server, host, chosen, isSpare, variable))) continue;
        // An address is a string only for a pipe, and we listen on none.
        chosen = (server.address() as AddressInfo).port;
        urls.push(`http://${host.includes(':') ? `[${host}]` : host}:${chosen}`);
      }
      return { port: chosen, urls };
    } catch (error) {
      await Promise.all(servers.map(({ server }) => stop(server)));
      // With port 0 the second host may have the first one's port in use: ask for another.
      if (port === 0 && codeOf(error) === 'EADDRINUSE' && attempt < 5) continue;
      throw error;
    }
  }
}

function listen(server: Server, host: string, port: number, mayBeAbsent: boolean, variable: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => {
      server.off('listening', onListening);
      if (mayBeAbsent && ABSENT.has(codeOf(error))) resolve(false);
      else reject(explained(error, host, port, variable));
    };
    const onListening = () => {
      server.off('error', onError);
      resolve(true);
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen({ host, port });
  });
}

const ABSENT = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'ENOTFOUND']);

function explained(error: Error, host: string, port: number, variable: string): Error {
  const reason: Record<string, string> = {
    EADDRINUSE: `another program has it: stop that one, or set ${variable}`,
    EACCES: `not allowed: ports under 1024 need rights; set ${variable} to a higher one`,
    EADDRNOTAVAIL: 'this machine has no such address: set HOST to one it has',
  };
  const text = `http: cannot listen on ${host} port ${port}: ${reason[codeOf(error)] ?? error.message}`;
  return Object.assign(new Error(text, { cause: error }), { code: codeOf(error) });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => (server.listening ? server.close(() => resolve()) : resolve()));
}
