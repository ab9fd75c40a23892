import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** The rightmost addresses of X-Forwarded-For are our own proxies' word; what stands left of them is the caller's. */
export function addressOf(request: IncomingMessage, proxyHops: number): string {
  const peer = request.socket.remoteAddress ?? '';
  if (proxyHops === 0) return peer;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
  return withoutPort(forwarded.at(-proxyHops)?.trim() ?? '') || peer;
}

/** Whose address it is: of IPv6 its first half, since one caller has all of the other. */
export function networkOf(address: string): string {
  const v4 = /^::ffff:(?<v4>[\d.]+)$/i.exec(address)?.groups?.['v4'];
  if (v4 !== undefined || !isIPv6(address)) return v4 ?? address;
  const [head = [], tail] = address.split('::').map((part) => part.split(':').filter((one) => one !== ''));
  const gap = tail === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array.from({ length: gap }, () => '0'), ...(tail ?? [])];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** Azure's front ends write the caller's port behind it, which is another one for each connection. */
function withoutPort(address: string): string {
  const groups = /^(?:(?<v4>[\d.]+):\d+|\[(?<v6>[^\]]+)\](?::\d+)?)$/.exec(address)?.groups;
  return groups?.['v4'] ?? groups?.['v6'] ?? address;
}
