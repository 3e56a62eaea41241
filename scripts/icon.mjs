// Draws media/icon.png, 256 x 256: a mouth over sound waves; and voices-extension/icon.png, the waves of a voice.
// `node scripts/icon.mjs`
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { ROOT } from './steps.mjs';

const SIZE = 256;
const SAMPLES = 4;

const BACKGROUND = [23, 78, 87];
const WAVE = [94, 190, 190];
const LIPS = [236, 131, 122];
const OPENING = [60, 20, 30];
const TEETH = [250, 246, 238];

/** Distance-like value of an ellipse, negative inside. */
const ellipse = (x, y, cx, cy, rx, ry) => Math.hypot((x - cx) / rx, (y - cy) / ry) - 1;

function isOutside(x, y) {
  const corner = 0.2;
  const [dx, dy] = [x, y].map((v) => Math.max(0, Math.abs(v - 0.5) - (0.5 - corner)));
  return Math.hypot(dx, dy) > corner;
}

/** Heights of the bars of a voice, from the left. */
const BARS = [0.14, 0.3, 0.52, 0.24, 0.62, 0.36, 0.16];

/** Colour at x, y in 0..1 of the voices' icon, or undefined outside the rounded square. */
function voiceColorAt(x, y) {
  if (isOutside(x, y)) return undefined;
  const [first, step, width] = [0.17, 0.11, 0.033];
  const bar = Math.round((x - first) / step);
  if (BARS[bar] === undefined) return BACKGROUND;
  const across = x - first - bar * step;
  const along = Math.max(0, Math.abs(y - 0.5) - BARS[bar] / 2);
  return Math.hypot(across, along) < width ? (bar % 2 === 0 ? WAVE : LIPS) : BACKGROUND;
}

/** Colour at x, y in 0..1, or undefined outside the rounded square. */
function mouthColorAt(x, y) {
  if (isOutside(x, y)) return undefined;
  const upper = y < 0.56;
  const bow = 0.035 * Math.exp(-(((x - 0.5) / 0.07) ** 2));
  const mouth = upper
    ? ellipse(x, y - bow, 0.5, 0.56, 0.3, 0.19)
    : ellipse(x, y, 0.5, 0.56, 0.3, 0.22);
  const opening = ellipse(x, y, 0.5, 0.56, 0.215, 0.105);
  if (opening < 0) return y < 0.505 ? TEETH : OPENING;
  if (mouth < 0) return LIPS;
  for (const [radius, width] of [
    [0.4, 0.016],
    [0.33, 0.02],
  ]) {
    const arc = Math.abs(Math.hypot(x - 0.5, (y - 0.56) * 1.15) - radius);
    const side = Math.abs(y - 0.56) < Math.abs(x - 0.5) * 0.75;
    if (arc < width && side) return WAVE;
  }
  return BACKGROUND;
}

function pixels(colorAt) {
  const rows = Buffer.alloc(SIZE * (1 + SIZE * 4));
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const sum = [0, 0, 0, 0];
      for (let s = 0; s < SAMPLES * SAMPLES; s++) {
        const [u, v] = [(s % SAMPLES) + 0.5, Math.floor(s / SAMPLES) + 0.5];
        const color = colorAt((x + u / SAMPLES) / SIZE, (y + v / SAMPLES) / SIZE);
        if (color) [...color, 255].forEach((value, c) => (sum[c] += value));
      }
      const inside = sum[3] / 255;
      const at = y * (1 + SIZE * 4) + 1 + x * 4;
      for (let c = 0; c < 3; c++) rows[at + c] = inside > 0 ? Math.round(sum[c] / inside) : 0;
      rows[at + 3] = Math.round(sum[3] / (SAMPLES * SAMPLES));
    }
  }
  return rows;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body) >>> 0);
  return Buffer.concat([length, body, check]);
}

function draw(colorAt, ...place) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(pixels(colorAt), { level: 9 });
  const png = Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  writeFileSync(path.join(ROOT, ...place), png);
}

draw(mouthColorAt, 'media', 'icon.png');
draw(voiceColorAt, 'voices-extension', 'icon.png');
