import { LINE_END } from '../lineEnds.js';
import type { Cue } from './cue.js';
import { readCueText, type SubtitleFormat } from './cueText.js';
import { readTimes } from './cueTimes.js';

/** UTF-16 units: a day of talking is a tenth of it. */
export const MOST_SUBTITLE_TEXT = 16 * 2 ** 20;
export const MOST_CUES = 50_000;
/** UTF-16 units of one cue; what is longer was not written to be read on a screen. */
export const MOST_CUE_TEXT = 4000;
/** A broken file is told once a line, but not without end. */
const MOST_PROBLEMS = 100;

export const CUE_PROBLEMS = [
  'no-time',
  'time-unreadable',
  'ends-before-it-begins',
  'out-of-order',
  'overlaps',
  'cue-cut',
  'too-many-cues',
  'file-cut',
] as const;

/** What was wrong in a file, and what was done: see `PROBLEM_LEAVES_OUT`. */
export interface CueProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly kind: (typeof CUE_PROBLEMS)[number];
}

/** Whether a text is lost by a problem; else the cue is used all the same. */
export const PROBLEM_LEAVES_OUT: Readonly<Record<CueProblem['kind'], boolean>> = {
  'no-time': true,
  'time-unreadable': true,
  'ends-before-it-begins': true,
  'out-of-order': false,
  overlaps: false,
  'cue-cut': true,
  'too-many-cues': true,
  'file-cut': true,
};

export interface ParsedSubtitles {
  /** By their beginnings; they may overlap, and none is empty. */
  readonly cues: readonly Cue[];
  readonly problems: readonly CueProblem[];
}

/** Whether a text says itself that it is WebVTT. */
export function isVtt(text: string): boolean {
  return /^\uFEFF?WEBVTT(?:[ \t\r\n]|$)/.test(text);
}

/**
 * Reads .srt or .vtt, whichever it is. Never throws: what cannot be read is left out and told with its
 * line, so that one bad cue does not cost a file.
 */
export function parseSubtitles(text: string): ParsedSubtitles {
  const reader = new CueReader(isVtt(text) ? 'vtt' : 'srt');
  const read = text.slice(0, MOST_SUBTITLE_TEXT).replace(/^\uFEFF/, '');
  const lines = read.split(LINE_END);
  for (const [at, line] of lines.entries()) reader.line(line, at + 1);
  reader.end();
  if (text.length > MOST_SUBTITLE_TEXT) reader.tell(lines.length, 'file-cut');
  return inOrder(reader);
}

interface OpenCue {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly lines: string[];
}

/** A cue with the line that it begins on. */
interface FoundCue {
  readonly cue: Cue;
  readonly line: number;
}

class CueReader {
  readonly found: FoundCue[] = [];
  readonly problems: CueProblem[] = [];
  private open: OpenCue | undefined;
  /** Lines since the last blank one that no time has come after: a cue's name, or what nobody can place. */
  private loose: { readonly text: string; readonly line: number }[] = [];
  /** Within a comment, a style, or what came with a time that could not be read. */
  private skips = false;

  constructor(private readonly format: SubtitleFormat) {
    this.skips = format === 'vtt';
  }

  line(line: string, number: number): void {
    if (line.trim() === '') {
      this.end();
      return;
    }
    if (line.includes('-->')) this.begin(line, number);
    else if (this.open) this.open.lines.push(line);
    else if (!this.skips) this.looseLine(line, number);
  }

  /** Ends what is open, as a blank line or the end of the file does. */
  end(): void {
    this.close();
    const [stray] = this.loose;
    // A number alone is a cue whose text somebody deleted.
    if (this.loose.length > 0 && !this.loose.every(({ text }) => isNumber(text))) {
      this.tell(stray.line, 'no-time');
    }
    this.loose = [];
    this.skips = false;
  }

  tell(line: number, kind: CueProblem['kind']): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ line, kind });
  }

  private looseLine(text: string, line: number): void {
    const comments = this.format === 'vtt' && /^(NOTE|STYLE|REGION)(?:\s|$)/.test(text);
    if (comments && this.loose.length === 0) this.skips = true;
    else this.loose.push({ text, line });
  }

  private begin(line: string, number: number): void {
    const times = readTimes(line);
    if (times === undefined && this.open) {
      // An arrow in what somebody says.
      this.open.lines.push(line);
      return;
    }
    // Where no blank line stands between two cues, the number of the second is no text of the first.
    if (this.open && isNumber(this.open.lines.at(-1) ?? '')) this.open.lines.pop();
    this.close();
    this.loose = [];
    this.skips = times === undefined || times.to <= times.from;
    if (times === undefined) this.tell(number, 'time-unreadable');
    else if (times.to <= times.from) this.tell(number, 'ends-before-it-begins');
    else this.open = { ...times, line: number, lines: [] };
  }

  private close(): void {
    const { open } = this;
    this.open = undefined;
    if (open === undefined) return;
    const whole = readCueText(open.lines, this.format);
    const text = whole.slice(0, MOST_CUE_TEXT).trimEnd();
    if (text === '') return;
    if (this.found.length === MOST_CUES) {
      if (this.problems.at(-1)?.kind !== 'too-many-cues') this.tell(open.line, 'too-many-cues');
      return;
    }
    if (whole.length > MOST_CUE_TEXT) this.tell(open.line, 'cue-cut');
    this.found.push({ cue: { from: open.from, to: open.to, text }, line: open.line });
  }
}

function isNumber(text: string): boolean {
  return /^\s*\d{1,9}\s*$/.test(text);
}

function inOrder(reader: CueReader): ParsedSubtitles {
  const { found } = reader;
  for (const [at, { cue, line }] of found.entries()) {
    if (at > 0 && cue.from < found[at - 1].cue.from) reader.tell(line, 'out-of-order');
  }
  const sorted = [...found].sort((a, b) => a.cue.from - b.cue.from);
  for (const [at, { cue, line }] of sorted.entries()) {
    if (at > 0 && cue.from < sorted[at - 1].cue.to) reader.tell(line, 'overlaps');
  }
  const problems = [...reader.problems].sort((a, b) => a.line - b.line);
  return { cues: sorted.map(({ cue }) => cue), problems };
}
