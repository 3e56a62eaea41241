import { isWide } from './textWidth.js';

/** How good a place is to break at: by these a writer of subtitles breaks too. */
export type BreakKind = 'sentence' | 'clause' | 'word';

export interface BreakPlace {
  /** UTF-16 units; a line may begin here, and what is white before it falls away. */
  readonly at: number;
  readonly kind: BreakKind;
}

/** No line begins with these. */
const CLOSING =
  /[。，、．！？；：）」』】》〉〕｝”’…—～·・%‰℃,.!?;:)\]}»›゛゜ゝゞ々ーァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ\u00b7]/u;
/** No line ends with these. */
const OPENING = /[（「『【《〈〔｛“‘([{«‹￥＄$£€#＃@]/u;
const ENDS_SENTENCE = /[.!?。！？…]["'”’）)」』】]*\s*$/u;
const ENDS_CLAUSE = /[,;:，；：、—–]["'”’）)」』】]*\s*$/u;
/** What stands in brackets is said by itself, and is not torn where it can be whole. */
const BEGINS_ASIDE = /[（(]/u;
/** Chinese words that hang on the one before them. Others that may, such as 过, begin a line as well. */
const HANGING = /^(?:的|的话|了|着|吗|呢|吧|们)$/u;
/** Words that hold what follows together: better at the beginning of a line than at the end of one. */
const MOST_LOOKED_BACK = 8;

/** Where a text may be broken into lines, in order; neither its beginning nor its end is among them. */
export function breakPlaces(text: string): readonly BreakPlace[] {
  const inner = wordEdges(text);
  const places: BreakPlace[] = [];
  for (let at = 1; at < text.length; at++) {
    if (!mayBreak(text, at, inner)) continue;
    const before = text.slice(Math.max(0, at - MOST_LOOKED_BACK), at);
    places.push({ at, kind: kindOf(before, characterAt(text, at)) });
  }
  return places;
}

function kindOf(before: string, after: string): BreakKind {
  if (ENDS_SENTENCE.test(before)) return 'sentence';
  return ENDS_CLAUSE.test(before) || BEGINS_ASIDE.test(after) ? 'clause' : 'word';
}

function mayBreak(text: string, at: number, edges: ReadonlySet<number>): boolean {
  const after = characterAt(text, at);
  const before = characterBefore(text, at);
  // Within a pair of surrogates, or before what belongs to the character before it.
  if (before === '' || /[\p{M}\p{Cf}\p{Emoji_Modifier}]/u.test(after)) return false;
  if (/\s/.test(after) || CLOSING.test(after)) return false;
  const last = /\s/.test(before)
    ? characterBefore(text, text.slice(0, at).trimEnd().length)
    : before;
  if (last === '' || OPENING.test(last) || /\p{Cf}/u.test(before)) return false;
  if (/\s/.test(before)) return before !== '\u00a0' && before !== '\u202f';
  if (isWide(before) || isWide(after)) return edges.has(at) || CLOSING.test(before);
  return false;
}

/** Where words begin, as far as the language's dictionary is here; else wide characters are words. */
function wordEdges(text: string): ReadonlySet<number> {
  const edges = new Set<number>();
  const locale = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? 'ja' : 'zh';
  const segmenter = new Intl.Segmenter(locale, { granularity: 'word' });
  for (const { index, segment } of segmenter.segment(text)) {
    if (!HANGING.test(segment)) edges.add(index);
  }
  return edges;
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

/** The character that ends before `at`; empty where `at` is within one. */
function characterBefore(text: string, at: number): string {
  if (at <= 0) return '';
  const low = text.charCodeAt(at);
  const high = text.charCodeAt(at - 1);
  if (high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff) return '';
  const paired = high >= 0xdc00 && high <= 0xdfff && at >= 2;
  return text.slice(paired ? at - 2 : at - 1, at);
}
