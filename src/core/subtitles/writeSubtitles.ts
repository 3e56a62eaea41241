import type { Cue } from './cue.js';
import { writtenCueText } from './cueText.js';
import { writtenTime } from './cueTimes.js';

/** SubRip: what every player and platform takes. */
export function writeSrt(cues: readonly Cue[]): string {
  const blocks = whole(cues).map(({ from, to, text }, at) => {
    const times = `${writtenTime(from, ',')} --> ${writtenTime(to, ',')}`;
    return `${at + 1}\n${times}\n${writtenCueText(text, 'srt')}\n`;
  });
  return blocks.join('\n');
}

/** WebVTT: what a page's `<track>` takes. */
export function writeVtt(cues: readonly Cue[]): string {
  const blocks = whole(cues).map(({ from, to, text }) => {
    const times = `${writtenTime(from, '.')} --> ${writtenTime(to, '.')}`;
    return `\n${times}\n${writtenCueText(text, 'vtt')}\n`;
  });
  return `WEBVTT\n${blocks.join('')}`;
}

/** In whole milliseconds, in order; none empty, and none longer than until the next begins. */
function whole(cues: readonly Cue[]): readonly Cue[] {
  const rounded = cues
    .map(({ from, to, text }) => ({
      from: Math.max(0, Math.round(from * 1000)),
      to: Math.round(to * 1000),
      text,
    }))
    .filter(({ text }) => writtenCueText(text, 'vtt') !== '')
    .sort((a, b) => a.from - b.from);
  return rounded
    .map((cue, at) => ({ ...cue, to: Math.min(cue.to, rounded.at(at + 1)?.from ?? cue.to) }))
    .filter(({ from, to }) => to > from);
}
