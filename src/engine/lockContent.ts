import type { ProcessIdentity } from './processIdentity.js';
import type { ProcessPlace } from './processPlace.js';

/** What a lock's file says. */
export interface LockContent {
  readonly token: string;
  readonly host: string;
  /** The lock is held while any of these runs. */
  readonly holders: readonly ProcessIdentity[];
  /** Absent in locks of versions that told the host alone. */
  readonly place?: ProcessPlace;
  /** Seconds within which the file is touched while it is held; 30 in those versions. */
  readonly refresh: number;
}

const REFRESH_BEFORE = 30;
const LONGEST_REFRESH = 60;

/** How every version's locks begin. */
export const SERIALIZED_HEAD = '{"token":';

export function serializeLockContent(content: LockContent): string {
  return JSON.stringify(content);
}

/** Undefined for anything that is no lock's content, whole. */
export function parseLockContent(text: string): LockContent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { token, host, holders, place, refresh } = value as Record<string, unknown>;
  if (typeof token !== 'string' || typeof host !== 'string') return undefined;
  if (!Array.isArray(holders) || !holders.every(isIdentity)) return undefined;
  const told = isPlace(place) ? { place } : {};
  return { token, host, holders, ...told, refresh: refreshOf(refresh) };
}

function refreshOf(value: unknown): number {
  if (typeof value !== 'number' || !(value > 0)) return REFRESH_BEFORE;
  return Math.min(LONGEST_REFRESH, value);
}

function isIdentity(value: unknown): value is ProcessIdentity {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, start } = value as Record<string, unknown>;
  return Number.isSafeInteger(pid) && Number(pid) > 0 && typeof start === 'string';
}

function isPlace(value: unknown): value is ProcessPlace {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Record<string, unknown>;
  const names = ['host', 'system', 'machine', 'boot', 'pids'];
  return names.every((name) => typeof fields[name] === 'string');
}
