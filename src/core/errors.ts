/**
 * Every failure a person can meet has a code. The sentence and the hint for a code live in
 * `strings/`, so an error crosses process boundaries as data and is worded where it is shown.
 */
export const ERROR_CODES = [
  'input-missing',
  'input-empty',
  'input-is-folder',
  'input-not-media',
  'input-no-video',
  'input-no-track',
  'input-no-audio',
  'input-no-such-track',
  'input-damaged',
  'input-protected',
  'input-too-large',
  'input-changed',
  'part-time-invalid',
  'part-backward',
  'part-too-short',
  'part-beyond-end',
  'offset-invalid',
  'no-face',
  'no-face-here',
  'output-is-input',
  'output-collision',
  'output-exists',
  'output-changed',
  'output-of-another',
  'output-busy',
  'file-in-use',
  'output-not-writable',
  'output-name-too-long',
  'archive-in-project',
  'output-damaged',
  'cache-unusable',
  'disk-full',
  'ffmpeg-missing',
  'ffmpeg-failed',
  'ffmpeg-unusable',
  'ffmpeg-blocked',
  'model-missing',
  'model-damaged',
  'provider-unavailable',
  'lip-model-missing',
  'lip-model-unusable',
  'lip-model-failed',
  'lip-model-stalled',
  'lip-model-crashed',
  'lip-model-not-chosen',
  'lip-model-changed',
  'lip-model-external',
  'lip-model-ambiguous',
  'lip-models-unwritable',
  'voice-missing',
  'voices-missing',
  'voices-damaged',
  'voice-failed',
  'voice-folder-unusable',
  'voice-commands-invalid',
  'script-empty',
  'script-unreadable',
  'script-too-long',
  'speech-altered',
  'project-missing',
  'project-invalid',
  'not-a-project',
  'no-project-in-folder',
  'several-projects',
  'folder-missing',
  'not-a-folder',
  'path-outside-project',
  'not-trusted',
  'worker-crashed',
  'worker-unresponsive',
  'port-in-use',
  'cannot-listen',
  'studio-needs-password',
  'studio-ended',
  'studio-under-path',
  'studio-not-opened',
  'fleet-queue-invalid',
  'fleet-storage-relative',
  'fleet-without-storage',
  'fleet-without-queue',
  'no-folder',
  'queue-unreachable',
  'queue-refused',
  'queue-full',
  'fleet-missing',
  'storage-missing',
  'outside-storage',
  'fleet-lost',
  'fleet-unable',
  'board-missing',
  'node-too-old',
  'cancelled',
  'usage',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Values that a code's sentence mentions, e.g. `{ path }`. */
export type ErrorParams = Readonly<Record<string, string | number>>;

/** What crosses process boundaries and lands in reports. */
export interface Failure {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  /** For the log, never the headline: stderr tails, stack traces. */
  readonly detail?: string;
}

/** The same in every bundle of the product. */
const BRAND = Symbol.for('heygem.error');

export class HeygemError extends Error {
  /** Part of the product is a bundle of its own, with a class of its own: its errors are ours all the same. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // Of a kind of its own, such as a tool's failure, is only what that kind made.
    if (this !== HeygemError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  readonly [BRAND] = true;
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, params: ErrorParams = {}, detail?: string, cause?: unknown) {
    super(`${code} ${JSON.stringify(params)}`, cause === undefined ? {} : { cause });
    this.name = 'HeygemError';
    this.code = code;
    this.params = params;
    this.detail = detail;
  }

  toFailure(): Failure {
    const { code, params, detail } = this;
    return detail === undefined ? { code, params } : { code, params, detail };
  }
}

/** A failure for the log: everything that is known of it. */
export function failureForLog({ code, params, detail }: Failure): string {
  return [code, JSON.stringify(params), detail ?? ''].join(' ').trim();
}

/**
 * What systems call a disk, or a person's share of it, that is full. Node has no name for the latter
 * and gives its number: on Linux 122, on macOS 69.
 */
const FULL = new Set<unknown>(['ENOSPC', 'EDQUOT']);
const UNNAMED_FULL = /^Unknown system error -(122|69)$/;

/** Whether a system's error says that there is no room left. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return FULL.has(error.code) || UNNAMED_FULL.test(String(error.code));
}

/**
 * Folds anything thrown into a failure. A full disk, and a file that another program has open, are told
 * as such wherever they were met; what else is not ours becomes `internal` with its stack.
 */
export function toFailure(error: unknown): Failure {
  const full = fullDisk(error);
  if (full) return full;
  const held = fileInUse(error);
  if (held) return held.toFailure();
  if (error instanceof HeygemError) return error.toFailure();
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'internal', params: {}, detail };
}

function fullDisk(error: unknown): Failure | undefined {
  let cause = error;
  while (cause instanceof HeygemError) cause = cause.cause;
  if (!(cause instanceof Error) || !isDiskFull(cause)) return undefined;
  const path = 'path' in cause && typeof cause.path === 'string' ? { path: cause.path } : {};
  const known = error instanceof HeygemError ? error.params : {};
  return { code: 'disk-full', params: { ...path, ...known }, detail: String(cause) };
}

function fileInUse(error: unknown): HeygemError | undefined {
  let cause = error;
  while (cause instanceof HeygemError && cause.code !== 'file-in-use') cause = cause.cause;
  return cause instanceof HeygemError ? cause : undefined;
}
