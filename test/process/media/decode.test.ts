import { readFile, truncate, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { frameBytes } from '../../../src/core/frame.js';
import { loopIndex } from '../../../src/core/loopOrder.js';
import { BackwardSource } from '../../../src/media/backwardSource.js';
import { frameChecksum } from '../../../src/media/frameChecksum.js';
import { checksumFrames, decodeFrames } from '../../../src/media/frameSource.js';
import { LoopedVideo } from '../../../src/media/loopedVideo.js';
import { probeVideo } from '../../../src/media/probe.js';
import { collect, ffmpeg, never, picture, temporaryFolder, tools } from './samples.js';

const folder = temporaryFolder();
const X264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'];

/** Inputs whose seeking is known to go wrong, each in its own way. */
const CLIPS: Readonly<Record<string, readonly string[]>> = {
  'cfr.mp4': [...picture('96x64', '25', 8), ...X264],
  'ntsc-odd-start.mp4': [...picture('96x64', '30000/1001', 6), ...X264, '-output_ts_offset', '0.7'],
  'bframes.mkv': [
    ...picture('96x64', '25', 8),
    ...X264,
    '-bf',
    '5',
    '-x264-params',
    'open-gop=1:keyint=20',
  ],
  'long-gop.mp4': [...picture('96x64', '25', 12), ...X264, '-g', '9999', '-bf', '3'],
  'stream.ts': [...picture('96x64', '25', 6), ...X264, '-g', '25'],
  'vp9.webm': [
    ...picture('96x64', '25', 5),
    '-c:v',
    'libvpx-vp9',
    '-b:v',
    '200k',
    '-cpu-used',
    '8',
  ],
  'vfr.mp4': [
    ...picture('96x64', '50', 8),
    '-vf',
    'select=not(mod(n\\,2))+lt(mod(n\\,37)\\,11)',
    '-fps_mode',
    'vfr',
    ...X264,
  ],
};

beforeAll(async () => {
  for (const [name, args] of Object.entries(CLIPS)) await ffmpeg(...args, folder.path(name));
});

describe.each(tools.map((set) => [set.origin, set] as const))('with ffmpeg of %s', (_, set) => {
  test.for(Object.keys(CLIPS))(
    '%s: a stretch is the same bytes as on the first pass',
    async (name) => {
      const path = folder.path(name);
      const info = await probeVideo(set, path);
      const whole = await collect(decodeFrames(set, path, info, { signal: never }));
      const sums = Uint32Array.from(whole, (data) => frameChecksum({ data } as never));
      const source = new BackwardSource(set, path, info, sums, 9);
      for (let to = whole.length - 1; to > 0; to -= 9 * 4) {
        const from = Math.max(0, to - 9);
        const stretch = await source.stretch(from, to, never);
        expect(stretch.length).toBe(to - from);
        stretch.forEach(({ data }, i) => {
          expect(Buffer.compare(data, whole[from + i]), `frame ${from + i}`).toBe(0);
        });
      }
    },
  );

  test('a stretch that is not what it was is refused, not shown', async () => {
    const path = folder.path('cfr.mp4');
    const info = await probeVideo(set, path);
    const source = new BackwardSource(set, path, info, new Uint32Array(200), 9);
    await expect(source.stretch(180, 189, never)).rejects.toMatchObject({ code: 'input-damaged' });
  });

  test.for(Object.keys(CLIPS).filter((name) => name !== 'vfr.mp4'))(
    '%s: a constant rate is decoded frame by frame',
    async (name) => {
      const path = folder.path(name);
      const info = await probeVideo(set, path);
      expect(info.variableRate).toBe(false);
      const raw = await ffmpeg('-i', path, '-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1');
      const frames = await collect(decodeFrames(set, path, info, { signal: never }));
      expect(Buffer.compare(Buffer.concat(frames), raw)).toBe(0);
    },
  );

  test.for(Object.keys(CLIPS))(
    '%s: any part of the loop is the same bytes, whatever was played before',
    async (name) => {
      const path = folder.path(name);
      const info = await probeVideo(set, path);
      const whole = await collect(decodeFrames(set, path, info, { signal: never }));
      const checksums = Uint32Array.from(whole, (data) => frameChecksum({ data } as never));
      const loop = new LoopedVideo(set, path, info, { checksums, signal: never });
      const n = whole.length;
      for (const from of [n - 30, 60, n + 20, 2 * n - 12, 2 * n + 48]) {
        let t = from;
        for await (const { index, frame } of loop.play(from, from + 24)) {
          expect(index).toBe(loopIndex(t, n));
          expect(Buffer.compare(frame.data, whole[index]), `frame ${index}`).toBe(0);
          t++;
        }
        expect(t).toBe(from + 24);
      }
      await loop.close();
    },
  );

  test('a variable rate is decoded at its average and keeps its length', async () => {
    const path = folder.path('vfr.mp4');
    const info = await probeVideo(set, path);
    expect(info.variableRate).toBe(true);
    const rate = info.frameRate.num / info.frameRate.den;
    const frames = await collect(decodeFrames(set, path, info, { signal: never }));
    expect(Math.abs(frames.length / rate - 8)).toBeLessThan(2 / rate);
  });

  test('from and count are exact', async () => {
    const path = folder.path('bframes.mkv');
    const info = await probeVideo(set, path);
    const whole = await collect(decodeFrames(set, path, info, { signal: never }));
    const part = await collect(
      decodeFrames(set, path, info, { signal: never, from: 33, count: 5 }),
    );
    expect(part).toEqual(whole.slice(33, 38));
  });

  test.each(['bframes.mkv', 'vfr.mp4'])(
    'gives the frames of some stretches of %s',
    async (name) => {
      const path = folder.path(name);
      const info = await probeVideo(set, path);
      const whole = await collect(decodeFrames(set, path, info, { signal: never }));
      const only = [
        { from: 0, to: 12 },
        { from: 30, to: 31 },
        { from: 33, to: 40 },
        // The last is not there.
        { from: 10_000, to: 10_010 },
      ];
      const some = await collect(decodeFrames(set, path, info, { signal: never, only }));
      expect(some).toEqual(only.flatMap(({ from, to }) => whole.slice(from, to)));
    },
  );

  test('plays forward and backward, larger than the memory for it', async () => {
    const path = folder.path('large.mp4');
    // 38 frames of 1080p are more than may be kept.
    await ffmpeg(...picture('1920x1080', '25', 1.52), ...X264, '-preset', 'ultrafast', path);
    const info = await probeVideo(set, path);
    expect(info.frameCount * frameBytes(1920, 1080)).toBeGreaterThan(100 * 1024 * 1024);
    const checksums = await checksumFrames(set, path, info, never);
    expect(checksums.length).toBe(38);
    const loop = new LoopedVideo(set, path, info, { checksums, signal: never });
    // In parts that follow each other, and one that does not.
    for (const [from, to] of [
      [0, 20],
      [20, 50],
      [50, 120],
      [95, 130],
    ]) {
      let t = from;
      for await (const { index, frame } of loop.play(from, to)) {
        expect(index).toBe(loopIndex(t, 38));
        expect(frameChecksum(frame)).toBe(checksums[index]);
        frame.data.fill(0);
        t++;
      }
      expect(t).toBe(to);
    }
    await loop.close();
  });

  test.each([7, 40, 199, 200, 201, 430, 800])(
    'plays %i frames of a clip of 200',
    async (wanted) => {
      const path = folder.path('cfr.mp4');
      const info = await probeVideo(set, path);
      const whole = await collect(decodeFrames(set, path, info, { signal: never }));
      const checksums = await checksumFrames(set, path, info, never);
      const loop = new LoopedVideo(set, path, info, { checksums, signal: never });
      let t = 0;
      for await (const { index, frame } of loop.play(0, wanted)) {
        expect(index).toBe(loopIndex(t, 200));
        expect(Buffer.compare(frame.data, whole[index])).toBe(0);
        frame.data.fill(9);
        t++;
      }
      await loop.close();
      expect(t).toBe(wanted);
    },
  );

  test('odd sizes keep their last row and column', async () => {
    const path = folder.path('odd.mkv');
    await ffmpeg(
      ...picture('98x66', '25', 1),
      '-vf',
      'scale=97:65',
      '-c:v',
      'ffv1',
      '-pix_fmt',
      'yuv420p',
      path,
    );
    const info = await probeVideo(set, path);
    const frames = await collect(decodeFrames(set, path, info, { signal: never }));
    expect(frames.length).toBe(25);
    expect(frames[0].length).toBe(97 * 65 + 2 * 49 * 33);
    const raw = await ffmpeg('-i', path, '-f', 'rawvideo', '-pix_fmt', 'yuv420p', 'pipe:1');
    expect(Buffer.compare(Buffer.concat(frames), raw)).toBe(0);
  });

  test('full range stays full range', async () => {
    const path = folder.path('full.mp4');
    const input = ['-f', 'lavfi', '-i', 'color=size=96x64:rate=25:duration=1'];
    await ffmpeg(
      ...input,
      '-vf',
      // From black to white, as a source of full range has it.
      'geq=lum=255*X/(W-1):cb=128:cr=128,scale=in_range=pc:out_range=pc,format=yuvj420p',
      '-c:v',
      'libx264',
      '-qp',
      '0',
      path,
    );
    const info = await probeVideo(set, path);
    expect(info.color.fullRange).toBe(true);
    const frames = await collect(decodeFrames(set, path, info, { signal: never }));
    const raw = await ffmpeg('-i', path, '-f', 'rawvideo', '-pix_fmt', 'yuvj420p', 'pipe:1');
    expect(Buffer.compare(Buffer.concat(frames), raw)).toBe(0);
    expect(Math.min(...frames[0].subarray(0, 96 * 64))).toBeLessThan(16);
  });

  test.each(['yuv422p10le', 'yuv444p', 'yuv420p10le', 'gray', 'gbrp'])(
    '%s becomes 8-bit 4:2:0',
    async (format) => {
      const path = folder.path(`${format}.mkv`);
      await ffmpeg(...picture('96x64', '25', 1), '-c:v', 'ffv1', '-pix_fmt', format, path);
      const info = await probeVideo(set, path);
      const frames = await collect(decodeFrames(set, path, info, { signal: never }));
      expect(frames.length).toBe(25);
      // The same luma as the plain conversion, to rounding.
      const plain = {
        gbrp: ['-vf', 'scale=out_color_matrix=bt709:out_range=tv', '-pix_fmt', 'yuv420p'],
        gray: ['-pix_fmt', 'gray'],
      }[format] ?? ['-pix_fmt', 'yuv420p'];
      const raw = await ffmpeg('-i', path, ...plain, '-f', 'rawvideo', 'pipe:1');
      let worst = 0;
      for (let i = 0; i < 96 * 64; i++) worst = Math.max(worst, Math.abs(raw[i] - frames[0][i]));
      expect(worst).toBeLessThanOrEqual(2);
    },
  );

  test('a file that breaks off gives what it has', async () => {
    const path = folder.path('truncated.ts');
    await writeFile(path, await readFile(folder.path('stream.ts')));
    const { length } = await readFile(path);
    await truncate(path, Math.floor(length / 2));
    const info = await probeVideo(set, path);
    const frames = await collect(decodeFrames(set, path, info, { signal: never }));
    expect(frames.length).toBeGreaterThan(20);
    expect(frames.length).toBeLessThan(150);
  });

  test('a file with a sound head and nothing in it is damaged', async () => {
    const path = folder.path('hollow.mp4');
    await ffmpeg(...picture('96x64', '25', 2), ...X264, '-movflags', '+faststart', path);
    const info = await probeVideo(set, path);
    const bytes = await readFile(path);
    await writeFile(path, bytes.fill(0, bytes.indexOf('mdat') + 4));
    await expect(collect(decodeFrames(set, path, info, { signal: never }))).rejects.toMatchObject({
      code: 'input-damaged',
    });
  });

  test('the end of an endless wait: abort rejects as cancelled', async () => {
    const path = folder.path('long-gop.mp4');
    const info = await probeVideo(set, path);
    const controller = new AbortController();
    const decoding = async () => {
      for await (const frame of decodeFrames(set, path, info, { signal: controller.signal })) {
        if (frame.width > 0) controller.abort();
      }
    };
    await expect(decoding()).rejects.toMatchObject({ code: 'cancelled' });
  });
});
