import type { JobId } from '../core/ids.js';
import { JsonReporter } from './jsonReporter.js';
import { LineReporter } from './lineReporter.js';
import type { CliOutput } from './output.js';
import type { Reporter } from './reporter.js';
import { TerminalReporter } from './terminalReporter.js';

/** `names` is what each job is called before people. */
export function reporterFor(output: CliOutput, names: ReadonlyMap<JobId, string>): Reporter {
  if (output.json) return new JsonReporter(output, names);
  if (output.columns === undefined) return new LineReporter(output, names);
  return new TerminalReporter(output, names, output.columns);
}
