import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PreviewRequest } from '../../../src/core/inspection.js';
import type { LipSyncJob } from '../../../src/core/job.js';
import type { OutputReport } from '../../../src/core/report.js';
import { Previews } from '../../../src/editor/previews.js';
import { reportOf } from '../../fixtures/fakeService.js';

let folder: string;
let asked: PreviewRequest[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem-previews-'));
  asked = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The silences of the recording are from 0 to 3, from 6 to 8 and from 30 to 40 s. */
async function previewOf(parts: Partial<OutputReport>) {
  const [result, source] = ['talk.mp4', 'x.mp4'].map((name) => join(folder, name));
  for (const path of [result, source]) writeFileSync(path, 'video');
  const job = { output: result, video: 'x.mp4', audio: 'a.wav' } as LipSyncJob;
  const report = { ...reportOf(job, 250), frameRate: 25, duration: 10, lowSync: [], ...parts };
  writeFileSync(join(folder, 'talk.report.json'), JSON.stringify(report));
  const maker = {
    preview: async (request: PreviewRequest) => {
      asked.push(request);
      writeFileSync(request.output, 'copy');
      return Promise.resolve();
    },
    still: async () => Promise.resolve(),
    faces: async () => Promise.resolve([]),
  };
  const previews = new Previews(folder, () => maker, new AbortController().signal);
  const silences = [
    { from: 0, to: 3 },
    { from: 6, to: 8 },
    { from: 30, to: 40 },
  ];
  return previews.ofResult({ result, source, silences }, 'en', ({ path }) => path);
}

function quietOf({ spans }: Awaited<ReturnType<typeof previewOf>>): number[][] {
  return spans.flatMap(({ kind, from, to }) => (kind === 'silence' ? [[from, to]] : []));
}

describe('a result beside what was filmed', () => {
  it('begins in the source where the part does that was used', async () => {
    const whole = await previewOf({});
    const part = await previewOf({ videoPart: { from: 12.5, to: 20 } });
    const other = await previewOf({ videoPart: { from: 14 } });
    const sources = asked.filter(({ path }) => path.endsWith('x.mp4'));
    expect(sources.map(({ from, seconds }) => [from, seconds])).toEqual([
      [undefined, 15],
      [12.5, 7.5],
      [14, 15],
    ]);
    expect(new Set([whole.source, part.source, other.source]).size).toBe(3);
  });

  it('is quiet where the part that is spoken is, and before it begins', async () => {
    expect(quietOf(await previewOf({}))).toEqual([
      [0, 3],
      [6, 8],
    ]);
    expect(quietOf(await previewOf({ speechOffset: 1.5 }))).toEqual([
      [0, 4.5],
      [7.5, 9.5],
    ]);
    expect(quietOf(await previewOf({ audioPart: { from: 7 }, speechOffset: 2 }))).toEqual([[0, 3]]);
  });
});
