import { queueFull } from './queueFailure.js';
import { ERROR_CODES, HeygemError, type ErrorCode, type Failure } from '../core/errors.js';

/** What a job that failed says, for people who look into the queue too: the code, then the whole failure. */
export function failureText(failure: Failure): string {
  return `${failure.code} ${JSON.stringify(failure)}`;
}

const CODES: ReadonlySet<string> = new Set(ERROR_CODES);
/** What the queue itself says of a job whose workers were lost too often. */
const LOST = /stalled more than allowable limit|started more than allowable limit/;

/** The failure that a job told; of a text of another kind, what it most likely is. */
export function readFailure(text: string, name: string): HeygemError {
  const full = queueFull(text);
  if (full) return full;
  if (LOST.test(text)) return new HeygemError('fleet-lost', { name }, text);
  const [code, json] = [text.slice(0, text.indexOf(' ')), text.slice(text.indexOf(' ') + 1)];
  if (!CODES.has(code)) return new HeygemError('internal', {}, text);
  try {
    const { params, detail } = JSON.parse(json) as Failure;
    return new HeygemError(code as ErrorCode, params, detail);
  } catch {
    return new HeygemError(code as ErrorCode, {}, text);
  }
}
