import type { ErrorCode } from '../core/errors.js';

export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export function exitCodeOf(code: ErrorCode): ExitCode {
  if (code === 'usage') return EXIT.usage;
  return code === 'cancelled' ? EXIT.interrupted : EXIT.failed;
}

export interface Counts {
  readonly failed: number;
  readonly cancelled: number;
}

export function exitCodeOfCounts({ failed, cancelled }: Counts): ExitCode {
  if (cancelled > 0) return EXIT.interrupted;
  return failed > 0 ? EXIT.failed : EXIT.done;
}
