import { resolve } from 'node:path';
import { HeygemError } from '../../core/errors.js';
import { zipOutputs } from '../../engine/projectZip.js';
import { scaffoldProject } from '../../engine/scaffold.js';
import { namedProject } from '../../engine/namedProject.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { emitJson } from '../output.js';
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
  const plan = await engine.planProject(await namedProject(project));
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
