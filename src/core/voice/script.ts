import { HeygemError } from '../errors.js';
import { LINE_END } from '../lineEnds.js';
import type { Cue } from '../subtitles/cue.js';
import { parseSubtitles } from '../subtitles/parseSubtitles.js';
import { SENTENCE_BREAK } from './lineBreaks.js';
import { readMarkdown } from './markdown.js';
import { SaidText, type SaidPiece } from './saidText.js';
import { sentencesOf, type ScriptSentence } from './sentences.js';

export type ScriptFormat = 'txt' | 'md' | 'srt' | 'vtt';

/** UTF-16 units of a script's file: some five hours of talking. */
export const LONGEST_SCRIPT = 200_000;

/** A cue with where its text stands in what is said. */
export interface SaidCue extends Cue {
  readonly start: number;
  readonly end: number;
}

/** What a script says, without the marks of its format. */
export interface Script {
  /** Line breaks are `\n` here, whatever the file has. */
  readonly said: string;
  /** Offsets are into `said`; `placeInFile(pieces, start, end)` tells where that stands in the file. */
  readonly sentences: readonly ScriptSentence[];
  /** In their order; none for subtitles, whose text is not followed back to the file. */
  readonly pieces: readonly SaidPiece[];
  /** The times that subtitles give; empty for other formats. A sentence lies within one cue. */
  readonly cues: readonly SaidCue[];
}

/** The format that a file's name tells; undefined where scripts have no such one. */
export function scriptFormat(fileName: string): ScriptFormat | undefined {
  const ending = /\.(?:txt|md|markdown|srt|vtt)$/i.exec(fileName)?.[0].slice(1).toLowerCase();
  return ending === 'markdown' ? 'md' : (ending as ScriptFormat | undefined);
}

/**
 * Reads what a script's text says.
 * @param name what the script is called in errors
 * @throws HeygemError `script-empty` where nothing can be said, `script-too-long` above `LONGEST_SCRIPT`
 */
export function readScript(text: string, format: ScriptFormat, name = ''): Script {
  if (text.length > LONGEST_SCRIPT) {
    throw new HeygemError('script-too-long', { name, limit: LONGEST_SCRIPT });
  }
  const script = format === 'srt' || format === 'vtt' ? timed(text) : untimed(text, format);
  if (script.sentences.length === 0) throw new HeygemError('script-empty', { name });
  return script;
}

function untimed(text: string, format: 'txt' | 'md'): Script {
  const said = new SaidText();
  if (format === 'md') readMarkdown(text, said);
  else readPlain(text, said);
  return { said: said.text, sentences: sentencesOf(said.text), pieces: said.pieces, cues: [] };
}

/** The byte order mark and the file's kind of line breaks are no part of what is said. */
function readPlain(text: string, said: SaidText): void {
  let from = text.startsWith('\ufeff') ? 1 : 0;
  for (const { index, 0: lineBreak } of text.matchAll(LINE_END)) {
    if (lineBreak === '\n') continue;
    said.add(text.slice(from, index), from);
    said.addUnplaced('\n');
    from = index + lineBreak.length;
  }
  said.add(text.slice(from), from);
}

function timed(text: string): Script {
  const cues: SaidCue[] = [];
  let said = '';
  for (const cue of parseSubtitles(text).cues) {
    // Lines of a cue are cut to the width of a screen.
    const words = joinLines(cue.text);
    if (words === '') continue;
    cues.push({ ...cue, start: said.length, end: said.length + words.length });
    said += words + SENTENCE_BREAK;
  }
  return { said, sentences: sentencesOf(said), pieces: [], cues };
}

const WIDE = '[\\u2e80-\\u9fff\\uff00-\\uffef]';
const WIDE_LINES = new RegExp(`(?<=${WIDE})[^\\S\\n]*\\n\\s*(?=${WIDE})`, 'g');

function joinLines(text: string): string {
  return text
    .trim()
    .replace(/^[-–—]\s*(?=\S)/gm, '')
    .replace(WIDE_LINES, '')
    .replace(/\s*\n\s*/g, ' ');
}
