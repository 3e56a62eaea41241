// `npm run heygem -- COMMAND ...`: the command line, from a clone that may not be built yet.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT, prepare } from './steps.mjs';

const cli = path.join(ROOT, 'dist', 'cli.cjs');
if (existsSync(cli) || (await prepare())) {
  process.argv[1] = cli;
  createRequire(import.meta.url)(cli);
} else {
  process.exitCode = 1;
}
