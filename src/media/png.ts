import { promisify } from 'node:util';
import { constants, deflate } from 'node:zlib';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Eight bits a sample, RGB; deflate; filters a line; not interlaced. */
const RGB_8 = [8, 2, 0, 0, 0];
/** The filter of a line that tells each sample by the one to its left. */
const SUB = 1;
const CHANNELS = 3;

const squeeze = promisify(deflate);

/**
 * A picture as PNG. Made for small ones that are shown once: quick rather than small.
 * @param rgb `width` x `height` pixels, three bytes each, top row first
 */
export async function encodePng(rgb: Uint8Array, width: number, height: number): Promise<Buffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(RGB_8, 8);
  const data = await squeeze(filtered(rgb, width, height), { level: constants.Z_BEST_SPEED });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function filtered(rgb: Uint8Array, width: number, height: number): Uint8Array {
  const row = width * CHANNELS;
  const lines = new Uint8Array(height * (row + 1));
  for (let y = 0; y < height; y++) {
    const [from, to] = [y * row, y * (row + 1)];
    lines[to] = SUB;
    for (let x = 0; x < row; x++) {
      lines[to + 1 + x] = rgb[from + x] - (x < CHANNELS ? 0 : rgb[from + x - CHANNELS]);
    }
  }
  return lines;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

/** As PNG has it; Node's own came only with 22. */
function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = CRC_TABLE[(rest ^ byte) & 255] ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}
