import { join } from 'node:path';
import { copyFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cutCase } from '../../../bench/quality/cutCase.js';
import { CaseBench } from '../../../bench/quality/caseBench.js';
import { OwnOffsets } from '../../../bench/quality/ownOffsets.js';
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
  const offsets = await OwnOffsets.open(bench);
  const item = {
    ...{ set: 'presenter', name: 'presenter', identity: 'presenter' },
    ...{ video: VIDEO, audio: AUDIO, ownLips: false, other: { audio: AUDIO } },
  };
  const { rows } = await (
    await CaseBench.open({ bench, models, real, offsets }, item)
  ).score(new Set(['ours', 'late']));
  expect(rows.ours?.outside).toBe(0);
  expect(rows.ours?.movement).toBeGreaterThan(0.01);
  expect(rows.ours?.seam).toBeLessThan(1.2);
  expect(Math.abs((rows.late?.lagMs ?? NaN) - 200)).toBeLessThan(50);
  expect(rows.late?.bestR).toBeGreaterThan(0.8);
}, 120_000);

it('keeps the cuts of clips apart, and knows a face by its video and not by its path', async () => {
  const models = await scorerModels(bench, 'landmarker');
  const real = new RealVideos(bench, models, scorerHash(bench, 'landmarker'));
  const clip = (name: string, video: string) => ({
    ...{ set: 'talk', name, identity: name, video, audio: video, ownLips: true },
    other: { audio: AUDIO },
  });
  const mirrored = bench.path('mirrored.mp4');
  await bench.ffmpeg(['-i', VIDEO, '-an', '-vf', 'hflip', '-preset', 'ultrafast', mirrored]);
  const cuts = [
    await cutCase(bench, clip('one', VIDEO), 0.5),
    await cutCase(bench, clip('two', mirrored), 0.5),
  ];
  expect(cuts[0].video).not.toBe(cuts[1].video);
  const [one, two] = [await real.face(cuts[0].video), await real.face(cuts[1].video)];
  expect(one.points).not.toEqual(two.points);
  copyFileSync(cuts[1].video, cuts[0].video);
  expect((await real.face(cuts[0].video)).points).toEqual(two.points);
}, 60_000);
