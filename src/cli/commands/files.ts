import { resolve } from 'node:path';
import { HeygemError } from '../../core/errors.js';
import { clearCache, DEFAULT_CACHE_BYTES, listCache, pruneCache } from '../../engine/cache.js';
import { zipOutputs } from '../../engine/projectZip.js';
import { scaffoldProject } from '../../engine/scaffold.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { emitJson } from '../output.js';
import { sizeText } from '../../core/strings/jobTexts.js';
import { text } from '../texts.js';

/** Makes a project from the media in a folder. */
export async function newCommand({ output }: CliContext, target: string): Promise<ExitCode> {
  const made = await scaffoldProject(target);
  if (output.json) emitJson(output, { event: 'created', ...made });
  else output.out(text(output.locale, 'created', { ...made }));
  return EXIT.done;
}

export interface ZipOptions {
  readonly output: string;
  readonly force?: boolean;
}

/** Packs the current outputs of a project. Code 1 when some pairs had to be left out. */
export async function zipCommand(
  { output, engine }: CliContext,
  project: string,
  options: ZipOptions,
): Promise<ExitCode> {
  const plan = await engine.planProject(project);
  if (!plan.usable) throw new HeygemError('project-invalid', { path: plan.path });
  const zipped = await zipOutputs(plan, resolve(options.output), options.force === true);
  const exitCode = zipped.leftOut > 0 ? EXIT.failed : EXIT.done;
  if (output.json) {
    emitJson(output, { event: 'zipped', ...zipped, exitCode });
    return exitCode;
  }
  output.out(text(output.locale, 'zipped', { ...zipped }));
  if (zipped.leftOut > 0)
    output.err(`${text(output.locale, 'zip-left-out', { count: zipped.leftOut })}\n`);
  return exitCode;
}

export async function cacheInfoCommand({ output, cacheRoot }: CliContext): Promise<ExitCode> {
  const entries = await listCache(cacheRoot);
  const kinds = [...new Set(entries.map(({ kind }) => kind))].map((kind) => {
    const members = entries.filter((entry) => entry.kind === kind);
    return { kind, count: members.length, bytes: sum(members) };
  });
  const bytes = sum(entries);
  if (output.json) {
    emitJson(output, { event: 'cache', path: cacheRoot, bytes, kinds });
    return EXIT.done;
  }
  const { locale } = output;
  output.out(text(locale, 'cache-total', { path: cacheRoot, size: sizeText(bytes) }));
  for (const { kind, count, bytes: size } of kinds) {
    output.out(`  ${text(locale, 'cache-line', { kind, count, size: sizeText(size) })}`);
  }
  return EXIT.done;
}

export async function cacheClearCommand(context: CliContext): Promise<ExitCode> {
  return tellPruned(context, await clearCache(context.cacheRoot));
}

export async function cachePruneCommand(
  context: CliContext,
  maxSize = DEFAULT_CACHE_BYTES,
): Promise<ExitCode> {
  return tellPruned(context, await pruneCache(context.cacheRoot, maxSize));
}

function tellPruned(
  { output }: CliContext,
  pruned: Awaited<ReturnType<typeof pruneCache>>,
): ExitCode {
  const { removed: count, freedBytes } = pruned;
  if (output.json) emitJson(output, { event: 'pruned', ...pruned });
  else output.out(text(output.locale, 'pruned', { count, size: sizeText(freedBytes) }));
  return EXIT.done;
}

function sum(entries: readonly { readonly bytes: number }[]): number {
  return entries.reduce((total, { bytes }) => total + bytes, 0);
}
