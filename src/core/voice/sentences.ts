import { isListMark, joinsLines, readBreak } from './lineBreaks.js';
import { cutLong } from './longSentences.js';
import { sentenceEndAt } from './sentenceEnds.js';

/** What comes after a sentence: it tells how long the pause is. */
export type SentenceThen = 'sentence' | 'paragraph' | 'end';

/** What is spoken in one go: a sentence, or a part of one that is too long to be spoken at once. */
export interface ScriptSentence {
  /** As it stands in the text, but for line breaks and control characters, which are spaces here. */
  readonly text: string;
  /** Where it stands in the text: UTF-16 units, the end not included. `end - start` is `text.length`. */
  readonly start: number;
  readonly end: number;
  readonly then: SentenceThen;
}

interface Span {
  readonly start: number;
  readonly end: number;
  then: SentenceThen;
}

/**
 * The sentences of a text, in order. Takes time in proportion to the text, and looks at nothing but the
 * text: the same text gives the same sentences. What has nothing that can be said is left out.
 */
export function sentencesOf(text: string): readonly ScriptSentence[] {
  const spans = spansOf(text);
  const last = spans.at(-1);
  if (last !== undefined) last.then = 'end';
  return spans.flatMap((span) => cutLong(text, span)).map((span) => sentenceFrom(text, span));
}

function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  let lineStart = 0;
  let spansBeforeLine = 0;
  const close = (end: number, then: SentenceThen): void => {
    const span = trimmed(text, start, end);
    start = end;
    if (hasSpeech(text, span.start, span.end)) spans.push({ ...span, then });
    else if (then === 'paragraph' && spans.length > 0) spans[spans.length - 1].then = then;
  };
  let at = 0;
  while (at < text.length) {
    const lineBreak = readBreak(text, at);
    if (lineBreak !== undefined) {
      const joins = lineBreak.kind === 'line' && joinsLines(text, lineStart, at, lineBreak.end);
      // A line that held several sentences is a paragraph, whatever stands between the lines.
      const held = spans.length - spansBeforeLine + (start < at ? 1 : 0);
      if (!joins) {
        const isParagraph =
          lineBreak.kind === 'paragraph' || (lineBreak.kind === 'line' && held > 1);
        close(at, isParagraph ? 'paragraph' : 'sentence');
        start = lineBreak.end;
        if (isParagraph && spans.length > 0) spans[spans.length - 1].then = 'paragraph';
      }
      at = lineBreak.end;
      lineStart = at;
      spansBeforeLine = spans.length;
      if (isListMark(text, at) > 0) at = isListMark(text, at);
      continue;
    }
    const end = sentenceEndAt(text, start, at);
    if (end.isEnd) close(end.next, 'sentence');
    at = end.next;
  }
  close(text.length, 'end');
  return spans;
}

function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  let to = end;
  while (from < to && BLANK.test(text[from])) from += 1;
  while (to > from && BLANK.test(text[to - 1])) to -= 1;
  return { start: from, end: to };
}

/** Spaces, line breaks and control characters. */
const BLANK = /[\s\u0000-\u001f\u007f-\u009f\u200b\ufeff]/;

/** Letters, digits, and the signs that are read as words by themselves. */
const SPEECH = /[\p{L}\p{N}%$€£¥&@#+=]/u;

function hasSpeech(text: string, start: number, end: number): boolean {
  return start < end && SPEECH.test(text.slice(start, end));
}

function sentenceFrom(text: string, { start, end, then }: Span): ScriptSentence {
  return { text: spoken(text.slice(start, end)), start, end, then };
}

const NOT_WRITTEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function spoken(text: string): string {
  return text.replace(NOT_WRITTEN, ' ').replace(LONE_SURROGATE, '\ufffd');
}
