import { copyFile, rm } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FfmpegTools } from '../../../src/media/locate.js';
import { muxSpeech } from '../../../src/media/mux.js';
import { probeVideo } from '../../../src/media/probe.js';
import { soundCut, type SpeechWish } from '../../../src/media/soundCut.js';
import { soughtCut } from '../../../src/media/soundSeek.js';
import { decodeSpeech } from '../../../src/media/speech.js';
import { probeAudio } from '../../../src/media/speechTrack.js';
import { ffmpeg, ffprobe, never, picture, temporaryFolder, tools } from './samples.js';

const folder = temporaryFolder();
const RATE = 16_000;
/** A tone that rises from 200 to 2000 Hz in 30 s: each moment sounds like no other. */
const SWEEP = [
  ...['-f', 'lavfi', '-i', `aevalsrc='0.5*sin(2*PI*(200*t+30*t*t))':s=${RATE}:d=30`],
  ...['-ac', '1'],
];
const FILES: Readonly<Record<string, readonly string[]>> = {
  'sweep.wav': SWEEP,
  'sweep.flac': [...SWEEP, '-ac', '2'],
  'sweep.mp3': [...SWEEP, '-c:a', 'libmp3lame'],
  'sweep.m4a': [...SWEEP, '-c:a', 'aac'],
};

/** Decoded from their start. */
const UNSOUGHT = ['far.mkv', 'far.mp3'];

beforeAll(async () => {
  for (const [name, args] of Object.entries(FILES)) await ffmpeg(...args, folder.path(name));
  await ffmpeg(...picture('96x64', '25', 6), ...['-c:v', 'libx264'], folder.path('picture.mp4'));
  const short = ['-t', '2.72', '-c:v', 'libx264'];
  await ffmpeg('-i', folder.path('picture.mp4'), ...short, folder.path('short.mp4'));
  const far = ['-f', 'lavfi', '-i', `aevalsrc='0.3*sin(2*PI*(200*t+9*t*t))':s=${RATE}:d=110`];
  for (const [name, ...codec] of [
    ['far.m4a', '-c:a', 'aac'],
    ['far.wav'],
    ['far.flac'],
    ['far.mkv', '-c:a', 'libopus'],
    ['far.mp3', '-c:a', 'libmp3lame'],
  ])
    await ffmpeg(...far, ...codec, folder.path(name));
  const late = ['-itsoffset', '4', '-i', folder.path('sweep.m4a'), '-c', 'copy'];
  await ffmpeg(...late, folder.path('late.m4a'));
}, 120_000);

function heard(set: FfmpegTools, name: string, wish?: SpeechWish, more: object = {}) {
  const options = { signal: never, sampleRate: RATE, ...(wish && { wish }), ...more };
  return decodeSpeech(set, folder.path(name), options);
}

/** Where in a longer sound a shorter one begins, in samples, and how alike they are there. */
function placeOf(sound: Float32Array, part: Float32Array): { at: number; worst: number } {
  let best = { at: -1, worst: Infinity };
  for (let at = 0; at + part.length <= sound.length && best.worst > 0.02; at++) {
    let worst = 0;
    for (let k = 0; k < part.length && worst < best.worst; k += 7)
      worst = Math.max(worst, Math.abs(sound[at + k] - part[k]));
    if (worst < best.worst) best = { at, worst };
  }
  return best;
}

async function muxed(
  set: FfmpegTools,
  name: string,
  wish: SpeechWish,
  duration: number,
  frames = 150,
) {
  const [taken, output] = ['taken.mp4', 'out.mp4'].map(folder.path);
  await copyFile(folder.path(frames === 150 ? 'picture.mp4' : 'short.mp4'), taken);
  await rm(output, { force: true });
  const info = await probeVideo(set, taken, never);
  await muxSpeech(set, {
    ...{ picture: taken, frames, speech: folder.path(name), output, duration, info, wish },
    ...{ tags: () => ({}), signal: never },
  });
  return output;
}

