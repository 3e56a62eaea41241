import { beforeAll, describe, expect, test } from 'vitest';
import { makePreview } from '../../../src/media/preview.js';
import { decodeSpeech } from '../../../src/media/speech.js';
import { ffmpeg, never, temporaryFolder, tools } from './samples.js';

const folder = temporaryFolder();
/** Each frame is a little lighter than the one before it; a tone begins after three seconds. */
const LIGHTER = ['-f', 'lavfi', '-i', "nullsrc=s=96x64:r=25:d=4,geq=lum='20+2*N':cb=128:cr=128"];
const LATER = ['-f', 'lavfi', '-i', "aevalsrc='0.5*sin(3000*t)*gte(t,3)':d=4:s=48000"];
const X264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '100'];

beforeAll(async () => {
  await ffmpeg(...LIGHTER, ...LATER, ...X264, '-c:a', 'pcm_s16le', folder.path('one.mkv'));
  // Every frame from 1.2 to 2.4 s is left out: what is shown then is the one before.
  const held = ['-vf', "select='not(between(t,1.2,2.4))'", '-fps_mode', 'vfr'];
  await ffmpeg(
    ...LIGHTER,
    ...LATER,
    ...held,
    ...X264,
    '-c:a',
    'pcm_s16le',
    folder.path('held.mkv'),
  );
  const black = ['-f', 'lavfi', '-i', 'color=black:s=64x32:r=25:d=4'];
  const all = ['-map', '0:v', '-map', '1:v', '-map', '2:a', '-disposition:v:0', 'default'];
  await ffmpeg(
    ...[...LIGHTER, ...black, ...LATER, ...all, ...X264, '-c:a', 'pcm_s16le'],
    folder.path('two.mkv'),
  );
});

describe.each(tools)('with ffmpeg $version', (set) => {
  test('a frame that is shown for long is shown from the beginning, until its end', async () => {
    const output = folder.path('copy.mp4');
    await makePreview(set, { input: folder.path('held.mkv'), output, from: 2, signal: never });
    const frames = await ffmpeg('-i', output, '-vf', 'fps=25,format=gray', '-f', 'rawvideo', '-');
    const lumas = Array.from({ length: frames.length / (96 * 64) }, (_, k) => frames[k * 96 * 64]);
    // Frame 29 is shown until 2.44 s, where number 61 is.
    expect(Math.abs(lumas[0] - (20 + 2 * 29 - 16) * 1.164)).toBeLessThan(3);
    expect(Math.abs(lumas.findIndex((luma) => luma > 120) - 11)).toBeLessThan(2);
    const sound = await decodeSpeech(set, output, { signal: never, sampleRate: 16_000 });
    expect(sound.findIndex((value) => Math.abs(value) > 0.05) / 16_000).toBeCloseTo(1, 1);
  });

  test.each(['one.mkv', 'two.mkv'])('a copy of %s begins where it is to', async (name) => {
    const output = folder.path('copy.mp4');
    await makePreview(set, {
      input: folder.path(name),
      output,
      from: 2.01,
      seconds: 1.5,
      signal: never,
    });
    const frames = await ffmpeg('-i', output, '-vf', 'format=gray', '-f', 'rawvideo', '-');
    const lumas = Array.from({ length: frames.length / (96 * 64) }, (_, k) => frames[k * 96 * 64]);
    // The first frame that is due at 2.01 s or later is number 51; grey has the full range.
    expect(lumas[0]).toBeGreaterThan((20 + 2 * 51 - 16) * 1.164 - 2);
    expect(lumas[0]).toBeLessThan((20 + 2 * 51 - 16) * 1.164 + 2);
    expect(Math.abs(lumas.length - 37)).toBeLessThan(3);
    const sound = await decodeSpeech(set, output, { signal: never, sampleRate: 16_000 });
    expect(sound.findIndex((value) => Math.abs(value) > 0.05) / 16_000).toBeCloseTo(0.99, 1);
  });
});
