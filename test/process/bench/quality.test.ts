import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CaseBench } from '../../../bench/quality/caseBench.js';
import { RealVideos } from '../../../bench/quality/realVideos.js';
import { scorerHash, scorerModels } from '../../../bench/quality/scorers.js';
import { Workbench } from '../../../bench/workbench.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const VIDEO = join(ROOT, 'test', 'fixtures', 'presenter-small.mp4');
const AUDIO = join(ROOT, 'media', 'demo', 'speech-en.flac');

let bench: Workbench;

beforeAll(async () => {
  bench = await Workbench.open(new AbortController().signal);
});
afterAll(async () => {
  await bench.close();
});

it('sees in the presenter that speech 200 ms late moves the lips 200 ms late', async () => {
  const models = await scorerModels(bench, 'landmarker');
  const real = new RealVideos(bench, models, scorerHash(bench, 'landmarker'));
  const item = {
    ...{ set: 'presenter', name: 'presenter', identity: 'presenter' },
    ...{ video: VIDEO, audio: AUDIO, ownLips: false, other: { audio: AUDIO } },
  };
  const { rows } = await (
    await CaseBench.open({ bench, models, real }, item)
  ).score(new Set(['ours', 'late']));
  expect(rows.ours?.outside).toBe(0);
  expect(rows.ours?.movement).toBeGreaterThan(0.01);
  expect(rows.ours?.seam).toBeLessThan(1.2);
  expect(Math.abs((rows.late?.lagMs ?? NaN) - 200)).toBeLessThan(50);
  expect(rows.late?.bestR).toBeGreaterThan(0.8);
}, 120_000);
