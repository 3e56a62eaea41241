import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIP_INNER, MOVED } from '../../../src/core/landmarkSets.js';
import {
  innerAperture,
  mouthWidth,
  MOVED_FLOATS,
  movedOffset,
} from '../../../src/core/lowerFace.js';
import { median } from '../../../src/core/measure/statistics.js';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import { gatherPoints } from '../../../src/face/canonical.js';
import { ModelStore } from '../../../src/inference/modelStore.js';
import { hearSpeech } from '../../../src/lipsync/hearSpeech.js';
import { loadModels, type LoadedModels } from '../../../src/lipsync/loadedModels.js';
import { locateFfmpeg, type FfmpegTools } from '../../../src/media/locate.js';

const folder = mkdtempSync(join(tmpdir(), 'heygem hear 听 '));
const speech = resolve('media/demo/speech-en.flac');
const store = new ModelStore({ root: resolve('models'), provider: 'cpu', log: () => undefined });
let tools: FfmpegTools;
let models: LoadedModels;

beforeAll(async () => {
  ({ tools } = await locateFfmpeg({ env: process.env }));
  models = await loadModels(store, resolve('models'));
});
afterAll(async () => {
  await store.dispose();
  rmSync(folder, { recursive: true });
});

/** Five seconds of the demo's speech at the level given, `others` seconds of another sound, speech again. */
function amid(name: string, source: string, level = 1): string {
  const path = join(folder, name);
  const parts =
    `[0]aresample=16000,atrim=duration=5,volume=${level},asplit[a][c];` +
    `${source}:r=16000,atrim=duration=2,aformat=sample_fmts=s16:channel_layouts=mono[b];` +
    '[a][b][c]concat=n=3:v=0:a=1[out]';
  const args = ['-v', 'error', '-y', '-i', speech, '-filter_complex', parts, '-map', '[out]', path];
  execFileSync(tools.ffmpeg.path, args);
  return path;
}

/** Apertures of a mouth that closes, 50 a second, in eye distances. */
async function apertures(path: string): Promise<number[]> {
  const { signal } = new AbortController();
  const heard = await hearSpeech(tools, models, { audio: path }, DEFAULT_SETTINGS, { signal });
  const neutral = new Float32Array(MOVED_FLOATS);
  gatherPoints(Float32Array.from(models.canonical.points), MOVED, neutral);
  // The mean face's lips are ajar; a person at rest has them shut.
  for (let k = 1; k <= 9; k++) {
    const lower = movedOffset(LIP_INNER[k]) + 1;
    neutral[lower] = neutral[movedOffset(LIP_INNER[20 - k]) + 1];
  }
  const shape = new Float32Array(MOVED_FLOATS);
  return Array.from({ length: Math.floor(heard.duration * 50) }, (_, k) => {
    heard.motion.shapeAt(k / 50, neutral, 1, shape);
    return innerAperture(shape);
  });
}
/** Widths of the mean face's mouth as somebody who moves it like most people has them, 50 a second. */
async function widths(path: string): Promise<number[]> {
  const { signal } = new AbortController();
  const heard = await hearSpeech(tools, models, { audio: path }, DEFAULT_SETTINGS, { signal });
  const motion = heard.motion.suitedTo({ aperture: 0.052, width: 0.031 });
  const neutral = new Float32Array(MOVED_FLOATS);
  gatherPoints(Float32Array.from(models.canonical.points), MOVED, neutral);
  const shape = new Float32Array(MOVED_FLOATS);
  return Array.from({ length: Math.floor(heard.duration * 50) }, (_, k) => {
    motion.shapeAt(k / 50, neutral, 1, shape);
    return mouthWidth(shape);
  });
}
const between = (row: number[], from: number, to: number): number[] =>
  row.slice(from * 50, to * 50);
const mean = (row: number[]): number => row.reduce((sum, value) => sum + value, 0) / row.length;

describe('hearing speech', () => {
  it('rounds the lips for round sounds, and not between them', async () => {
    const row = await widths(speech);
    const middle = median(row) ?? 0;
    const narrowest = (from: number, to: number): number =>
      Math.min(...between(row, from, to)) / middle;
    for (const [from, to] of [
      [3, 3.3], // only once
      [4.1, 4.34], // today
    ]) {
      expect(narrowest(from, to)).toBeLessThan(0.85);
    }
    expect(narrowest(0.76, 0.92)).toBeLessThan(0.89); // hello
    expect(narrowest(2.4, 2.6)).toBeGreaterThan(0.97); // this video
    expect(narrowest(7.44, 7.6)).toBeGreaterThan(0.92); // my lips
  });

  it('tells how far it is, and stops within a second when told to', async () => {
    const path = join(folder, 'long.wav');
    const longer = ['-stream_loop', '-1', '-i', speech, '-t', '600', '-ar', '16000', '-ac', '1'];
    execFileSync(tools.ffmpeg.path, ['-v', 'error', '-y', ...longer, path]);
    const stop = new AbortController();
    const told: (readonly [number, number])[] = [];
    let asked = 0;
    const onHeard = (...progress: readonly [number, number]): void => {
      told.push(progress);
      if (progress[0] < 40 || stop.signal.aborted) return;
      asked = performance.now();
      // As a message from outside would: in a turn of the event loop, not in the midst of the work.
      setImmediate(() => {
        stop.abort();
      });
    };
    const watch = { signal: stop.signal, onHeard };
    const hearing = hearSpeech(tools, models, { audio: path }, DEFAULT_SETTINGS, watch);
    await expect(hearing).rejects.toThrow();
    expect(performance.now() - asked).toBeLessThan(3_000);
    const found = told.filter(([done]) => done === 0).map(([, total]) => total);
    expect(found.length).toBeGreaterThan(30);
    expect(found.at(-1)).toBe(600);
    const heard = told.filter(([done]) => done > 0);
    expect(heard.every(([, total]) => total === 600)).toBe(true);
    expect(heard.map(([done]) => done)).toEqual(
      [...heard.map(([done]) => done)].sort((a, b) => a - b),
    );
    expect(heard.length).toBeLessThan(8);
  });

  it.each([
    ['pink noise', 'anoisesrc=c=pink:a=0.6:seed=4', 1],
    ['applause', 'anoisesrc=c=white:a=0.4:seed=5', 0.2],
  ])('rests in %s as loud as speech and goes on afterwards', async (name, source, level) => {
    const row = await apertures(amid(`${name}.wav`, source, level));
    const spoken = [...between(row, 0.5, 4.5), ...between(row, 7.5, 11.5)];
    expect(mean(spoken)).toBeGreaterThan(0.02);
    expect(Math.max(...between(row, 5.3, 6.7))).toBeLessThan(0.1 * mean(spoken));
    expect(mean(between(row, 7.5, 11.5))).toBeGreaterThan(0.6 * mean(between(row, 0.5, 4.5)));
  });
});
