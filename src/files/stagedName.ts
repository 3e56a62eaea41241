import { createHash, randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

/**
 * What files are called before they are whole: `.<name>.<token>.tmp` beside the file they will
 * replace. Hidden, on the same file system, known by the whole name for what they are, and nobody
 * can have put a file or a link of that name there beforehand.
 */

const TOKEN_BYTES = 16;
const TOKEN = /^[0-9a-f]{32}$/;
const SUFFIX = '.tmp';
/** What file systems take in one name, those in encrypted homes (eCryptfs) too. */
const MOST_NAME_BYTES = 143;

/** 128 random bits, in lower-case hex. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('hex');
}

/** Where what is to become `target` is written; files of one token belong together. */
export function stagedPath(target: string, token = newToken()): string {
  return join(dirname(target), `${prefixOf(target)}${token}${SUFFIX}`);
}

/** The token in a file's name, if `stagedPath` could have given that name for `target`. */
export function stagedToken(target: string, name: string): string | undefined {
  const prefix = prefixOf(target);
  if (!name.startsWith(prefix) || !name.endsWith(SUFFIX)) return undefined;
  const token = name.slice(prefix.length, -SUFFIX.length);
  return TOKEN.test(token) ? token : undefined;
}

/** A name that would become too long is told by its hash instead. */
function prefixOf(target: string): string {
  const name = basename(target);
  const rest = '..'.length + 2 * TOKEN_BYTES + SUFFIX.length;
  if (Buffer.byteLength(name) + rest <= MOST_NAME_BYTES) return `.${name}.`;
  return `.${createHash('sha256').update(name).digest('hex').slice(0, 32)}.`;
}
