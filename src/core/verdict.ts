import type { ReportSummary } from './plan/ledger.js';

/** How a result turned out, for people; figures are for who asks for them. */
export const VERDICTS = ['well', 'fairly', 'poor', 'weak', 'part', 'filmed', 'unmeasured'] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * Rendered lips against the meant ones, r over the whole output. Of the 72 pairs of
 * bench/results/invariants.md (an English and a Mandarin speech on each clip) three in four reach .8; the
 * median is .89.
 */
const WELL = 0.8;
/**
 * One in twelve of the same pairs lies below. A single second counts as low sync below .6, where lips of
 * other speech never come above .5 (`lowSyncMeter`): an output that comes so near is worth a look.
 */
const FAIRLY = 0.7;
/** Rendered over meant movement below which lips hardly move; the same as for a second (`lowSyncMeter`). */
const WEAK = 0.5;
/** Share of frames left as filmed from which that is what matters (`much-passed-through` in the report). */
const PART = 0.25;

export function verdictOf(
  report: Pick<ReportSummary, 'frames' | 'passedThrough' | 'apertureR' | 'articulation'>,
): Verdict {
  const { frames, passedThrough, apertureR, articulation } = report;
  if (passedThrough >= frames) return 'filmed';
  if (passedThrough > frames * PART) return 'part';
  if (apertureR === null) return 'unmeasured';
  if (apertureR < FAIRLY) return 'poor';
  if (articulation !== null && articulation < WEAK) return 'weak';
  return apertureR < WELL ? 'fairly' : 'well';
}
