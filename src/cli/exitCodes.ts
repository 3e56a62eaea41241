import type { ErrorCode } from '../core/errors.js';

export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What is wrong with a fleet as it was named. */
const FLEET_MISTAKES: ReadonlySet<ErrorCode> = new Set([
  ...(['fleet-queue-invalid', 'fleet-storage-relative'] as const),
  ...(['fleet-without-storage', 'fleet-without-queue'] as const),
]);

export function exitCodeOf(code: ErrorCode): ExitCode {
  if (code === 'usage' || FLEET_MISTAKES.has(code)) return EXIT.usage;
  return code === 'cancelled' ? EXIT.interrupted : EXIT.failed;
}

export interface Counts {
  readonly failed: number;
  readonly cancelled: number;
}

/** What was stopped by a person is one thing, what was given up, as on a full disk, another. */
export function exitCodeOfCounts({ failed, cancelled }: Counts, interrupted: boolean): ExitCode {
  if (interrupted && cancelled > 0) return EXIT.interrupted;
  return failed + cancelled > 0 ? EXIT.failed : EXIT.done;
}
