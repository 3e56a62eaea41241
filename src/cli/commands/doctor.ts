import { doctorLines, isHealthy } from '../../core/doctor.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { emitJson } from '../output.js';

/** Says what works on this machine and what was tried. */
export async function doctorCommand({ engine, output }: CliContext): Promise<ExitCode> {
  const report = await engine.doctor();
  const exitCode = isHealthy(report) ? EXIT.done : EXIT.failed;
  const places = { cache: engine.cache.root, log: engine.log.path };
  if (output.json) emitJson(output, { event: 'doctor', ...report, ...places, exitCode });
  else for (const line of doctorLines(report, places)) output.out(line);
  return exitCode;
}
