import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yuvFromRgb } from '../../../src/core/colorMatrix.js';
import { allocateFrame, type ColorCoding, type YuvFrame } from '../../../src/core/frame.js';
import { DrawnPicture } from '../../../src/lipsync/drawnPicture.js';

const COLOR: ColorCoding = { matrix: 'bt709', fullRange: false };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drawn-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The left half in one colour, the right half in another. */
function halves(left: readonly number[], right: readonly number[]): YuvFrame {
  const frame = allocateFrame(640, 480);
  for (const [side, [r, g, b]] of [left, right].entries()) {
    const [y, u, v] = yuvFromRgb(r / 255, g / 255, b / 255, COLOR);
    for (let row = 0; row < 480; row++) {
      frame.y.fill(Math.round(y), row * 640 + side * 320, row * 640 + side * 320 + 320);
    }
    for (let row = 0; row < 240; row++) {
      frame.u.fill(Math.round(u), row * 320 + side * 160, row * 320 + side * 160 + 160);
      frame.v.fill(Math.round(v), row * 320 + side * 160, row * 320 + side * 160 + 160);
    }
  }
  return frame;
}

/** Of a PNG of this file's kind: its size, and the colour at a place. */
function readPng(path: string) {
  const png = readFileSync(path);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const length = png.readUInt32BE(33);
  const lines = inflateSync(png.subarray(41, 41 + length));
  const row = width * 3 + 1;
  expect(lines.length).toBe(row * height);
  const at = (x: number, y: number) =>
    [0, 1, 2].map((channel) => {
      let value = 0;
      for (let k = 0; k <= x; k++) value += lines[y * row + 1 + k * 3 + channel];
      return value & 255;
    });
  return { width, height, at };
}

describe('a picture of what is drawn', () => {
  it('is small, has the colours of the frame, and comes at most once a second', async () => {
    let now = 5_000;
    const path = join(folder, 'a.png');
    const picture = new DrawnPicture(path, COLOR, () => now);
    expect(picture.version).toBeUndefined();
    picture.look(halves([255, 0, 0], [0, 0, 255]));
    await expect.poll(() => picture.version).toBeGreaterThan(0);
    const first = readPng(path);
    expect([first.width, first.height]).toEqual([160, 120]);
    for (const [x, color] of [
      [10, [255, 0, 0]],
      [150, [0, 0, 255]],
    ] as const) {
      first.at(x, 60).forEach((value, k) => {
        expect(Math.abs(value - color[k])).toBeLessThan(6);
      });
    }
    now += 900;
    picture.look(halves([0, 255, 0], [0, 255, 0]));
    await picture.settled();
    expect(readPng(path).at(10, 60)[0]).toBeGreaterThan(240);
    expect(readdirSync(folder)).toEqual(['a.png']);
  });

  it('takes the next one a second later, and none once it is settled', async () => {
    let now = 0;
    const path = join(folder, 'a.png');
    const picture = new DrawnPicture(path, COLOR, () => now);
    picture.look(halves([255, 0, 0], [0, 0, 255]));
    await expect.poll(() => picture.version).toBeGreaterThan(0);
    now += 1_001;
    picture.look(halves([0, 255, 0], [0, 255, 0]));
    await picture.settled();
    expect(readPng(path).at(10, 60)[1]).toBeGreaterThan(240);
    now += 5_000;
    picture.look(halves([255, 0, 0], [0, 0, 255]));
    await picture.settled();
    expect(readPng(path).at(10, 60)[1]).toBeGreaterThan(240);
  });

  it('spoils nothing where it cannot be written', async () => {
    const picture = new DrawnPicture(join(folder, 'gone', 'a.png'), COLOR);
    picture.look(halves([255, 0, 0], [0, 0, 255]));
    await picture.settled();
    expect(picture.version).toBeUndefined();
  });

  it('costs less than a hundredth of a second of processor a second at 1080p', async () => {
    let now = 0;
    const picture = new DrawnPicture(join(folder, 'a.png'), COLOR, () => now);
    const frame = allocateFrame(1920, 1080);
    frame.data.forEach((_, k) => (frame.data[k] = (k * 7919) & 255));
    for (let k = 0; k < 5; k++) await once();
    const before = process.cpuUsage();
    for (let k = 0; k < 40; k++) await once();
    const { user, system } = process.cpuUsage(before);
    const each = (user + system) / 40 / 1_000;
    expect(each).toBeLessThan(10);

    async function once(): Promise<void> {
      now += 1_001;
      const last = picture.version;
      picture.look(frame);
      await expect.poll(() => picture.version, { interval: 1 }).not.toBe(last);
    }
  });
});
