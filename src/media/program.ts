import { basename } from 'node:path';
import { plainLine } from '../core/strings/plainText.js';

/** An ffmpeg or ffprobe, and where its runs are written down. */
export interface Program {
  readonly path: string;
  /** Takes a line for each start and one for each end; without it nothing is written. */
  readonly log?: ((line: string) => void) | undefined;
}

/** Writes down that a program was started. @returns writes down how it ended */
export function logStart(
  { path, log }: Program,
  pid: number | undefined,
  args: readonly string[],
): (ending: string) => void {
  if (log === undefined) return () => undefined;
  const started = performance.now();
  const name = `${basename(path)} ${pid ?? 'not started'}`;
  log(`${name}: ${argumentsLine(args)}`);
  return (ending) => {
    const seconds = (performance.now() - started) / 1000;
    log(`${name}: ${ending} after ${seconds.toFixed(2)} s`);
  };
}

/** In one line, as a shell would have to be told: what holds more than plain characters is quoted. */
function argumentsLine(args: readonly string[]): string {
  const quoted = args.map((arg) =>
    /^[\w.,:=/+@%-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", String.raw`'\''`)}'`,
  );
  return plainLine(quoted.join(' '));
}
