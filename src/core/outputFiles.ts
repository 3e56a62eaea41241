/**
 * The files that belong to one output. All take and give paths with the output's own separators.
 * While an output is made, everything unfinished is called `<stem>.partial...`, so that what a
 * killed process left behind is known for what it is.
 */

export const OUTPUT_EXTENSION = '.mp4';

function stem(output: string): string {
  const extension = output.slice(-OUTPUT_EXTENSION.length).toLowerCase();
  return extension === OUTPUT_EXTENSION ? output.slice(0, -OUTPUT_EXTENSION.length) : output;
}

/** `talk.mp4` -> `talk.report.json`. */
export function reportPath(output: string): string {
  return `${stem(output)}.report.json`;
}

/**
 * `talk.mp4` -> `talk.partial.mp4`, or with a part `talk.partial.video.mp4`. The extension is the
 * output's unless given.
 */
export function partialPath(output: string, part?: string, extension = OUTPUT_EXTENSION): string {
  return `${stem(output)}.partial${part === undefined ? '' : `.${part}`}${extension}`;
}

/** Whether the file is an unfinished part of the output. Both are names without a folder. */
export function isPartialOf(outputName: string, fileName: string): boolean {
  return fileName.startsWith(`${stem(outputName)}.partial.`);
}

/** Whether a name is set aside for unfinished files, and so cannot be an output's. */
export function isPartialName(fileName: string): boolean {
  return fileName.includes('.partial.');
}
