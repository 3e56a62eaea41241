import { expect, it } from 'vitest';
import type { PlannedJob } from '../../../src/core/plan/plannedJob.js';
import type { PassedSpan } from '../../../src/core/report.js';
import { firstFaces } from '../../../src/editor/firstFace.js';
import type { PairKnowledge } from '../../../src/editor/pairStates.js';
import type { HistoryEntry } from '../../../src/protocol/editorView.js';

/** A result of 10 s at 25 frames a second. */
function found(
  spans: readonly PassedSpan[],
  { state = 'current', from }: { state?: string; from?: number } = {},
): number | undefined {
  const part = from === undefined ? {} : { videoPart: { from } };
  const jobs = [{ pair: 'v+a', videoId: 'v', ...part }] as unknown as PlannedJob[];
  const report = { passedThrough: { frames: 0, spans }, frameRate: 25, frames: 250 };
  const history = [{ pair: 'v+a', report }] as unknown as HistoryEntry[];
  const plan = new Map([['v+a', { kind: state }]]) as unknown as PairKnowledge['plan'];
  return firstFaces(jobs, history, { plan }).get('v');
}

const none = (from: number, to: number): PassedSpan => ({ from, to, reason: 'no-face' });

it('tells where somebody has walked in', () => {
  expect(found([none(0, 50)])).toBe(2);
  expect(found([none(0, 50), { from: 50, to: 75, reason: 'profile' }, none(200, 210)])).toBe(3);
  expect(found([none(0, 50)], { from: 4 })).toBe(6);
});

it('says nothing of what is short, later, never, or of another part', () => {
  expect(found([])).toBeUndefined();
  expect(found([none(0, 20)])).toBeUndefined();
  expect(found([none(30, 90)])).toBeUndefined();
  expect(found([none(0, 250)])).toBeUndefined();
  expect(found([{ from: 0, to: 50, reason: 'profile' }])).toBeUndefined();
  expect(found([none(0, 50)], { state: 'stale' })).toBeUndefined();
});
