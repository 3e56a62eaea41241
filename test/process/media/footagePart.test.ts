import { beforeAll, describe, expect, test } from 'vitest';
import type { Part } from '../../../src/core/part.js';
import type { VideoInfo } from '../../../src/core/videoInfo.js';
import { decodeFrom } from '../../../src/media/forwardSource.js';
import { onlyPart } from '../../../src/media/footagePart.js';
import { checksumFrames } from '../../../src/media/frameSource.js';
import { LoopedVideo } from '../../../src/media/loopedVideo.js';
import { decode } from '../../../src/media/decoder.js';
import { frameChecksum } from '../../../src/media/frameChecksum.js';
import type { FfmpegTools } from '../../../src/media/locate.js';
import { probeVideo } from '../../../src/media/probe.js';
import { ffmpeg, never, picture, temporaryFolder, tools } from './samples.js';

const folder = temporaryFolder();
const SECONDS = 50;
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-bf', '2'];
/** Key frames 2 s apart; frames after some of them refer to what is before these. */
const OPEN = [...X264, '-g', '50', '-x264-params', 'open-gop=1:scenecut=0'];
const FILES: Readonly<Record<string, readonly string[]>> = {
  'open.mp4': OPEN,
  'open.mkv': OPEN,
  'open.ts': OPEN,
  'rare.mp4': [...X264, '-g', '600', '-keyint_min', '600'],
  'old.avi': ['-c:v', 'mpeg4', '-g', '60', '-pix_fmt', 'yuv420p'],
  'fields.mp4': ['-vf', 'tinterlace=interleave_top,setfield=tff', ...X264, '-flags', '+ilme+ildct'],
  'slow.mp4': ['-vf', 'fps=10', ...OPEN],
  'uneven.mkv': ['-vf', "select='not(mod(n,3))+lt(mod(n,40),9)'", '-fps_mode', 'vfr', ...OPEN],
  'late.mp4': ['-vf', 'setpts=PTS+0.73/TB', ...OPEN, '-copyts'],
};
/** Its frames' times are not in it. */
const UNTIMED = 'old.avi';

beforeAll(async () => {
  for (const [name, args] of Object.entries(FILES))
    await ffmpeg(...picture('128x96', '25', SECONDS), ...args, folder.path(name));
}, 240_000);

async function sums(set: FfmpegTools, name: string, info: VideoInfo): Promise<number[]> {
  return [...(await checksumFrames(set, folder.path(name), info, never))];
}

function partOf(set: FfmpegTools, name: string, info: VideoInfo, part: Part) {
  return onlyPart(set, folder.path(name), info, part, never);
}

describe.each(tools)('with ffmpeg $version', (set) => {
  test.each(Object.keys(FILES))('a part of %s is its frames and no others', async (name) => {
    const whole = await probeVideo(set, folder.path(name), never);
    const all = await sums(set, name, whole);
    const rate = whole.frameRate.num / whole.frameRate.den;
    const start = whole.pictureStart ?? 0;
    for (const [from, to] of [
      [2, 3],
      [31.01, 33.5],
      [47.3, 80],
    ]) {
      const info = await partOf(set, name, whole, { from, to });
      const [first, last] = [from, to].map((time) => Math.ceil((time - start) * rate - 0.02));
      const found = await sums(set, name, info);
      expect(found.length, `${from}`).toBeGreaterThan(0);
      expect(found, `${from}`).toEqual(all.slice(first, last));
      expect(Math.abs(info.frameCount - found.length)).toBeLessThanOrEqual(2);
      if (from > 15) expect(info.part?.runUp !== undefined).toBe(name !== UNTIMED);
    }
  });

  test('a part is gone through from any place, and backward, as a file of its own', async () => {
    const whole = await probeVideo(set, folder.path('open.mp4'), never);
    const info = await partOf(set, 'open.mp4', whole, { from: 20, to: 40 });
    const checksums = await checksumFrames(set, folder.path('open.mp4'), info, never);
    expect(checksums.length).toBe(500);
    const path = folder.path('open.mp4');
    const found: number[] = [];
    for await (const frame of decodeFrom(set, path, info, { from: 310, checksums, signal: never }))
      found.push(frameChecksum(frame));
    expect(found).toEqual([...checksums.subarray(310)]);
    const looped = new LoopedVideo(set, path, info, { checksums, signal: never });
    const shown: [number, number][] = [];
    for await (const { index, frame } of looped.play(490, 520))
      shown.push([index, frameChecksum(frame)]);
    await looped.close();
    expect(shown.map(([index]) => index).slice(8, 12)).toEqual([498, 499, 498, 497]);
    expect(shown.every(([index, sum]) => checksums[index] === sum)).toBe(true);
    // A seek before the part would give what is not in it.
    for await (const frame of decode(set, path, info, { signal: never, seek: 0, count: 1 }))
      expect(frameChecksum(frame)).toBe(checksums[0]);
  });

  test('what is no part is refused by its name', async () => {
    const whole = await probeVideo(set, folder.path('open.mp4'), never);
    const codeOf = async (part: Part) =>
      partOf(set, 'open.mp4', whole, part).then(
        () => 'none',
        (error: unknown) => (error as { code: string }).code,
      );
    expect(await codeOf({ from: 4, to: 4 })).toBe('part-backward');
    expect(await codeOf({ from: -1 })).toBe('part-time-invalid');
    expect(await codeOf({ to: Number.NaN })).toBe('part-time-invalid');
    expect(await codeOf({ from: 4, to: 4.1 })).toBe('part-too-short');
    expect(await codeOf({ from: 49.9 })).toBe('part-too-short');
    expect(await codeOf({ from: 50 })).toBe('part-beyond-end');
    expect(await codeOf({ from: 0 })).toBe('none');
    expect(await partOf(set, 'open.mp4', whole, { from: 0 })).toBe(whole);
  });
});
