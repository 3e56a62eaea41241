import { abbreviationAt } from './abbreviations.js';

/** Whether a sentence ends at a place, and where reading goes on in either case. */
export interface SentenceEnd {
  readonly isEnd: boolean;
  readonly next: number;
}

const STOPS = /[.!?…。！？；｡．؟۔।‼⁇⁈⁉]/;
const ALWAYS = /[。！？；｡؟۔।]/;
const CLOSERS = /["'”’»›)\]}」』】〕）》〉｠＂]/;
const BLANK = /\s/;
const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/;
/** `嗯……我想想` is one sentence: dots end one that has said something. */
const SAID_BEFORE_DOTS = 10;

/**
 * Looks at the character at `at` of the sentence that began at `start`. Stops in a row, and the quotes and
 * brackets that close after them, stay with their sentence.
 */
export function sentenceEndAt(text: string, start: number, at: number): SentenceEnd {
  if (!STOPS.test(text[at])) return { isEnd: false, next: at + 1 };
  let stop = at;
  while (stop < text.length && STOPS.test(text[stop])) stop += 1;
  let next = stop;
  while (next < text.length && CLOSERS.test(text[next])) next += 1;
  return { isEnd: isEnd(text, { start, at, stop, next }), next };
}

interface Stops {
  readonly start: number;
  /** The first stop, and behind the last. */
  readonly at: number;
  readonly stop: number;
  /** Behind what closes. */
  readonly next: number;
}

function isEnd(text: string, { start, at, stop, next }: Stops): boolean {
  if (next >= text.length) return true;
  const stops = text.slice(at, Math.min(stop, at + 8));
  const after = text[next];
  const isClosed = next > stop;
  if (ALWAYS.test(stops)) return !isClosed || isEndClosed(text, next);
  const isApart = BLANK.test(after);
  if (!isApart && !WIDE.test(after) && !WIDE.test(text[at - 1] ?? '')) return false;
  const isDots = stops.includes('…') || stops.startsWith('..');
  const word = isApart ? wordAfter(text, next) : after;
  if ((isDots || isClosed) && /^\p{Ll}/u.test(word)) return false;
  if (isDots) return isApart || at - start >= SAID_BEFORE_DOTS;
  if (stops === '.' || stops === '．') return !isNumberedOrShort(text, start, at, word, isApart);
  return true;
}

/** `《怎么办？》的作者`: what a title or a bracket closes goes on right behind it, what a quote closes does not. */
function isEndClosed(text: string, next: number): boolean {
  return BLANK.test(text[next]) || /["”’」』＂]/.test(text[next - 1]);
}

/** Full stops that end no sentence: `1. First`, `Dr. Who`, `U.S.`. */
function isNumberedOrShort(
  text: string,
  start: number,
  at: number,
  word: string,
  isApart: boolean,
): boolean {
  if (!isApart && /\d/.test(text[at - 1] ?? ''))
    return /^\s*\d{1,3}$/.test(text.slice(Math.max(start, at - 8), at));
  if (at - start <= 8 && /^\s*(?:\d{1,3}|[a-zA-Z])$/.test(text.slice(start, at))) return true;
  return abbreviationAt(text, at, word);
}

/** At most so much of the word after a stop is looked at. */
const WORD = 24;

function wordAfter(text: string, from: number): string {
  let at = from;
  while (at < text.length && BLANK.test(text[at])) {
    // The word of another line is none of this sentence's.
    if (text[at] === '\n' && /^\s*\n/.test(text.slice(at + 1, at + 3))) return '';
    at += 1;
  }
  return /^["'“‘(\[]*([^\s]*)/.exec(text.slice(at, at + WORD))?.[1] ?? '';
}
