/**
 * What everything is called in the queue. Jobs of machines that cannot share work lie in queues of their own: a
 * worker of another engine, with other models, ffmpeg or storage, never even sees them.
 */

export const PREFIX = 'heygem';

/** Of learning, pairs and segments. */
export function drawingQueue(kit: string, storage: string): string {
  return `draw-${kit}-${storage}`;
}

export function speakingQueue(engine: string, storage: string): string {
  return `speak-${engine.replace(/[^\w.]/g, '_')}-${storage}`;
}

/** Told to all workers: the run whose tasks are to end. */
export const CANCEL_CHANNEL = `${PREFIX}:cancel`;

/** There while a run is cancelled, for workers that come upon its tasks later. */
export function cancelledKey(run: string): string {
  return `${PREFIX}:cancelled:${run}`;
}

/** Written to see whether it may be. */
export const TRIED_KEY = `${PREFIX}:tried`;

/** Workers by when they were last heard of. */
export const WORKERS_KEY = `${PREFIX}:workers`;

export function workerKey(id: string): string {
  return `${PREFIX}:worker:${id}`;
}

/** Last turns of all projects in a band of a queue. */
export function turnsKey(queue: string, band: string): string {
  return `${PREFIX}:turns:${queue}:${band}`;
}

export function waitingKey(queue: string): string {
  return `${PREFIX}:${queue}:prioritized`;
}

export function lockKey(queue: string, job: string): string {
  return `${PREFIX}:${queue}:${job}:lock`;
}

const PORTION = /-r\d+-s\d+$/;

/** A portion of a pair's segments, in one of its rounds. */
export function portionId(pair: string, round: number, first: number): string {
  return `${pair}-r${round}-s${first}`;
}

/** The pair that a portion belongs to; any other job is its own. */
export function ownerOf(job: string): string {
  return job.replace(PORTION, '');
}
