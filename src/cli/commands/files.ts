import { resolve } from 'node:path';
import { HeygemError } from '../../core/errors.js';
import { zipOutputs } from '../../engine/projectZip.js';
import { scaffoldProject, type Scaffold } from '../../engine/scaffold.js';
import { namedProject } from '../../engine/namedProject.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { emitJson, type CliOutput } from '../output.js';
import { text } from '../texts.js';

/** Makes a project from the media in a folder. */
export async function newCommand(
  { output, engine, signal }: CliContext,
  target: string,
): Promise<ExitCode> {
  const made = await scaffoldProject(target, (paths) => engine.identify(paths, signal));
  if (output.json) emitJson(output, { event: 'created', ...made });
  else tellMade(output, made);
  return EXIT.done;
}

/** More than these are counted. */
const MOST_NAMES = 20;

function tellMade({ out, locale }: CliOutput, { path, videos, audios, leftOut }: Scaffold): void {
  out(text(locale, 'created', { path, videos, audios }));
  if (leftOut.length === 0) return;
  const names = leftOut.slice(0, MOST_NAMES).join(', ');
  const key = leftOut.length > MOST_NAMES ? 'created-left-out-many' : 'created-left-out';
  out(text(locale, key, { names, count: leftOut.length - MOST_NAMES }));
}

export interface ZipOptions {
  readonly output: string;
  readonly force?: boolean;
  readonly reports?: boolean;
}

/** Packs the current outputs of a project. Code 1 when some pairs had to be left out. */
export async function zipCommand(
  { output, engine }: CliContext,
  project: string,
  options: ZipOptions,
): Promise<ExitCode> {
  const plan = await engine.planProject(await namedProject(project));
  if (!plan.usable) throw new HeygemError('project-invalid', { path: plan.path });
  const zipped = await zipOutputs(plan, resolve(options.output), {
    force: options.force === true,
    reports: options.reports === true,
  });
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
