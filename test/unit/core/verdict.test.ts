import { expect, it } from 'vitest';
import { verdictOf } from '../../../src/core/verdict.js';

const REPORT = {
  ...{ frames: 200, passedThrough: 0, apertureR: 0.9, lagFrames: 0, articulation: 1 },
  provider: 'cpu',
};

it.each([
  [{}, 'well'],
  [{ apertureR: 0.75 }, 'fairly'],
  [{ apertureR: 0.69 }, 'poor'],
  [{ articulation: 0.4 }, 'weak'],
  [{ articulation: null }, 'well'],
  [{ passedThrough: 50 }, 'well'],
  [{ passedThrough: 51 }, 'part'],
  [{ passedThrough: 200, apertureR: null }, 'filmed'],
  [{ apertureR: null }, 'unmeasured'],
])('of a report with %j is: %s', (fields, verdict) => {
  expect(verdictOf({ ...REPORT, ...fields })).toBe(verdict);
});
