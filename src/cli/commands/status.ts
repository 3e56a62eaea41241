import type { PlannedJob, PlanState } from '../../core/plan/plannedJob.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { failureJson, failureLines } from '../failureLines.js';
import { emitJson, type CliOutput } from '../output.js';
import { staleStateText } from '../../core/strings/staleTexts.js';
import { plainLine } from '../../core/strings/plainText.js';
import { namedProject } from '../../engine/namedProject.js';
import { stateText, text } from '../texts.js';
import { tellProblems } from './batch.js';

/** Says how each pair stands; starts nothing. */
export async function statusCommand(context: CliContext, project: string): Promise<ExitCode> {
  const { output, engine } = context;
  const plan = await engine.planProject(await namedProject(project));
  tellProblems(output, plan);
  for (const job of plan.jobs) tellJob(output, job);
  const counts = new Map<PlanState['kind'], number>();
  for (const { state } of plan.jobs) counts.set(state.kind, (counts.get(state.kind) ?? 0) + 1);
  const exitCode = plan.usable ? EXIT.done : EXIT.failed;
  if (output.json) {
    const { title } = plan;
    emitJson(output, { event: 'end', exitCode, title, counts: Object.fromEntries(counts) });
  } else if (plan.usable) {
    const sums = [...counts].map(([kind, count]) => `${count} ${stateText(output.locale, kind)}`);
    output.out(sums.length === 0 ? text(output.locale, 'no-pairs') : sums.join(', '));
  }
  return exitCode;
}

function tellJob(output: CliOutput, { pair, outputRelative, state }: PlannedJob): void {
  const { locale } = output;
  if (output.json) {
    const { kind } = state;
    const why =
      'failure' in state
        ? { failure: failureJson(state.failure, locale) }
        : state.kind === 'stale' && {
            reason: state.reason,
            ...(state.changes && { changes: state.changes.map(({ name }) => name) }),
          };
    emitJson(output, { event: 'pair', id: pair, output: outputRelative, state: kind, ...why });
    return;
  }
  const reason = state.kind === 'stale' ? ` (${staleStateText(locale, state)})` : '';
  output.out(`${stateText(locale, state.kind)}${reason}: ${plainLine(outputRelative)}`);
  if ('failure' in state) output.out(`  ${failureLines(state.failure, locale)}`);
}
