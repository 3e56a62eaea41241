import { HeygemError } from '../../core/errors.js';
import type { ExecutionProvider } from '../../core/model.js';
import { jobIdOf, selectJobs } from '../../engine/batch.js';
import type { ProjectPlan } from '../../engine/planProject.js';
import { namedProject } from '../../engine/namedProject.js';
import type { CliContext } from '../context.js';
import { exitCodeOfCounts, type ExitCode } from '../exitCodes.js';
import { tellFleetNews } from '../fleetNews.js';
import { problemJson, problemLine } from '../failureLines.js';
import { emitJson, type CliOutput } from '../output.js';
import { reporterFor } from '../reporterFor.js';
import { reporting } from '../reporting.js';
import { text } from '../texts.js';

export interface BatchOptions {
  readonly only?: string;
  readonly force?: boolean;
  readonly provider: ExecutionProvider;
}

/** Where nothing is to be made, nobody is asked whether he could. */
const TO_MAKE: ReadonlySet<string> = new Set(['new', 'stale']);

export async function batchCommand(
  context: CliContext,
  project: string,
  options: BatchOptions,
): Promise<ExitCode> {
  const { output, engine, signal } = context;
  const plan = await engine.planProject(await namedProject(project));
  tellProblems(output, plan);
  const selected = selectJobs(plan.jobs, options.only);
  if (options.only !== undefined && selected.length === 0 && plan.usable) {
    throw new HeygemError('usage', {
      message: text(output.locale, 'nothing-matches', { glob: options.only }),
    });
  }
  if (output.json) {
    const jobs = selected.map((job) => {
      return { id: job.pair, output: job.outputRelative, state: job.state.kind };
    });
    emitJson(output, { event: 'plan', project: plan.path, title: plan.title, jobs });
  }
  const names = new Map(selected.map((job) => [jobIdOf(job), job.outputRelative]));
  const { watch, close } = reporting(reporterFor(output, names), signal);
  const request = {
    force: options.force === true,
    provider: options.provider,
    ...(options.only === undefined ? {} : { only: options.only }),
  };
  const isWanted = request.force || selected.some(({ state }) => TO_MAKE.has(state.kind));
  const unwatch = isWanted ? engine.fleet?.watch(tellFleetNews(output)) : undefined;
  const { snapshot } = await engine.runBatch(plan, request, watch);
  unwatch?.();
  close();
  const { done, skipped, failed, cancelled } = snapshot;
  const counts = { done, skipped, failed, cancelled };
  const exitCode = exitCodeOfCounts(snapshot, signal.aborted);
  if (output.json) {
    emitJson(output, { event: 'end', exitCode, ...counts, log: engine.log.path });
    return exitCode;
  }
  output.out(text(output.locale, selected.length === 0 ? 'no-pairs' : 'summary', counts));
  if (engine.log.written)
    output.err(`${text(output.locale, 'log-at', { path: engine.log.path })}\n`);
  return exitCode;
}

export function tellProblems(output: CliOutput, plan: ProjectPlan): void {
  for (const problem of plan.problems) {
    if (output.json) emitJson(output, { event: 'problem', ...problemJson(problem, output.locale) });
    else output.err(`${problemLine(problem, output.locale)}\n`);
  }
}
