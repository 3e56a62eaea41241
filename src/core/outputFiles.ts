/**
 * The files that belong to one output. All take and give paths with the output's own separators.
 */

export const OUTPUT_EXTENSION = '.mp4';

export function hasOutputExtension(path: string): boolean {
  return path.toLowerCase().endsWith(OUTPUT_EXTENSION);
}

function stem(output: string): string {
  return hasOutputExtension(output) ? output.slice(0, -OUTPUT_EXTENSION.length) : output;
}

/** `talk.mp4` -> `talk.report.json`. */
export function reportPath(output: string): string {
  return `${stem(output)}.report.json`;
}

/** `talk.mp4` -> `talk.srt` and `talk.vtt`. */
export function subtitlePaths(output: string): { readonly srt: string; readonly vtt: string } {
  return { srt: `${stem(output)}.srt`, vtt: `${stem(output)}.vtt` };
}

/** What tells that a file is still the one that was written. */
export interface WrittenFile {
  readonly bytes: number;
  /** Of the content, lower-case hex. */
  readonly sha256: string;
}
