import type { SentenceThen } from './sentences.js';

/** As many letters as are spoken in one go; a Chinese character counts as two and a half of them. */
export const LONGEST_SENTENCE = 200;
const WIDE_WEIGHT = 2.5;
/** A cut leaves no less than this share of what may be spoken at once, if there is a choice. */
const SHORTEST_SHARE = 0.35;

interface Span {
  readonly start: number;
  readonly end: number;
  readonly then: SentenceThen;
}

const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\ud800-\udbff]/;
const MARKS = /[,，、;；:：—–…]/;
const BLANK = /\s/;

/** The parts that a sentence is spoken in: itself, or pieces that end at commas, else at spaces, else anywhere. */
export function cutLong(text: string, { start, end, then }: Span): Span[] {
  const pieces: Span[] = [];
  let from = start;
  for (;;) {
    const cut = cutAfter(text, from, end);
    const to = blankBefore(text, from, cut);
    if (cut >= end) break;
    pieces.push({ start: from, end: to, then: 'sentence' });
    from = cut;
    while (from < end && BLANK.test(text[from])) from += 1;
  }
  pieces.push({ start: from, end, then });
  return pieces;
}

/** Where the piece that begins at `from` ends: `end` where all the rest may be spoken at once. */
function cutAfter(text: string, from: number, end: number): number {
  let weight = 0;
  let atMark = 0;
  let atBlank = 0;
  for (let at = from; at < end; at += 1) {
    weight += WIDE.test(text[at]) ? WIDE_WEIGHT : 1;
    if (weight > LONGEST_SENTENCE) return mostNatural(text, from, at, atMark, atBlank);
    if (weight < LONGEST_SENTENCE * SHORTEST_SHARE) continue;
    if (BLANK.test(text[at])) atBlank = at + 1;
    else if (isMark(text, at)) atMark = at + 1;
  }
  return end;
}

function mostNatural(text: string, from: number, at: number, mark: number, blank: number): number {
  if (mark > 0) return mark;
  if (blank > 0) return blank;
  // Never within a pair of surrogates, nor before what belongs to the character before it.
  let cut = at;
  while (cut > from + 1 && /[\udc00-\udfff\p{M}\u200d\ufe0f]/u.test(text[cut])) cut -= 1;
  return cut > from + 1 ? cut : at;
}

/** `10,000` and `3:30` hold no mark. */
function isMark(text: string, at: number): boolean {
  if (!MARKS.test(text[at])) return false;
  return !(/[,:]/.test(text[at]) && /\S/.test(text[at + 1] ?? ' '));
}

function blankBefore(text: string, from: number, cut: number): number {
  let to = cut;
  while (to > from + 1 && BLANK.test(text[to - 1])) to -= 1;
  return to;
}
