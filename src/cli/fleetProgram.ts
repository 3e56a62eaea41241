import type { Command } from 'commander';
import { fleetBoardCommand, type BoardOptions } from './commands/fleetBoard.js';
import { fleetStatusCommand } from './commands/fleetStatus.js';
import { workerCommand, type WorkerOptions } from './commands/worker.js';
import type { SharedOptions } from './context.js';
import { withFleet } from './fleetOptions.js';
import { command, parallelOption, withProvider } from './programOptions.js';
import type { Launch } from './program.js';
import { pathText, portNumber } from './values.js';
import { withVoices } from './voiceOptions.js';

/** Commands about machines that work together. */
export function addFleet(program: Command, launch: Launch): void {
  withFleet(
    withVoices(withProvider(command(program, 'worker', 'make what others hand over to a queue'))),
  )
    .addOption(parallelOption().default('auto'))
    .option('--name <name>', 'what to call this machine; as it calls itself unless told')
    .option(
      '--scratch <folder>',
      'where files lie for a moment; in the storage unless told',
      pathText,
    )
    .option('--metrics <port>', 'serve figures for Prometheus on this machine alone', portNumber)
    .action((options: WorkerOptions & SharedOptions) =>
      launch(options, (context) => workerCommand(context, options)),
    );
  const fleet = program.command('fleet').description('the machines that share a queue');
  withFleet(
    command(fleet, 'status', 'say which machines there are and what they make', {
      isDefault: true,
    }),
  ).action((options: SharedOptions) =>
    launch(options, (context) => fleetStatusCommand(context, options)),
  );
  withFleet(command(fleet, 'board', 'look into the queue in a browser of this machine'))
    .option('--port <number>', 'where to listen; 0 for any that is free', portNumber, 0)
    .option('--allow-changes', 'let failed jobs be tried again there, and jobs be removed')
    .action((options: BoardOptions & SharedOptions) =>
      launch(options, (context) => fleetBoardCommand(context, options)),
    );
}
