/** How many workers make videos side by side: as many as fit the machine, or so many. */
export type Parallel = 'auto' | number;

export const MOST_WORKERS = 16;
/** A worker draws on one core while its ffmpeg decodes and encodes on about one more. */
const CORES_EACH = 2;
/** A worker and its ffmpeg at 1280x720, with room for larger pictures (bench/results/speed.md). */
const BYTES_EACH = 2 ** 30;
/** More than this many were never tried to be of use on one disk. */
const MOST_BY_ITSELF = 8;

export interface Machine {
  readonly cores: number;
  /** Bytes that a new process could take. */
  readonly freeMemory: number;
}

/** Returns at least one. */
export function workersFor(parallel: Parallel, { cores, freeMemory }: Machine): number {
  if (parallel !== 'auto') return Math.min(MOST_WORKERS, Math.max(1, Math.floor(parallel)));
  const byCores = Math.floor(cores / CORES_EACH);
  const byMemory = Math.floor(freeMemory / BYTES_EACH) - 1;
  return Math.max(1, Math.min(byCores, byMemory, MOST_BY_ITSELF));
}

/** As many workers as do the work of so many: more than have cores take them from each other. */
export function sideBySide(workers: number, cores: number): number {
  return Math.max(1, Math.min(workers, cores / CORES_EACH));
}
