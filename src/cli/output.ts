import type { Locale } from '../core/strings/locale.js';
import { plainJson, plainLines } from '../core/strings/plainText.js';

/** Where a command writes, and how. */
export interface CliOutput {
  readonly locale: Locale;
  /** JSON lines instead of sentences. */
  readonly json: boolean;
  /** Columns of the terminal that shows progress; undefined where there is none. */
  readonly columns: number | undefined;
  /** Results, a line each. */
  readonly out: (line: string) => void;
  /** Everything else. */
  readonly err: (text: string) => void;
  /** Moves the cursor of the terminal that shows progress: verbatim, for texts of our own only. */
  readonly control: (sequence: string) => void;
}

export function emitJson(output: CliOutput, event: Readonly<Record<string, unknown>>): void {
  output.out(plainJson(event));
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
    // Whatever a text was made of, it does nothing to the terminal.
    out: (line) => process.stdout.write(`${plainLines(line)}\n`),
    err: (text) => process.stderr.write(plainLines(text)),
    control: (sequence) => process.stderr.write(sequence),
  };
}
