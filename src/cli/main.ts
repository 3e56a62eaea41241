import { CommanderError } from 'commander';
import { version } from '../../package.json';
import { toFailure, type Failure } from '../core/errors.js';
import { terminalLocale, withContext, type SharedOptions } from './context.js';
import { EXIT, exitCodeOf, type ExitCode } from './exitCodes.js';
import { failureJson, failureLines } from './failureLines.js';
import { emitJson, processOutput } from './output.js';
import { buildProgram, type Launch, type Serve } from './program.js';

/** Runs the command that the process was started with. @param serve what `studio` does */
export async function main(serve: (launch: Launch) => Serve): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const launch: Launch = async (shared, command) => {
    try {
      exitCode = await withContext(shared, async (context) => {
        try {
          return await command(context);
        } catch (error) {
          const failure = toFailure(error);
          context.engine.log.write(`${failure.code} ${failure.detail ?? ''}`);
          tell(failure, shared);
          return exitCodeOf(failure.code);
        }
      });
    } catch (error) {
      // Before there was an engine, whose log it could be in.
      const failure = toFailure(error);
      tell(failure, shared);
      exitCode = exitCodeOf(failure.code);
    }
  };
  const program = buildProgram(version, launch, async (folder, options) => {
    exitCode = (await serve(launch)(folder, options)) ?? exitCode;
  });
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    tell(toFailure(error), {});
    return EXIT.failed;
  }
  return exitCode;
}

function tell(failure: Failure, shared: SharedOptions): void {
  const locale = shared.lang ?? terminalLocale(process.env);
  const output = processOutput(locale, shared.json === true);
  if (output.json) emitJson(output, { event: 'error', ...failureJson(failure, locale) });
  else output.err(`${failureLines(failure, locale)}\n`);
}
