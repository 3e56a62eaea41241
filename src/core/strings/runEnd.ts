import type { Say } from './ui.js';

/** What is told of a run that is over; `RunView` and `EndedRun` have it. */
export interface EndCounts {
  readonly done: number;
  readonly failed: number;
  readonly total: number;
  readonly cancelled: number;
  /** Nobody cancelled them. */
  readonly stopped?: boolean;
}

/** `Cancelled, 2 not made. 3 of 5 videos are made.`: the same words wherever an end is told. */
export function runEndText(counts: EndCounts, say: Say): string {
  const { done, failed, cancelled, stopped = false } = counts;
  // How many were not made says that none was.
  const all = cancelled > 0 && done === 0 && failed === 0;
  return [
    cancelled > 0 ? say(stopped ? 'end-stopped' : 'end-cancelled', { cancelled }) : '',
    all ? '' : madeText(counts, say),
    failed > 0 ? say('end-failed', { failed }) : '',
  ]
    .filter((part) => part !== '')
    .join(say('end-made-one').endsWith('。') ? '' : ' ');
}

function madeText({ done, total }: EndCounts, say: Say): string {
  if (done === 0) return say('end-none');
  if (done < total) return say('end-made-of', { done, total });
  return done === 1 ? say('end-made-one') : say('end-made', { done });
}
