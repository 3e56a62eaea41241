#!/usr/bin/env node
import './cli/nodeCheck.js';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { main } from './cli/main.js';
import type { ExitCode } from './cli/exitCodes.js';

const LINGER_MS = 1_000;

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
  leaveSoon();
});

/** Everything is put away by now: a timer that some library left is no reason to stay, what is still read is. */
function leaveSoon(): void {
  setTimeout(() => {
    if (process.stdout.writableLength + process.stderr.writableLength > 0) leaveSoon();
    else process.exit();
  }, LINGER_MS).unref();
}
