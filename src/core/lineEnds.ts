/** Where a line ends, whoever wrote it: Unix, Windows, or an old Mac. */
export const LINE_END = /\r\n?|\n/g;

/** A text with each end of a line written as `\n`. */
export function withPlainLineEnds(text: string): string {
  return text.replaceAll(LINE_END, '\n');
}

/** The same, and ends that only Unicode has, which no format of text files knows. */
export function withPlainSeparators(text: string): string {
  return text.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n');
}
