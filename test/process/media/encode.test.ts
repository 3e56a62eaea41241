import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { VideoInfo } from '../../../src/core/videoInfo.js';
import { FrameEncoder } from '../../../src/media/encoder.js';
import { decodeFrames } from '../../../src/media/frameSource.js';
import type { FfmpegTools } from '../../../src/media/locate.js';
import { muxSpeech } from '../../../src/media/mux.js';
import { finishMp4 } from '../../../src/media/mp4/finish.js';
import { probeVideo } from '../../../src/media/probe.js';
import {
  collect,
  ffmpeg,
  ffprobe,
  never,
  picture,
  temporaryFolder,
  tone,
  tools,
} from './samples.js';

const folder = temporaryFolder();
const SETTINGS = { crf: 10, preset: 'ultrafast', encoder: 'software' } as const;

beforeAll(async () => {
  await ffmpeg(...tone(2), folder.path('tone.wav'));
});

/** Decode, encode and mux, as the pipeline does but for the rendering. */
async function passThrough(set: FfmpegTools, path: string, name: string) {
  const info = await probeVideo(set, path);
  const encoded = folder.path(`${name}.picture.mp4`);
  const encoder = await FrameEncoder.start(set, {
    output: encoded,
    info,
    signal: never,
    ...SETTINGS,
  });
  let frames = 0;
  for await (const frame of decodeFrames(set, path, info, { signal: never })) {
    await encoder.write(frame);
    frames++;
  }
  await encoder.finish();
  const output = folder.path(`${name}.out.mp4`);
  const speech = folder.path('tone.wav');
  await rm(output, { force: true });
  await muxSpeech(set, {
    picture: encoded,
    frames,
    speech,
    output,
    duration: 2,
    info,
    tags: () => ({}),
    signal: never,
  });
  return { info, output, frames, encoder, result: await probeVideo(set, output) };
}

function meanDifference(a: Buffer, b: Buffer): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i]);
  return sum / a.length;
}

