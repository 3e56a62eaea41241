import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { Speaking } from '../../../src/lipsync/speaking.js';
import { locateFfmpeg } from '../../../src/media/locate.js';
import { LoudnessMeter } from '../../../src/voice/speaking/loudnessMeter.js';
import { PeakMeter } from '../../../src/voice/speaking/peakMeter.js';
import { toneVoices } from '../../fixtures/toneVoices.js';

const WATCH = { signal: new AbortController().signal, onProgress: () => undefined };

it.each([
  ['A first sentence of some length. Then one more, and another after it. The end.', 0.25],
  // Few loud moments: the peak is in the way.
  ['I. A. O. U.', 3],
])('brings %j to -16 LUFS, or to a peak of -1 dB', async (text, pause) => {
  const folder = mkdtempSync(join(tmpdir(), 'heygem-loud-'));
  const target = join(folder, 'one.wav');
  const speaking = new Speaking(folder, () => Promise.resolve(toneVoices()));
  const pauses = { sentence: pause, paragraph: pause };
  const how = { format: 'txt', name: 'one', voice: 'af_heart', speed: 1 } as const;
  const made = await speaking.speak({ text, ...how, pauses, pronunciations: {}, target }, WATCH);
  const told = await measured(target);
  expect(told.peak).toBeLessThanOrEqual(-1);
  expect(made.loudness).not.toBeNull();
  expect(Math.abs((made.loudness ?? 0) - told.loudness)).toBeLessThan(0.11);
  const near = Math.abs(told.loudness + 16) < 0.11 || told.peak > -1.3;
  expect(near, JSON.stringify(told)).toBe(true);
});

it.each([16_000, 22_050, 24_000, 44_100, 48_000])(
  'measures as ffmpeg does at %i Hz',
  async (rate) => {
    const samples = noise(rate);
    const path = join(mkdtempSync(join(tmpdir(), 'heygem-loud-')), 'noise.f32');
    writeFileSync(path, new Uint8Array(samples.buffer));
    const told = await measured(path, ['-f', 'f32le', '-ar', String(rate), '-ac', '1']);
    const [meter, peaks] = [new LoudnessMeter(rate), new PeakMeter()];
    for (let at = 0; at < samples.length; at += 1000) {
      const piece = samples.subarray(at, at + 1000);
      meter.push(piece);
      peaks.push(piece);
    }
    // It is told to a tenth.
    expect(Math.abs((meter.loudness ?? 0) - told.loudness)).toBeLessThan(0.11);
    expect(Math.abs(20 * Math.log10(peaks.peak) - told.peak)).toBeLessThan(0.3);
  },
);

it('finds no loudness in silence', () => {
  const meter = new LoudnessMeter(24_000);
  meter.pushSilence(48_000);
  expect(meter.loudness).toBeUndefined();
});

/** LUFS and dBTP by ffmpeg's own meter, an independent one. */
async function measured(path: string, input: readonly string[] = []) {
  const { tools } = await locateFfmpeg({ env: process.env });
  const filter = ['-af', 'ebur128=peak=true', '-f', 'null', '-'];
  const args = ['-hide_banner', '-nostats', ...input, '-i', path, ...filter];
  const { stderr } = await promisify(execFile)(tools.ffmpeg.path, args);
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  const found = (pattern: RegExp) => Number(pattern.exec(summary)?.[1]);
  return { loudness: found(/I:\s+(-?[\d.]+) LUFS/), peak: found(/Peak:\s+(-?[\d.]+) dBFS/) };
}

/** Ten seconds that get louder and softer, and are silent for a while. */
function noise(rate: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: 10 * rate }, (_, at) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const seconds = at / rate;
    const level = seconds > 4 && seconds < 6 ? 0 : 0.02 + 0.3 * Math.sin(seconds) ** 2;
    const tone = Math.sin(2 * Math.PI * 220 * seconds) + Math.sin(2 * Math.PI * 2_300 * seconds);
    return level * (0.4 * tone + 0.05 * (state / 2 ** 31 - 1));
  });
}
