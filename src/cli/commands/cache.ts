import { sizeText } from '../../core/strings/jobTexts.js';
import {
  clearCache,
  DEFAULT_CACHE_BYTES,
  listCache,
  pruneCache,
  type CacheEntry,
  type Pruned,
} from '../../engine/cache.js';
import { usableRoot } from '../../engine/cachePlace.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { emitJson, type CliOutput } from '../output.js';
import { text } from '../texts.js';

/** So many names of what was left alone are told on a terminal. */
const MOST_NAMES = 5;

/** Says where the cache is and what is in it, by kind. Rejects with `cache-unusable`; so do the others. */
export async function cacheInfoCommand({ output, engine }: CliContext): Promise<ExitCode> {
  const path = usableRoot(engine.cache);
  const entries = await listCache(path);
  const kinds = [...new Set(entries.map(({ kind }) => kind))].map((kind) => summary(entries, kind));
  const bytes = sum(entries);
  if (output.json) {
    emitJson(output, { event: 'cache', path, bytes, kinds });
    return EXIT.done;
  }
  const { locale } = output;
  output.out(text(locale, 'cache-total', { path, size: sizeText(bytes) }));
  for (const { kind, count, bytes: size } of kinds) {
    const what = text(locale, `cache-${kind}`);
    output.out(`  ${text(locale, 'cache-line', { kind, what, count, size: sizeText(size) })}`);
  }
  if (engine.cache.kind === 'ready' && engine.cache.beside !== undefined) {
    output.out(text(locale, 'cache-beside', { path: engine.cache.beside }));
  }
  return EXIT.done;
}

export async function cacheClearCommand({ output, engine }: CliContext): Promise<ExitCode> {
  const cleared = await clearCache(usableRoot(engine.cache));
  const exitCode = tellPruned(output, cleared);
  if (output.json) return exitCode;
  const { inUse: count, others } = cleared;
  if (count > 0) output.out(text(output.locale, 'cache-in-use', { count }));
  if (others.length > 0) output.out(text(output.locale, 'cache-others', { names: named(others) }));
  return exitCode;
}

export async function cachePruneCommand(
  { output, engine }: CliContext,
  maxSize = DEFAULT_CACHE_BYTES,
): Promise<ExitCode> {
  return tellPruned(output, await pruneCache(usableRoot(engine.cache), maxSize));
}

function tellPruned(output: CliOutput, pruned: Pruned): ExitCode {
  const { removed: count, freedBytes } = pruned;
  if (output.json) emitJson(output, { event: 'pruned', ...pruned });
  else output.out(text(output.locale, 'pruned', { count, size: sizeText(freedBytes) }));
  return EXIT.done;
}

/** In quotes, so that a name can neither be taken for several nor steer the terminal. */
function named(names: readonly string[]): string {
  const escaped = (sign: string) => `\\u{${sign.codePointAt(0)?.toString(16) ?? ''}}`;
  const quoted = names
    .slice(0, MOST_NAMES)
    .map((name) => JSON.stringify(name).replace(/\p{C}/gu, escaped));
  return [...quoted, ...(names.length > MOST_NAMES ? ['...'] : [])].join(', ');
}

function summary(entries: readonly CacheEntry[], kind: CacheEntry['kind']) {
  const members = entries.filter((entry) => entry.kind === kind);
  return { kind, count: members.length, bytes: sum(members) };
}

function sum(entries: readonly CacheEntry[]): number {
  return entries.reduce((total, { bytes }) => total + bytes, 0);
}
