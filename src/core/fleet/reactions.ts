import type { ErrorCode } from '../errors.js';

/**
 * What a fleet does about a failure of one of its machines:
 *
 * - `final`: it would fail anywhere, because of the files or the wishes;
 * - `again`: it may go better another time, here or elsewhere;
 * - `elsewhere`: this machine cannot do it, others may.
 */
export type Reaction = 'final' | 'again' | 'elsewhere';

const AGAIN: ReadonlySet<ErrorCode> = new Set([
  'worker-crashed',
  'worker-unresponsive',
  'ffmpeg-failed',
  'file-in-use',
  'output-damaged',
  'lip-model-stalled',
  'lip-model-crashed',
  // What was written a moment ago on another machine may not be seen everywhere yet.
  'input-missing',
  'input-changed',
  'input-empty',
  'internal',
]);

const ELSEWHERE: ReadonlySet<ErrorCode> = new Set([
  'disk-full',
  'cache-unusable',
  'storage-missing',
  'ffmpeg-missing',
  'ffmpeg-unusable',
  'ffmpeg-blocked',
  'model-missing',
  'model-damaged',
  'provider-unavailable',
  'lip-model-missing',
  'lip-model-changed',
  'voice-missing',
  'voices-missing',
  'voices-damaged',
]);

/** Of these, those that will not pass at once: the machine takes nothing more for a while. */
const RESTING: ReadonlySet<ErrorCode> = new Set([
  'disk-full',
  'cache-unusable',
  'storage-missing',
  'ffmpeg-missing',
  'ffmpeg-unusable',
  'ffmpeg-blocked',
  'model-missing',
  'model-damaged',
]);

export function reactionTo(code: ErrorCode): Reaction {
  if (ELSEWHERE.has(code)) return 'elsewhere';
  return AGAIN.has(code) ? 'again' : 'final';
}

export function makesRest(code: ErrorCode): boolean {
  return RESTING.has(code);
}
