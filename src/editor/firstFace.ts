import type { PlannedJob } from '../core/plan/plannedJob.js';
import type { OutputReport } from '../core/report.js';
import type { HistoryEntry } from '../protocol/editorView.js';
import type { PairKnowledge } from './pairStates.js';

/** Seconds without a face at the beginning that are worth a word; a fade is none. */
const LONG = 1;

/**
 * Seconds of the file at which the face is first seen, of each video whose footage begins without one: somebody
 * walks in. Told by the reports of results that are current, so that they are of the part that is used now.
 */
export function firstFaces(
  jobs: readonly PlannedJob[],
  history: readonly HistoryEntry[],
  { plan }: Pick<PairKnowledge, 'plan'>,
): ReadonlyMap<string, number> {
  const reports = new Map(history.map(({ pair, report }) => [pair, report]));
  const found = new Map<string, number>();
  for (const { pair, videoId, videoPart } of jobs) {
    const report = plan.get(pair)?.kind === 'current' ? reports.get(pair) : undefined;
    const faceless = report && facelessStart(report);
    if (faceless !== undefined) found.set(videoId, (videoPart?.from ?? 0) + faceless);
  }
  return found;
}

/** Seconds of an output until a face is seen, where that is long, and one is seen at all. */
function facelessStart({ passedThrough, frameRate, frames }: OutputReport): number | undefined {
  const [first, ...later] = passedThrough.spans;
  if (passedThrough.spans.length === 0 || first.from > 0 || first.reason !== 'no-face') {
    return undefined;
  }
  // On the way in it may be seen from the side, or small.
  const end = later.reduce(
    (to, span) => (span.from <= to + 1 && span.reason !== 'scene-cut' ? span.to : to),
    first.to,
  );
  const seconds = end / frameRate;
  return end < frames && seconds >= LONG ? seconds : undefined;
}
