import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barsOf } from '../../../bench/quality/bars.js';
import { drawChart } from '../../../bench/quality/chart.js';
import { comparisonMarkdown } from '../../../bench/quality/compareTable.js';
import { shortfall, type Figures } from '../../../bench/quality/measures.js';
import { pairedTest, signTest } from '../../../bench/quality/pairedTest.js';
import { spreadOver } from '../../../bench/quality/people.js';
import { qualityMarkdown } from '../../../bench/quality/qualityTable.js';
import {
  mergeResults,
  readResults,
  writeResults,
  type QualityResults,
} from '../../../bench/quality/results.js';
import type { Row } from '../../../bench/quality/rows.js';
import type { Measured } from '../../../bench/quality/runQuality.js';

const clip = (name: string, rows: Partial<Record<Row, Figures>>, identity = name): Measured => ({
  ...{ set: 'talk', clip: name, identity, passed: 0, rows },
});
const run = (engine: string): { when: string; engine: string } => ({ when: '2026-01-01', engine });
const resultsOf = (engine: string, cases: readonly Measured[]): QualityResults =>
  mergeResults(undefined, 'a mesh', run(engine), cases);

const people = (r: (i: number) => number): Measured[] =>
  Array.from({ length: 12 }, (_, i) => clip(`p${i}`, { ours: { apertureR: r(i), lagMs: 10 * i } }));

describe('results', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bench results '));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('come back as they were written, a line a row', () => {
    const path = join(folder, 'a', 'quality.json');
    const results = resultsOf('a', [
      clip('x', { ours: { apertureR: 0.5 }, real: { lmd: 0.0012 } }),
    ]);
    writeResults(path, results);
    expect(readResults(path)).toEqual(results);
    expect(readFileSync(path, 'utf8').split('\n').length).toBeGreaterThan(4);
  });

  it('refuses what is no result', () => {
    const path = join(folder, 'other.json');
    writeFileSync(path, '{"cases": [], "runs": [], "version": 7}');
    expect(() => readResults(path)).toThrow('no results');
  });

  it('takes new rows and keeps the others, each with the run it is of', () => {
    const old = resultsOf('a', [clip('x', { ours: { apertureR: 0.5 }, real: { apertureR: 1 } })]);
    const later = { when: '2026-01-02', engine: 'a' };
    const both = mergeResults(old, 'a mesh', later, [clip('x', { ours: { apertureR: 0.7 } })]);
    expect(both.cases).toHaveLength(1);
    expect(both.cases[0].rows).toEqual({ ours: { apertureR: 0.7 }, real: { apertureR: 1 } });
    expect(both.cases[0].run).toEqual({ ours: 1, real: 0 });
    expect(qualityMarkdown(both)).toContain('ours on 2026-01-02 at a');
    // What another scorer saw, or another engine made, is not of the same kind.
    expect(mergeResults(old, 'another', run('a'), []).cases).toHaveLength(0);
    expect(mergeResults(old, 'a mesh', run('b'), []).cases).toHaveLength(0);
  });
});

it('counts people, not clips', () => {
  const many = Array.from({ length: 9 }, (_, i) => clip(`a${i}`, { ours: { lmd: 0.9 } }, 'anna'));
  const { cases } = resultsOf('a', [...many, clip('b', { ours: { lmd: 0.1 } }), clip('c', {})]);
  expect(spreadOver(cases, 'ours', 'lmd')).toMatchObject({ people: 2, middle: 0.5 });
  expect(spreadOver(cases, 'real', 'lmd')).toBeNull();
});

