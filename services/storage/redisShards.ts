/**
 * Keys live in 256 shards, each under a tag of its own: what one script touches is in one shard, therefore in one slot of
 * a Cluster. The number may never change while there is data.
 */
export const SHARDS = 256;

export function shardOf(text: string): number {
  // FNV-1a, 32 bits, over UTF-16 units; nothing leans on its strength.
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  // The high bits are mixed best.
  return (hash >>> 0) >>> 24;
}

export function shardKey(shard: number, name: string): string {
  return `{s${shard}}:${name}`;
}
