import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { allocateFrame } from '../../../src/core/frame.js';
import { decodeFrames } from '../../../src/media/frameSource.js';
import { grabFrame, writePng } from '../../../src/media/picture.js';
import { probeVideo } from '../../../src/media/probe.js';
import { collect, ffmpeg, never, picture, temporaryFolder, tools } from './samples.js';

const folder = temporaryFolder();

beforeAll(async () => {
  const lossless = ['-c:v', 'libx264', '-qp', '0', '-pix_fmt', 'yuv420p', '-bf', '2'];
  await ffmpeg(...picture('128x96', '25', 2), ...lossless, folder.path('clip.mp4'));
});

/** RGB of a PNG by the system's ffmpeg. */
function rgbOf(path: string): Promise<Buffer> {
  return ffmpeg('-i', path, '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1');
}

describe.each(tools.map((set) => [set.origin, set] as const))(
  'with ffmpeg of %s',
  (origin, set) => {
    test('grabs exactly the frame of an index', async () => {
      const path = folder.path('clip.mp4');
      const info = await probeVideo(set, path);
      const whole = await collect(decodeFrames(set, path, info, { signal: never }));
      for (const index of [0, 1, 29, 49]) {
        const { data } = await grabFrame(set, path, info, index, never);
        expect(Buffer.compare(data, whole[index])).toBe(0);
      }
      await expect(grabFrame(set, path, info, 50, never)).rejects.toMatchObject({
        code: 'input-damaged',
      });
    });

    // Y, U, V of pure red by the formulas of BT.601 and BT.709.
    test.each([
      ['bt601', false, [81, 90, 240]],
      ['bt709', false, [63, 102, 240]],
      ['bt601', true, [76, 85, 255]],
    ] as const)('red of %s, full range %s, is red', async (matrix, fullRange, [y, u, v]) => {
      const frame = allocateFrame(31, 17);
      frame.y.fill(y);
      frame.u.fill(u);
      frame.v.fill(v);
      const path = folder.path(`${origin} red.png`);
      await writePng(set, frame, { matrix, fullRange }, path, never);
      const rgb = await rgbOf(path);
      expect(rgb.length).toBe(31 * 17 * 3);
      expect(Math.abs(rgb[0] - 255)).toBeLessThanOrEqual(3);
      expect(rgb[1]).toBeLessThanOrEqual(3);
      expect(rgb[2]).toBeLessThanOrEqual(3);
    });

    test('a folder that is not there is told, and nothing partial stays', async () => {
      const path = folder.path('no folder/x.png');
      const writing = writePng(
        set,
        allocateFrame(4, 4),
        { matrix: 'bt709', fullRange: false },
        path,
        never,
      );
      await expect(writing).rejects.toMatchObject({
        code: 'output-not-writable',
        params: { path },
      });
      expect(existsSync(path)).toBe(false);
      const left = await readdir(dirname(folder.path('x')));
      expect(left.filter((name) => name.endsWith('.partial'))).toEqual([]);
      expect((await readFile(folder.path('clip.mp4'))).length).toBeGreaterThan(0);
    });
  },
);