describe('barsOf', () => {
  const barNamed = (cases: readonly Measured[], name: string): boolean | null | undefined =>
    barsOf(resultsOf('a', cases).cases).find((bar) => bar.name.startsWith(name))?.holds;

  it('fails articulation on either side', () => {
    const articulate = (value: number): Measured[] => [
      clip('x', { ours: { articulation: value } }),
    ];
    expect([0.7, 1, 1.3].map((value) => barNamed(articulate(value), 'articulation'))).toEqual([
      ...[false, true, false],
    ]);
  });

  it('counts a clip without a best lag as one too far off', () => {
    const clips = (lags: readonly (number | null)[]): Measured[] =>
      lags.map((lagMs, i) =>
        clip(`c${i}`, {
          ours: { apertureR: 0.5, offsetMs: 10, ...(lagMs !== null && { lagMs }) },
        }),
      );
    const near = Array.from({ length: 9 }, () => -44);
    expect(barNamed(clips([...near, 46]), 'clips with')).toBe(true);
    expect(barNamed(clips([...near, 46, null]), 'clips with')).toBe(false);
    // Of a clip whose own sound is 90 ms off, it is not known who is late.
    const off = clip('off', { ours: { apertureR: 0.5, offsetMs: 90, lagMs: 90 } });
    expect(barNamed([...clips(near), off], 'clips with')).toBe(true);
  });

  it('holds sharpness against the encoded real video too', () => {
    const rows = { ours: { sharpness: 1.5 }, real: { sharpness: 1.4 } };
    expect(barNamed([clip('x', rows)], 'sharpness over')).toBe(true);
    expect(barNamed([clip('x', rows)], 'sharpness')).toBe(false);
  });

  it('needs the mismatched row of the same people', () => {
    const controls = { ours: { apertureR: 0.6 }, mismatched: { apertureR: 0.2 } };
    expect(barNamed([clip('x', controls)], 'aperture r over')).toBe(true);
    expect(barNamed([clip('x', { ours: { apertureR: 0.6 } })], 'aperture r over')).toBeNull();
  });
});

describe('compare', () => {
  const before = resultsOf(
    'a',
    people((i) => 0.4 + 0.01 * i),
  );

  it('calls a change of everybody one, and noise none', () => {
    const better = resultsOf(
      'b',
      people((i) => 0.5 + 0.01 * i),
    );
    expect(comparisonMarkdown(before, better, ['ours'])).toMatch(/aperture r .*12\/12.*better/);
    expect(comparisonMarkdown(better, before, ['ours'])).toMatch(/aperture r .*0\/12.*worse/);
    const noise = resultsOf(
      'b',
      people((i) => 0.4 + 0.01 * i + (i % 2 === 0 ? 0.1 : -0.1)),
    );
    expect(comparisonMarkdown(before, noise, ['ours'])).not.toMatch(/aperture r .*(better|worse)/);
  });

  it('pairs the clips that both have and says so where there are none', () => {
    const other = resultsOf('b', [clip('somebody else', { ours: { apertureR: 1 } })]);
    expect(comparisonMarkdown(before, other, ['ours'])).toContain('No clip is in both');
  });

  it('knows what the best value of each measure is', () => {
    expect(shortfall('articulation', 0.5)).toBeCloseTo(shortfall('articulation', 2), 9);
    expect(shortfall('lagMs', -80)).toBeGreaterThan(shortfall('lagMs', 40));
    expect(shortfall('movement', 0.1)).toBe(shortfall('movement', 0.01));
    expect(shortfall('apertureR', 0.9)).toBeLessThan(shortfall('apertureR', 0.2));
  });
});

describe('pairedTest', () => {
  it('gives the binomial probability of the split', () => {
    expect(signTest(6, 0)).toBeCloseTo(2 / 64, 12);
    expect(signTest(3, 3)).toBe(1);
    expect(signTest(0, 0)).toBe(1);
  });

  it('has an interval about the median, the same every time', () => {
    const differences = [0.1, 0.2, 0.15, 0.3, 0.05, 0.12];
    const test = pairedTest(differences);
    expect(test).toEqual(pairedTest(differences));
    expect(test?.low).toBeGreaterThan(0);
    expect(test?.low).toBeLessThanOrEqual(test?.middle ?? NaN);
    expect(pairedTest([])).toBeNull();
  });
});

it('drawChart draws a dot for every person', () => {
  const empty = drawChart(resultsOf('a', [clip('x', {})])).frame;
  const full = drawChart(
    resultsOf(
      'a',
      people((i) => 0.1 * i),
    ),
  ).frame;
  const inked = (plane: Uint8Array): number => plane.filter((value) => value > 180).length;
  expect(full.width).toBe(empty.width);
  expect(inked(full.u)).toBeGreaterThan(inked(empty.u));
});
