import { isHealthy, type DoctorReport } from '../../core/doctor.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { emitJson, type CliOutput } from '../output.js';

/** Says what works on this machine and what was tried. */
export async function doctorCommand({ engine, output, cacheRoot }: CliContext): Promise<ExitCode> {
  const report = await engine.doctor();
  const exitCode = isHealthy(report) ? EXIT.done : EXIT.failed;
  const places = { cache: cacheRoot, log: engine.log.path };
  if (output.json) emitJson(output, { event: 'doctor', ...report, ...places, exitCode });
  else tell(output, report, places);
  return exitCode;
}

/** Technical terms only, so the same in every language. */
function tell(
  { out }: CliOutput,
  { ffmpeg, providers, provider, models, versions }: DoctorReport,
  places: Readonly<Record<string, string>>,
): void {
  out(`ffmpeg    ${ffmpeg.path ?? '✗'} ${ffmpeg.version ?? ''}`);
  out(`ffprobe   ${ffmpeg.probePath ?? '✗'}`);
  for (const { source, path, problem } of ffmpeg.tried) {
    out(
      `  ${problem === null ? '✓' : '✗'} ${source}: ${path}${problem === null ? '' : ` (${problem})`}`,
    );
  }
  out(`provider  ${provider}`);
  for (const { name, works, detail } of providers) out(`  ${works ? '✓' : '✗'} ${name}: ${detail}`);
  out('models');
  for (const { name, problem } of models)
    out(`  ${problem === null ? '✓' : '✗'} ${name} ${problem ?? ''}`);
  out('versions');
  for (const [part, version] of Object.entries(versions)) out(`  ${part} ${version}`);
  for (const [place, path] of Object.entries(places)) out(`${place.padEnd(9)} ${path}`);
}
