import { deflateSync } from 'node:zlib';

/** A real PNG of one colour; another `shade` is another file. */
export function png(shade = 0, width = 8, height = 8): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const row = Buffer.concat([Buffer.alloc(1), Buffer.alloc(width * 3, shade)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

/** The beginnings that tell a kind, with something behind them. */
export const jpeg = (more = ''): Buffer => behind('\xff\xd8\xff\xe0\x00\x10JFIF\x00', more);
export const webp = (): Buffer => behind('RIFF\x24\x00\x00\x00WEBPVP8 ');
export const pdf = (): Buffer => behind('%PDF-1.7\n%âãÏÓ\n');
export const heic = (brand = 'heic', compatible = 'mif1heic'): Buffer =>
  behind(`\x00\x00\x00${String.fromCharCode(16 + compatible.length)}ftyp${brand}\x00\x00\x00\x00${compatible}`);

function behind(signature: string, more = ''): Buffer {
  return Buffer.concat([Buffer.from(`${signature}${more}`, 'latin1'), Buffer.alloc(200, 0x20)]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** https://www.w3.org/TR/png-3/#D-CRCAppendix; Node 20 has none of its own. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
