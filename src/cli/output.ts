import type { Locale } from '../core/strings/locale.js';

/** Where a command writes, and how. */
export interface CliOutput {
  readonly locale: Locale;
  /** JSON lines instead of sentences. */
  readonly json: boolean;
  /** Columns of the terminal that shows progress; undefined where there is none. */
  readonly columns: number | undefined;
  /** Results, a line each. */
  readonly out: (line: string) => void;
  /** Everything else, verbatim. */
  readonly err: (text: string) => void;
}

export function emitJson(output: CliOutput, event: Readonly<Record<string, unknown>>): void {
  output.out(JSON.stringify(event));
}

export function processOutput(locale: Locale, json: boolean): CliOutput {
  for (const stream of [process.stdout, process.stderr]) {
    // A reader that left (`| head`) is no reason to stop making videos.
    stream.on('error', () => undefined);
  }
  const bar = !json && process.stderr.isTTY && process.env['TERM'] !== 'dumb';
  return {
    locale,
    json,
    columns: bar ? process.stderr.columns || 80 : undefined,
    out: (line) => process.stdout.write(`${line}\n`),
    err: (text) => process.stderr.write(text),
  };
}
