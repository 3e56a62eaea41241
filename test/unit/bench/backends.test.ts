import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backendsMarkdown, type Measured } from '../../../bench/backends/backendsTable.js';
import { waysOf } from '../../../bench/backends/ways.js';
import { parseLipModel } from '../../../src/core/lipModel.js';
import type { OutputReport } from '../../../src/core/report.js';
import { lipModel } from '../../models/lipModel.js';

function measured(seconds: number, cpuSeconds: number, apertureR: number | null): Measured {
  const report = {
    frames: 100,
    sync: { frames: 100, apertureR, lagFrames: 0.5, articulation: 0.9 },
    ...{ sharpness: 0.8, passedThrough: { frames: 2, spans: [] }, provider: 'cpu' },
    stages: { render: { seconds: cpuSeconds / 2, frames: 100 } },
  };
  return { seconds, cpuSeconds, report: report as unknown as OutputReport };
}

it('holds each way of making lips against the first, run by run', () => {
  const mesh = {
    name: 'mesh',
    fresh: [measured(4, 6, 0.9)],
    known: [measured(2, 2, 0.9), measured(2, 4, 0.9)],
  };
  const net = {
    name: 'wav2lip big',
    fresh: [measured(40, 60, null)],
    known: [measured(20, 20, null), measured(20, 20, null)],
  };
  const conditions = { seconds: 4, runs: 2, frames: 100, provider: 'cpu', machine: 'two cores' };
  const text = backendsMarkdown([mesh, net], conditions);
  expect(text).toContain('| mesh | known | 2 | 50 | 3 | 30 | 1 |');
  // 20 / 2 and 20 / 4: the median of the ratios, not the ratio of the medians.
  expect(text).toContain('| wav2lip big | known | 20 | 5 | 20 | 200 | 7.5 |');
  expect(text).toContain('| wav2lip big | new | 40 | 2.5 | 60 | 600 | 10 |');
  expect(text).toContain('| mesh | 0.90 | 0.50 | 0.90 | 0.80 | 2 | cpu |');
  expect(text).toContain('| wav2lip big | - | 0.50 |');
  expect(text).toContain('| render | 15 | 100 |');
});

it('measures the engine, and each model with its own pictures and with the person’s', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heygem-ways-'));
  try {
    const file = join(folder, 'my net.onnx');
    writeFileSync(file, lipModel());
    const [mesh, net, own] = waysOf([file], { modelColors: 'rgb' });
    expect(mesh).toMatchObject({ name: 'mesh', settings: { backend: 'mesh' } });
    expect(mesh.lipModel).toBeUndefined();
    expect(net).toMatchObject({ name: 'wav2lip my net', lipModel: { name: 'my net', path: file } });
    expect(net.settings).toMatchObject({ backend: 'wav2lip', detail: 'net', modelColors: 'rgb' });
    expect(own).toMatchObject({ name: 'hybrid my net', settings: { detail: 'own' } });
    expect(parseLipModel(own.settings.model)).toEqual({
      name: 'my net',
      sha256: own.lipModel?.sha256,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
