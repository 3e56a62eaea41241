import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fontFor } from '../../../src/lipsync/subtitles/systemFonts.js';
import { drawTexts } from '../../../src/media/textPictures.js';
import { namedToolsets } from '../toolsets.js';

const WIDTH = 640;
const HEIGHT = 120;

interface Inked {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where a channel of a picture has anything in it. */
function inked(pixels: Uint8Array, picture: number, channel: number): Inked | undefined {
  const [xs, ys]: [number[], number[]] = [[], []];
  for (let at = 0; at < WIDTH * HEIGHT; at++) {
    if (pixels[3 * (picture * WIDTH * HEIGHT + at) + channel] < 128) continue;
    xs.push(at % WIDTH);
    ys.push(Math.floor(at / WIDTH));
  }
  if (xs.length === 0) return undefined;
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  return { left, right, top: Math.min(...ys), bottom: Math.max(...ys) };
}

describe.each(namedToolsets)('drawTexts with ffmpeg from %s', (_, tools) => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "it's [a], folder: "));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('draws each text alone, centred, on its line, whatever it says', async () => {
    const text = `50% of "it's" \\ {n} %{pts}: a,b;[c]=d`;
    const font = await fontFor(text, 'eng');
    if (font?.path === undefined) throw new Error('this machine has no font');
    const request = { font: font.path, size: 32, outline: 2, width: WIDTH, height: HEIGHT, folder };
    const texts = [
      [{ text, baseline: 90 }],
      [
        { text: 'HHH', baseline: 40 },
        { text: 'xxx', baseline: 90 },
      ],
      [],
    ];
    const { signal } = new AbortController();
    const pixels = await drawTexts(tools, { ...request, texts, signal });
    expect(pixels).toHaveLength(3 * 3 * WIDTH * HEIGHT);
    const long = inked(pixels, 0, 0);
    expect(Math.abs((long?.left ?? 0) + (long?.right ?? 0) - WIDTH)).toBeLessThan(8);
    const width = font.face.widthOf(text) * 32;
    expect(Math.abs((long?.right ?? 0) - (long?.left ?? 0) - width)).toBeLessThan(width * 0.04);
    const two = inked(pixels, 1, 0);
    // Letters stand on their lines: none of them reaches below.
    expect(Math.abs((two?.bottom ?? 0) - 89)).toBeLessThanOrEqual(1);
    expect(two?.top).toBeGreaterThan(10);
    expect(inked(pixels, 1, 1)?.bottom).toBeGreaterThan(89);
    expect(inked(pixels, 2, 0)).toBeUndefined();
  });
});