describe.each(tools)('with ffmpeg $version', (set) => {
  test.each(Object.keys(FILES))('a part of %s is, sample for sample, that part', async (name) => {
    const whole = await heard(set, name);
    const part = await heard(set, name, { part: { from: 12.5, to: 17.25 } });
    expect(part.length).toBe(4.75 * RATE);
    expect(part).toEqual(whole.subarray(12.5 * RATE, 17.25 * RATE));
    const end = await heard(set, name, { part: { from: 28 } });
    expect(end).toEqual(whole.subarray(28 * RATE));
    const beyond = await heard(set, name, { part: { from: 28, to: 99 } });
    expect(beyond).toEqual(end);
    const after = await heard(set, name, { part: { from: 12.5, to: 17.25 }, offset: 1.5 });
    expect(after.subarray(0, 1.5 * RATE).every((value) => value === 0)).toBe(true);
    expect(after.subarray(1.5 * RATE)).toEqual(part);
    const start = await heard(set, name, { part: { from: 12.5 }, offset: 1.5 }, { seconds: 3 });
    expect(start).toEqual(after.subarray(0, 3 * RATE));
  });

  test('what is silent before a late stream is part of the part', async () => {
    const whole = await heard(set, 'late.m4a');
    const part = await heard(set, 'late.m4a', { part: { from: 3, to: 6 } });
    expect(part).toEqual(whole.subarray(3 * RATE, 6 * RATE));
    expect(part.findIndex((value) => value !== 0) / RATE).toBeCloseTo(1, 0);
    const barely = await heard(set, 'late.m4a', { part: { from: 3.5, to: 4.05 } });
    expect(barely).toEqual(whole.subarray(3.5 * RATE, 4.05 * RATE));
    const before = await heard(set, 'late.m4a', { part: { from: 1, to: 2.5 } });
    expect([before.length, before.every((value) => value === 0)]).toEqual([1.5 * RATE, true]);
  });

  test.each(Object.keys(FILES))('an output has silence, then that part of %s', async (name) => {
    const wish = { part: { from: 12.5, to: 17 }, offset: 1.5 };
    const output = await muxed(set, name, wish, 6);
    const sound = await heard(set, 'out.mp4');
    const part = await heard(set, name, { part: wish.part });
    // Before the speech begins no sample is anything but zero, but for what a codec smears forward.
    const SMEARED = 0.07;
    const quiet = sound.subarray(0, (1.5 - SMEARED) * RATE);
    expect(quiet.every((value) => value === 0)).toBe(true);
    const { at, worst } = placeOf(sound, part.subarray(RATE, 2 * RATE));
    expect(at).toBe(2.5 * RATE);
    expect(worst).toBeLessThan(0.05);
    // An old ffmpeg lets the last packet end when it likes.
    expect(Math.abs(Number(await ffprobe(output, 'format=duration')) - 6)).toBeLessThan(0.1);
    expect(await ffprobe(output, 'stream=start_time')).toBe('0.000000\n0.000000');
  });

  test.each(['far.m4a', 'far.wav', 'far.flac', 'far.mkv', 'far.mp3'])(
    'far into %s it is the same, without decoding all before it where that is safe',
    async (name) => {
      const info = await probeAudio(set, folder.path(name), never);
      const cut = soundCut(name, info, { part: { from: 95.3, to: 97 } });
      const sought = await soughtCut(set, folder.path(name), { info, cut, signal: never });
      expect(sought.seek !== undefined).toBe(!UNSOUGHT.includes(name));
      const whole = await heard(set, name);
      const part = await heard(set, name, { part: { from: 95.3, to: 97 } });
      expect(part).toEqual(whole.subarray(95.3 * RATE, 97 * RATE));
      const wish = { part: { from: 95.3, to: 97 }, offset: 1 };
      await muxed(set, name, wish, 2.7, 68);
      const found = placeOf(await heard(set, 'out.mp4'), part.subarray(RATE / 2, RATE));
      expect(found.at).toBe(1.5 * RATE);
    },
  );

  test('a part before a late stream begins gives silence', async () => {
    await muxed(set, 'late.m4a', { part: { from: 1, to: 3.72 } }, 2.72, 68);
    const sound = await heard(set, 'out.mp4');
    expect(sound.every((value) => value === 0)).toBe(true);
    expect(Math.abs(sound.length / RATE - 2.72)).toBeLessThan(0.1);
  });

  test('a speech that begins later is encoded, its file whole; without a wish it is copied', async () => {
    await muxed(set, 'sweep.m4a', { offset: 2 }, 6);
    const sound = await heard(set, 'out.mp4');
    const first = await heard(set, 'sweep.m4a', undefined, { seconds: 1 });
    expect(placeOf(sound, first.subarray(RATE / 2)).at).toBe(2.5 * RATE);
    await muxed(set, 'sweep.m4a', { offset: 0 }, 6);
    const copied = await heard(set, 'out.mp4');
    expect(copied.subarray(0, RATE)).toEqual(first);
  });

  test('what is no part of the sound is refused by its name', async () => {
    const codeOf = async (name: string, wish: SpeechWish) =>
      heard(set, name, wish).then(
        () => 'none',
        (error: unknown) => (error as { code: string }).code,
      );
    for (const name of ['sweep.wav', 'sweep.mp3']) {
      expect(await codeOf(name, { part: { from: 31 } })).toBe('part-beyond-end');
      expect(await codeOf(name, { part: { from: 29.9 } })).toBe('part-too-short');
      expect(await codeOf(name, { part: { from: 5, to: 5.1 } })).toBe('part-too-short');
      expect(await codeOf(name, { part: { from: 6, to: 5 } })).toBe('part-backward');
      expect(await codeOf(name, { offset: 601 })).toBe('offset-invalid');
      expect(await codeOf(name, { offset: -1 })).toBe('offset-invalid');
    }
  });
});
