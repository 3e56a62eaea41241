import { CommanderError } from 'commander';
import { version } from '../../package.json';
import { toFailure } from '../core/errors.js';
import { withContext } from './context.js';
import { EXIT, exitCodeOf, type ExitCode } from './exitCodes.js';
import { buildProgram, type Launch, type Serve } from './program.js';
import { tell } from './tell.js';

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
