import { performance } from 'node:perf_hooks';
import type { JobEvent } from '../core/progress/jobEvents.js';
import type { JobMaker } from './jobMaker.js';
import type { JobOrder, JobOutcome } from './jobOrder.js';
import type { Making } from './outputMaker.js';
import type { Speeches } from './speeches.js';

/** What every job of an engine goes through. */
export interface Workplace {
  readonly making: Making;
  readonly maker: JobMaker;
  readonly speeches: Pick<Speeches, 'make'>;
  readonly log: (line: string) => void;
}

export interface JobRun {
  /** Whose turn it takes: the project's path, or what stands for a job outside of any. */
  readonly party: string;
  readonly signal: AbortSignal;
  readonly tell: (event: JobEvent) => void;
}

/** Queues an order and tells what becomes of it, from its start to its end. Never rejects. */
export async function runJob(
  { making, maker }: Workplace,
  order: JobOrder,
  { party, signal, tell }: JobRun,
): Promise<JobOutcome> {
  const { id } = order.job;
  const outcome = await making.add({
    party,
    signal,
    make: (hands) =>
      maker.make(order, hands, {
        signal,
        onStart: () => {
          tell({ kind: 'started', id, at: performance.now(), hands: hands.hands });
        },
        onProgress: (progress) => {
          tell({ kind: 'progress', id, at: performance.now(), progress });
        },
      }),
  });
  if (outcome.kind === 'skipped') tell({ kind: 'skipped', id });
  else tell({ kind: 'finished', id, at: performance.now(), result: outcome });
  return outcome;
}

/** Calls a listener; one that throws is written down and stalls nothing. */
export function heard<T>(
  listener: ((value: T) => void) | undefined,
  log: (line: string) => void,
): (value: T) => void {
  return (value) => {
    try {
      listener?.(value);
    } catch (error) {
      log(
        `a listener failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  };
}
