import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { allocateFrame } from '../../../src/core/frame.js';
import type { Rational, VideoInfo } from '../../../src/core/videoInfo.js';
import { FrameEncoder } from '../../../src/media/encoder.js';
import type { FfmpegTools } from '../../../src/media/locate.js';
import { inspectPicture, joinPictures } from '../../../src/media/segmentFile.js';
import { ffmpeg, ffprobe, never, temporaryFolder, tools } from './samples.js';

const folder = temporaryFolder();
const [WIDTH, HEIGHT] = [96, 64];

function infoOf(frameRate: Rational): VideoInfo {
  return {
    ...{ width: WIDTH, height: HEIGHT, rotation: 0, frameRate, variableRate: false },
    ...{ frameCount: 0, duration: 0, codec: 'h264', pixelFormat: 'yuv420p', audio: [] },
    color: { matrix: 'bt709', fullRange: false },
    colorTags: { range: 'tv', space: 'bt709', primaries: 'bt709', transfer: 'bt709' },
    sampleAspect: { num: 4, den: 3 },
  };
}

/** Something that moves, so that there are B-frames. */
async function encode(set: FfmpegTools, info: VideoInfo, from: number, frames: number) {
  const path = folder.path(`part-${from}.mp4`);
  const settings = { crf: 20, preset: 'veryfast', encoder: 'software' } as const;
  const encoder = await FrameEncoder.start(set, {
    ...{ output: path, info, signal: never, codec: 'libx264' },
    ...settings,
  });
  const frame = allocateFrame(WIDTH, HEIGHT);
  for (let n = from; n < from + frames; n++) {
    frame.y.forEach((_, i) => {
      const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
      frame.y[i] = 128 + 60 * Math.sin((x + 1.7 * n) / 9) * Math.cos((y - n) / 7);
    });
    await encoder.write(frame);
  }
  await encoder.finish();
  return { path, ...(await inspectPicture(path)) };
}

interface Packet {
  readonly pts: number;
  readonly dts: number;
  readonly duration: number;
}

/** Of every frame, and of no other: raw pictures would be repeated where the encoder's set changes. */
async function sums(path: string) {
  return (await ffmpeg('-i', path, '-f', 'framemd5', '-'))
    .toString()
    .split('\n')
    .filter((line) => !line.startsWith('#') && line !== '')
    .map((line) => line.split(',').at(-1));
}

async function packets(path: string): Promise<Packet[]> {
  const args = ['-v', 'error', '-select_streams', 'v', '-show_packets', '-of', 'json', path];
  const options = { maxBuffer: 1 << 26 };
  const { stdout } = await promisify(execFile)(tools[0].ffprobe.path, args, options);
  return (JSON.parse(stdout) as { packets: Packet[] }).packets.map(({ pts, dts, duration }) => ({
    ...{ pts, dts, duration },
  }));
}

async function setupByFfprobe(path: string): Promise<string> {
  const args = ['-v', 'error', '-show_streams', '-show_data_hash', 'sha256', '-of', 'json', path];
  const { stdout } = await promisify(execFile)(tools[0].ffprobe.path, args);
  const { streams } = JSON.parse(stdout) as { streams: { extradata_hash: string }[] };
  return streams[0].extradata_hash;
}

const RATES = [
  [25, 1],
  [30000, 1001],
  [2470, 97],
  [1000003, 40000],
] as const;

describe.each(tools.map((set) => [set.origin, set] as const))('with ffmpeg of %s', (_, set) => {
  test.each(RATES)(
    'pictures at %i/%i follow each other without a gap, a jump or another encoding',
    async (num, den) => {
      const info = infoOf({ num, den });
      const lengths = [30, 50, 50, 17];
      const parts = [];
      let at = 0;
      for (const frames of lengths) {
        parts.push(await encode(set, info, at, frames));
        at += frames;
      }
      expect(parts.map(({ frames }) => frames)).toEqual(lengths);
      expect(new Set(parts.map(({ setup }) => setup)).size).toBe(1);
      expect(parts[0].setup).toBe(await setupByFfprobe(parts[0].path));
      const output = folder.path('joined.mp4');
      const list = folder.path('list.txt');
      await joinPictures(set, {
        ...{ pictures: parts, rate: info.frameRate, list, output, signal: never },
      });

      const found = await packets(output);
      expect(found).toHaveLength(147);
      const steps = (values: number[]) =>
        new Set(values.slice(1).map((value, i) => value - values[i]));
      const shown = found.map(({ pts }) => pts).sort((a, b) => a - b);
      const [step] = steps(shown);
      expect(steps(shown)).toEqual(new Set([step]));
      expect(shown[0]).toBe(0);
      // B-frames: decoding starts before zero, and goes on evenly over each seam.
      expect(found[0].dts).toBeLessThan(0);
      expect(steps(found.map(({ dts }) => dts))).toEqual(new Set([step]));
      expect(new Set(found.map(({ duration }) => duration))).toEqual(new Set([step]));
      const facts = 'stream=r_frame_rate,avg_frame_rate,sample_aspect_ratio,color_space';
      const rate = `${num}/${den}`;
      expect(await ffprobe(output, facts)).toBe(`4:3,bt709,${rate},${rate}`);

      const apart = await Promise.all(parts.map(({ path }) => sums(path)));
      expect(await sums(output)).toEqual(apart.flat());
    },
  );

  test('encoders whose parameter sets change keep them in the stream', async () => {
    const info = infoOf({ num: 25, den: 1 });
    const first = await encode(set, info, 0, 30);
    const path = folder.path('other.mp4');
    const other = ['-c:v', 'libx264', '-bf', '0', '-refs', '1', '-profile:v', 'baseline'];
    await ffmpeg('-i', (await encode(set, info, 30, 30)).path, ...other, path);
    const second = { path, ...(await inspectPicture(path)) };
    expect(second.setup).not.toBe(first.setup);
    const output = folder.path('mixed.mp4');
    await joinPictures(set, {
      ...{ pictures: [first, second], rate: info.frameRate, output, signal: never },
      list: folder.path('list.txt'),
    });
    const apart = [await sums(first.path), await sums(path)];
    expect(apart.flat()).toHaveLength(60);
    expect(await sums(output)).toEqual(apart.flat());
  });
});
