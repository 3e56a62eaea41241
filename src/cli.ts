import { createRequire } from 'node:module';
import { join } from 'node:path';
import { main } from './cli/main.js';
import type { ExitCode } from './cli/exitCodes.js';

/**
 * The studio's server is a bundle of its own, the only one with code that speaks to a network, and reads the
 * same command line anew.
 */
async function serve(): Promise<ExitCode> {
  const load = createRequire(__filename);
  const server = load(join(__dirname, 'studioServer.cjs')) as { run: () => Promise<ExitCode> };
  return server.run();
}

void main(() => serve).then((exitCode) => {
  process.exitCode = exitCode;
});
