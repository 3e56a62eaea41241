import { withPlainSeparators } from '../lineEnds.js';

export type SubtitleFormat = 'srt' | 'vtt';

/** What players take for markup. Anything else between `<` and `>` is what somebody wrote. */
const TAG =
  /<\/?(?:b|i|u|s|ruby|rt|font|c|v|lang)(?:[.\s][^<>]{0,300})?>|<(?:\d{1,4}:)?\d{1,2}:\d{2}\.\d{3}>/gi;
/** Places and styles that SubRip borrowed from another format, as `{\an8}`. */
const OVERRIDE = /\{\\[^{}]{0,300}\}/g;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
};
/** Stands after a `<` or `{` that must not be taken for markup: seen by nobody, and gone when read. */
const GUARD = '\u2060';

/** The text of a cue's lines without markup; its lines apart by `\n`, none of them empty. */
export function readCueText(lines: readonly string[], format: SubtitleFormat): string {
  return tidyLines(
    lines.map((line) => {
      const bare = line.replace(TAG, '');
      if (format === 'srt') return unguarded(bare.replace(OVERRIDE, ''));
      return bare.replace(/&(\w{2,4});/g, (whole, name: string) =>
        Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : whole,
      );
    }),
  );
}

function unguarded(text: string): string {
  return text.replaceAll(`<${GUARD}`, '<').replaceAll(`{${GUARD}`, '{');
}

/** A cue's text as a file holds it: whatever it says, it stays text, and one cue. */
export function writtenCueText(text: string, format: SubtitleFormat): string {
  const plain = tidyLines(withPlainSeparators(text).split('\n'));
  if (format === 'vtt') {
    return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  }
  // SubRip has no way to escape.
  return plain
    .replaceAll('-->', '→')
    .replace(/<(?=[A-Za-z/])/g, `<${GUARD}`)
    .replaceAll('{\\', `{${GUARD}\\`);
}

/** No control characters, no space at the ends of lines, no empty line: such a line would end the cue. */
function tidyLines(lines: readonly string[]): string {
  return lines
    .map((line) => withoutControls(line).trim())
    .filter((line) => line !== '')
    .join('\n');
}

function withoutControls(text: string): string {
  return text.replaceAll('\t', ' ').replace(/[\u0000-\u001f\u007f-\u009f]/g, '');
}
