import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decode } from '../../../src/media/decoder.js';
import { makePreview } from '../../../src/media/preview.js';
import { probeVideo } from '../../../src/media/probe.js';
import { grabStill } from '../../../src/media/still.js';
import { softwareCodec } from '../../../src/media/videoCodec.js';
import { collect, ffmpeg, never, temporaryFolder, tools } from './samples.js';

const folder = temporaryFolder();
const TOO_LARGE = { code: 'input-too-large', params: { limit: '8192 x 4320' } };

/** One black picture, some hundred kilobytes as a file. */
async function black(size: string): Promise<string> {
  const path = folder.path(`${size}.mkv`);
  const source = ['-f', 'lavfi', '-i', `color=black:s=${size}:r=25`, '-frames:v', '1'];
  if (!existsSync(path)) await ffmpeg(...source, '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', path);
  return path;
}

describe.each(tools)('a picture beyond what H.264 can carry, with $ffmpeg', (set) => {
  test.each(['8208x4352', '16448x64', '64x16448'])('of %s is refused', async (size) => {
    await expect(probeVideo(set, await black(size))).rejects.toMatchObject(TOO_LARGE);
  });

  test('has no still and no preview', async () => {
    const path = await black('8208x4352');
    const output = folder.path('never.bin');
    await expect(
      grabStill(set, path, { time: 0, longest: 320, output, signal: never }),
    ).rejects.toMatchObject(TOO_LARGE);
    await expect(makePreview(set, { input: path, output, signal: never })).rejects.toMatchObject(
      TOO_LARGE,
    );
  });

  test('is not decoded either, should a stream turn into one', async () => {
    const info = await probeVideo(set, await black('64x64'));
    const frames = decode(set, await black('8208x4352'), info, { signal: never });
    await expect(collect(frames)).rejects.toMatchObject({ code: 'input-damaged' });
  });

  test('begins just above 8K', async () => {
    const info = await probeVideo(set, await black('8192x4320'));
    expect(info).toMatchObject({ width: 8192, height: 4320 });
    const frames = await collect(
      decode(set, folder.path('8192x4320.mkv'), info, { signal: never }),
    );
    expect(frames).toHaveLength(1);
  });
});

test('the encoder looks ahead over fewer frames where they are large, and over its own elsewhere', () => {
  const options = (width: number, height: number, preset: 'medium' | 'ultrafast'): string =>
    softwareCodec({ crf: 18, preset }, { width, height }).options.join(' ');
  expect(options(3840, 2160, 'medium')).not.toContain('rc-lookahead');
  expect(options(8192, 4320, 'medium')).toContain('rc-lookahead=10');
  expect(options(8192, 4320, 'ultrafast')).not.toContain('rc-lookahead');
});
