import { DEFAULT_KEPT, keptResults } from '../core/keptResults.js';
import { EXECUTION_PROVIDERS, type ExecutionProvider } from '../core/model.js';
import { DEFAULT_CACHE_BYTES } from '../engine/cache.js';
import { MOST_WORKERS, type Parallel } from '../engine/parallelism.js';
import type { ServerSettingName } from '../protocol/studio.js';

/** What of a studio may be set, by its page for now and the next start, or by a flag for this one. */
export interface ServerSettings {
  readonly parallel: Parallel;
  readonly provider: ExecutionProvider;
  /** What the cache may hold. */
  readonly cacheBytes: number;
  /** How many results before the present one of a pair stay, to be compared with. */
  readonly keepPrevious: number;
}

export const DEFAULT_SETTINGS: ServerSettings = {
  parallel: 'auto',
  provider: 'auto',
  cacheBytes: DEFAULT_CACHE_BYTES,
  keepPrevious: DEFAULT_KEPT,
};

/** Bytes: with less, one video of some length would be learnt anew for each speech; more is a slip. */
export const CACHE_BOUNDS = { least: 1e9, most: 10e12 } as const;

const CHECKS: Readonly<Record<ServerSettingName, (value: unknown) => boolean>> = {
  parallel: (value) => value === 'auto' || isWhole(value, 1, MOST_WORKERS),
  provider: (value) => EXECUTION_PROVIDERS.includes(value as ExecutionProvider),
  cacheBytes: (value) => isWhole(value, CACHE_BOUNDS.least, CACHE_BOUNDS.most),
  keepPrevious: (value) => keptResults(value) !== undefined,
};

export const SETTING_NAMES = Object.keys(CHECKS) as readonly ServerSettingName[];

/** What of a text's content are settings, and the names of what is wrong with the rest. */
export function readSettings(raw: unknown): {
  readonly settings: Partial<ServerSettings>;
  readonly wrong: readonly string[];
} {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return { settings: {}, wrong: [''] };
  const entries = Object.entries(raw);
  const fits = ([name, value]: [string, unknown]): boolean =>
    Object.hasOwn(CHECKS, name) && CHECKS[name as ServerSettingName](value);
  return {
    settings: Object.fromEntries(entries.filter(fits).map(current)),
    wrong: entries.filter((entry) => !fits(entry)).map(([name]) => name),
  };
}

/** What was once said in another way. */
function current([name, value]: [string, unknown]): [string, unknown] {
  return name === 'keepPrevious' ? [name, keptResults(value)] : [name, value];
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}
