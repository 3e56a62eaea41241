/**
 * The files that belong to one output. All take and give paths with the output's own separators.
 * Whatever is unfinished is called `partial`, so that what a killed process left behind is known
 * for what it is.
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

/** `talk.mp4` -> `talk.partial.mp4`: the output before it is whole. */
export function partialPath(output: string): string {
  return `${stem(output)}.partial.mp4`;
}

/** `talk.mp4` -> `talk.picture.partial.mp4`: the encoded picture, without sound. */
export function picturePath(output: string): string {
  return `${stem(output)}.picture.partial.mp4`;
}

/** `talk.mp4` -> `talk.report.partial.json`. */
export function partialReportPath(output: string): string {
  return `${stem(output)}.report.partial.json`;
}

/** Everything that may be left of an output whose making was cut short. */
export function partialPaths(output: string): readonly string[] {
  return [partialPath(output), picturePath(output), partialReportPath(output)];
}
