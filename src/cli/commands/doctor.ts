import { doctorLines, isHealthy } from '../../core/doctor.js';
import type { Failure } from '../../core/errors.js';
import { providerAdvice } from '../../core/strings/providerAdvice.js';
import { telemetryLeftText } from '../../core/strings/jobTexts.js';
import {
  findTelemetryLeftovers,
  removeTelemetryLeftovers,
} from '../../engine/telemetryLeftovers.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { failureJson, failureLines } from '../failureLines.js';
import { emitJson } from '../output.js';

export interface DoctorOptions {
  readonly removeTelemetry?: boolean;
}

/** Says what works on this machine and what was tried. */
export async function doctorCommand(
  { engine, output }: CliContext,
  { removeTelemetry = false }: DoctorOptions,
): Promise<ExitCode> {
  const found = await findTelemetryLeftovers();
  if (found !== undefined && removeTelemetry) await removeTelemetryLeftovers(found);
  const left = await findTelemetryLeftovers();
  const report = await engine.doctor();
  const lipModels = await engine.lipModels.list();
  const cache = engine.cacheProblem();
  const exitCode = isHealthy(report) && !cache ? EXIT.done : EXIT.failed;
  const { root: place, kind } = engine.cache;
  // Without a cache there is no log to look into.
  const places = kind === 'ready' ? { cache: place, log: engine.log.path } : { cache: place };
  if (output.json) {
    emitJson(output, {
      event: 'doctor',
      ...report,
      ...places,
      lipModels,
      cacheProblem: cache ? failureJson(cache, output.locale) : null,
      telemetryLeft: left ?? null,
      exitCode,
    });
    return exitCode;
  }
  for (const line of doctorLines(report, places)) output.out(line);
  const { blocked } = report.ffmpeg;
  if (blocked !== null) {
    const failure: Failure = { code: 'ffmpeg-blocked', params: { path: blocked } };
    output.out(`✗ ${failureLines(failure, output.locale)}`);
  }
  for (const trial of report.providers) {
    const advice = providerAdvice(trial, output.locale, process.platform);
    if (advice !== undefined) output.out(advice);
  }
  output.out(`lip models ${engine.lipModels.folder}`);
  for (const { name, sha256 } of lipModels) output.out(`  ${name} ${sha256}`);
  if (cache) output.out(`✗ ${failureLines(cache, output.locale)}\n  ${cache.detail ?? ''}`);
  if (left !== undefined) output.out(telemetryLeftText(output.locale, left));
  return exitCode;
}
