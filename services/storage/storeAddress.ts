import { z } from 'zod';

type Endpoint = { readonly host: string; readonly port: number };

type Access = {
  readonly nodes: readonly Endpoint[];
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
};

/** Where a Redis is: one server, the sentinels that know the primary called `primary`, or some nodes of a Cluster. */
export type StoreAddress = Access &
  (
    | { readonly kind: 'node'; readonly database: number }
    | { readonly kind: 'sentinel'; readonly primary: string; readonly database: number }
    | { readonly kind: 'cluster' }
  );

/** Never the value itself in a fault: it may hold a password. */
export const StoreAddress = z
  .string()
  .max(2_000)
  .transform((text, context): StoreAddress => {
    const address = read(text);
    if (address !== undefined) return address;
    context.addIssue({ code: 'custom', message: EXPECTED });
    return z.NEVER;
  });

const EXPECTED =
  'expected redis://host:port, redis+sentinel://host:port,host:port/<name of the primary>, or redis+cluster://host:port,host:port; rediss for TLS; user:password@ before the hosts';

const FORM =
  /^(?<tls>rediss?)(?:\+(?<kind>sentinel|cluster))?:\/\/(?:(?<username>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^@/?#]+)(?:\/(?<path>[^/?#]*))?(?:\?db=(?<db>\d{1,4}))?$/;
const HOST = /^(?<host>[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::(?<port>\d{1,5}))?$/;

function read(text: string): StoreAddress | undefined {
  const parts = FORM.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { tls, kind = 'node', username = '', password = '', hosts = '', path = '', db } = parts;
  const nodes = hosts.split(',').map((host) => endpoint(host, kind === 'sentinel' ? 26_379 : 6_379));
  if (!areAllThere(nodes)) return undefined;
  const access = { nodes, tls: tls === 'rediss', username: decoded(username), password: decoded(password) };
  if (kind === 'sentinel') {
    return path === '' ? undefined : { ...access, kind, primary: path, database: Number(db ?? 0) };
  }
  if (kind === 'cluster') return path === '' && db === undefined ? { ...access, kind } : undefined;
  if (nodes.length > 1 || db !== undefined || !/^\d{0,4}$/.test(path)) return undefined;
  return { ...access, kind: 'node', database: Number(path) };
}

function endpoint(text: string, usualPort: number): Endpoint | undefined {
  const { host, port } = HOST.exec(text)?.groups ?? {};
  if (host === undefined) return undefined;
  const number = port === undefined ? usualPort : Number(port);
  return number > 0 && number < 65_536 ? { host: host.replace(/^\[|\]$/g, ''), port: number } : undefined;
}

function areAllThere(nodes: readonly (Endpoint | undefined)[]): nodes is readonly Endpoint[] {
  return nodes.every((node) => node !== undefined);
}

/** What cannot be decoded is taken as it stands: passwords hold anything. */
function decoded(text: string): string | undefined {
  if (text === '') return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
