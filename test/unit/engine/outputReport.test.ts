import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LipSyncJob } from '../../../src/core/job.js';
import { readReport } from '../../../src/editor/history.js';
import { findReport } from '../../../src/engine/outputReport.js';
import { reportOf } from '../../fixtures/fakeService.js';

let folder: string;
let output: string;
let beside: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem-report-'));
  output = join(folder, 'x-a.mp4');
  beside = join(folder, 'x-a.report.json');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function today() {
  return { ...reportOf({ output, video: 'x.mp4', audio: 'a.wav' } as LipSyncJob, 50) };
}

/** As versions wrote it that called the drawn inside a learnt one. */
function former(share: unknown): Record<string, unknown> {
  return { ...today(), drawnInteriorShare: undefined, learntInteriorShare: share };
}

async function readBack(written: object) {
  const text = JSON.stringify(written);
  writeFileSync(beside, text);
  const [found, shown] = [await findReport(output), await readReport(output)];
  expect(readFileSync(beside, 'utf8')).toBe(text);
  expect(found).toEqual({ kind: 'ours', ...(shown && { report: shown }) });
  return shown;
}

describe('a report beside an output', () => {
  it('is read as it was written', async () => {
    expect(await readBack({ ...today(), drawnInteriorShare: 0.25 })).toEqual({
      ...today(),
      drawnInteriorShare: 0.25,
    });
  });

  it('is read under the name that the share of drawn frames had before, and stays as it is', async () => {
    expect(await readBack(former(0.25))).toEqual({ ...today(), drawnInteriorShare: 0.25 });
  });

  it('keeps the share under the name of today where it has both', async () => {
    const both = { ...former(0.25), drawnInteriorShare: 0.5 };
    expect((await readBack(both))?.drawnInteriorShare).toBe(0.5);
  });

  it('says nothing where the share is missing or no number', async () => {
    expect(await readBack(former('much'))).toBeUndefined();
    expect(await readBack(former(undefined))).toBeUndefined();
  });
});
