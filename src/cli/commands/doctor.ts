import { doctorLines, isHealthy } from '../../core/doctor.js';
import { telemetryLeftText } from '../../core/strings/jobTexts.js';
import {
  findTelemetryLeftovers,
  removeTelemetryLeftovers,
} from '../../engine/telemetryLeftovers.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
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
  const exitCode = isHealthy(report) ? EXIT.done : EXIT.failed;
  const places = { cache: engine.cache.root, log: engine.log.path };
  if (output.json) {
    emitJson(output, {
      event: 'doctor',
      ...report,
      ...places,
      telemetryLeft: left ?? null,
      exitCode,
    });
    return exitCode;
  }
  for (const line of doctorLines(report, places)) output.out(line);
  if (left !== undefined) output.out(telemetryLeftText(output.locale, left));
  return exitCode;
}