describe.each(tools.map((set) => [set.origin, set] as const))('with ffmpeg of %s', (_, set) => {
  test.each(
    ([0, 90, 180, 270] as const).flatMap((rotation) => [
      { rotation, how: '', mirrored: undefined },
      { rotation, how: ' and mirrored', mirrored: true },
    ]),
  )(
    'a source turned by $rotation degrees$how is stored and shown the same',
    async ({ rotation, mirrored }) => {
      const orientation = { rotation, ...(mirrored && { mirrored }) };
      const name = `turned${rotation}${mirrored ? ' mirrored' : ''}`;
      const upright = folder.path(`upright.mp4`);
      await ffmpeg(
        ...picture('128x96', '30000/1001', 2),
        '-c:v',
        'libx264',
        '-pix_fmt',
        'yuv420p',
        upright,
      );
      const path = folder.path(`${name}.mp4`);
      await rm(path, { force: true });
      await finishMp4({
        input: upright,
        output: path,
        orientation,
        tags: () => ({}),
        signal: never,
      });
      const { info, result, output, frames } = await passThrough(set, path, name);
      const sideways = rotation === 90 || rotation === 270;
      expect([info.width, info.height]).toEqual(sideways ? [96, 128] : [128, 96]);
      expect(info).toMatchObject(orientation);
      expect(result).toMatchObject({ width: info.width, height: info.height, ...orientation });
      expect([info.mirrored, result.mirrored]).toEqual([mirrored, mirrored]);
      expect(result.frameRate).toEqual({ num: 30000, den: 1001 });
      expect(result.variableRate).toBe(false);
      expect(await ffprobe(output, 'stream=width,height')).toContain('128,96');

      // Upright by our decoder is upright by ffmpeg's own autorotation, before and after.
      const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', 'pipe:1'];
      const ours = Buffer.concat(await collect(decodeFrames(set, path, info, { signal: never })));
      expect(Buffer.compare(ours, await ffmpeg('-i', path, ...raw))).toBe(0);
      const made = await ffmpeg('-i', output, ...raw);
      expect(made.length).toBe(ours.length);
      expect(frames).toBe(60);
      expect(meanDifference(made, ours)).toBeLessThan(2);
    },
  );

  test.each(['4/3', '16/11', '359/360', '486/487', '4320/4739'])(
    'keeps a sample aspect of %s',
    async (aspect) => {
      const path = folder.path('aspect.mp4');
      const sar = `setsar=${aspect}:max=65535`;
      await ffmpeg(...picture('128x96', '25', 2), '-vf', sar, '-c:v', 'libx264', path);
      const { output, result } = await passThrough(set, path, 'aspect');
      const [num, den] = aspect.split('/').map(Number);
      expect(result.sampleAspect).toEqual({ num, den });
      expect(await ffprobe(output, 'stream=sample_aspect_ratio')).toContain(`${num}:${den}`);
    },
  );

  test('odd sizes lose the last row and column, and nothing shifts', async () => {
    const path = folder.path('odd.mkv');
    await ffmpeg(
      ...picture('98x66', '25', 2),
      '-vf',
      'scale=97:65',
      '-c:v',
      'ffv1',
      '-pix_fmt',
      'yuv420p',
      path,
    );
    const { encoder, result, output } = await passThrough(set, path, 'odd');
    expect(encoder.outputSize).toEqual({ width: 96, height: 64 });
    expect(result).toMatchObject({ width: 96, height: 64 });
    const cut = ['-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1'];
    const wanted = await ffmpeg('-i', path, '-vf', 'crop=96:64:0:0', ...cut);
    expect(meanDifference(await ffmpeg('-i', output, ...cut), wanted)).toBeLessThan(2);
  });

  test('keeps colour tags, range and sample aspect without touching the picture', async () => {
    const path = folder.path('tagged.mp4');
    const tags = [
      '-color_range',
      'pc',
      '-colorspace',
      'bt709',
      '-color_primaries',
      'bt709',
      '-color_trc',
      'bt709',
    ];
    const filter = ['-vf', 'scale=out_range=pc:out_color_matrix=bt709,format=yuvj420p,setsar=4/3'];
    await ffmpeg(
      ...picture('128x96', '25', 2),
      ...filter,
      '-c:v',
      'libx264',
      '-qp',
      '4',
      ...tags,
      path,
    );
    const { info, result, output } = await passThrough(set, path, 'tagged');
    expect(info.color).toEqual({ matrix: 'bt709', fullRange: true });
    const kept = ({ color, colorTags, sampleAspect }: VideoInfo) => ({
      color,
      colorTags,
      sampleAspect,
    });
    expect(kept(result)).toEqual(kept(info));
    expect(info.sampleAspect).toEqual({ num: 4, den: 3 });
    const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuvj420p', 'pipe:1'];
    const difference = meanDifference(
      await ffmpeg('-i', output, ...raw),
      await ffmpeg('-i', path, ...raw),
    );
    expect(difference).toBeLessThan(2);
  });

  test('a source without tags gets none', async () => {
    const path = folder.path('plain.mp4');
    await ffmpeg(...picture('128x96', '25', 2), '-c:v', 'libx264', '-pix_fmt', 'yuv420p', path);
    const { info, result } = await passThrough(set, path, 'plain');
    expect(result.colorTags).toEqual(info.colorTags);
  });

  test('a full disk is told as such, and abort leaves nothing', async () => {
    const info = await probeVideo(set, folder.path('plain.mp4'));
    const full = '/dev/full';
    if (existsSync(full)) {
      const encoder = await FrameEncoder.start(set, {
        output: full,
        info,
        signal: never,
        ...SETTINGS,
      });
      const writing = async () => {
        for await (const frame of decodeFrames(set, folder.path('plain.mp4'), info, {
          signal: never,
        })) {
          await encoder.write(frame);
        }
        await encoder.finish();
      };
      await expect(writing()).rejects.toMatchObject({ code: 'disk-full', params: { path: full } });
    }
    const output = folder.path('aborted.mp4');
    const encoder = await FrameEncoder.start(set, { output, info, signal: never, ...SETTINGS });
    for await (const frame of decodeFrames(set, folder.path('plain.mp4'), info, {
      signal: never,
    })) {
      await encoder.write(frame);
    }
    await encoder.abort();
    expect(existsSync(output)).toBe(false);
  });

  test('a folder that is not there is an error, not a hang', async () => {
    const info = await probeVideo(set, folder.path('plain.mp4'));
    const output = folder.path('no such folder/x.mp4');
    const encoder = await FrameEncoder.start(set, { output, info, signal: never, ...SETTINGS });
    const writing = async () => {
      for await (const frame of decodeFrames(set, folder.path('plain.mp4'), info, {
        signal: never,
      })) {
        await encoder.write(frame);
      }
      await encoder.finish();
    };
    await expect(writing()).rejects.toMatchObject({ code: 'ffmpeg-failed' });
  });

  test('auto falls back to x264 where no hardware encodes', async () => {
    const info = await probeVideo(set, folder.path('plain.mp4'));
    const output = folder.path('auto.mp4');
    const options = { ...SETTINGS, encoder: 'auto', output, info, signal: never } as const;
    const encoder = await FrameEncoder.start(set, options);
    for await (const frame of decodeFrames(set, folder.path('plain.mp4'), info, {
      signal: never,
    })) {
      await encoder.write(frame);
    }
    await encoder.finish();
    expect(encoder.name).toMatch(/264/);
    expect((await probeVideo(set, output)).codec).toBe('h264');
  });
});
