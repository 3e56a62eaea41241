import { HeygemError } from '../../core/errors.js';
import type { FleetWorker } from '../../core/fleet/fleetSnapshot.js';
import { describeFailure } from '../../core/strings/describe.js';
import { stageText } from '../../core/strings/jobTexts.js';
import type { Locale } from '../../core/strings/locale.js';
import type { CliContext, SharedOptions } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { fleetPlace } from '../fleetOptions.js';
import { fleetText } from '../fleetTexts.js';
import { emitJson } from '../output.js';

/** Says which machines a fleet has and what each of them makes. */
export async function fleetStatusCommand(
  { output, engine, installed }: CliContext,
  options: SharedOptions,
): Promise<ExitCode> {
  const place = fleetPlace(options);
  const { locale } = output;
  if (!place) throw new HeygemError('usage', { message: fleetText(locale, 'needs-fleet') });
  const { modelsRoot } = installed;
  const fleet = await installed.fleetPart().fleetStatus({ ...place, modelsRoot }, engine.log.write);
  if (fleet.kind === 'unreachable') {
    throw new HeygemError(fleet.failure.code, fleet.failure.params, fleet.failure.detail);
  }
  if (output.json) {
    emitJson(output, { event: 'fleet', ...fleet, exitCode: EXIT.done });
    return EXIT.done;
  }
  if (fleet.kind !== 'connected') return EXIT.failed;
  const { queue, workers, waiting, strangers } = fleet;
  output.out(fleetText(locale, 'status', { queue, machines: workers.length, waiting }));
  for (const worker of workers) for (const line of workerLines(worker, locale)) output.out(line);
  if (strangers > 0) output.out(fleetText(locale, 'strangers', { count: strangers }));
  return EXIT.done;
}

function workerLines(worker: FleetWorker, locale: Locale): readonly string[] {
  const { name, state, slots, kit, made, reason, tasks } = worker;
  const { engine, ffmpeg, provider } = kit;
  const told = { name, slots, engine, ffmpeg, provider, done: made.tasks, failed: made.failures };
  const why = reason ? [`  ${describeFailure(reason, locale).sentence}`] : [];
  const making = tasks.map(({ name: what, stage, done, total, rate }) => {
    const share = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : '';
    const speed = rate > 0 ? ` ${rate.toFixed(1)}/s` : '';
    return `  ${what}: ${stageText(locale, stage)}${share}${speed}`;
  });
  return [fleetText(locale, `worker-${state}`, told), ...why, ...making];
}
