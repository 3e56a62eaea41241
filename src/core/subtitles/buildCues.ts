import { breakPlaces, type BreakPlace } from './breakPlaces.js';
import { forcedLines, twoLines } from './balancedLines.js';
import type { Cue } from './cue.js';
import { LongSentence } from './longSentence.js';
import type { TimedSentence } from './spokenText.js';
import { textWidth } from './textWidth.js';

export interface CueRules {
  /** Latin characters of a line; a wide one counts as two and a half. */
  readonly line: number;
  /** Seconds. */
  readonly shortest: number;
  readonly longest: number;
  /** Seconds between a cue that was made to last and the next. */
  readonly gap: number;
  /** Latin characters that are read in a second. */
  readonly reading: number;
}

/** As broadcasters and platforms ask for: 42 Latin or 17 Chinese characters a line, two lines, 1 to 7 seconds. */
export const CUE_RULES: CueRules = { line: 42, shortest: 1, longest: 7, gap: 0.08, reading: 20 };
/** Lines that fit an upright picture. */
export const UPRIGHT_LINE = 28;

/** What a sentence may be joined to the next over, in seconds of silence. */
const JOINED_OVER = 0.6;

/**
 * Cues for spoken sentences: each begins with its first word and ends with its last, or a little later where it
 * could not be read else. A sentence that is too long is broken where it is best; a very short one is
 * joined to its neighbour.
 */
export function buildCues(
  sentences: readonly TimedSentence[],
  rules: CueRules = CUE_RULES,
): readonly Cue[] {
  const spoken = sentences.filter(({ text }) => text.trim() !== '');
  const cues = joinShort(spoken, rules).flatMap((sentence) => cuesOf(sentence, rules));
  return lengthened(cues, rules);
}

function cuesOf(sentence: TimedSentence, rules: CueRules): readonly Cue[] {
  const { text, from, to } = sentence;
  const lines = to - from <= rules.longest ? twoLines(text, rules.line) : undefined;
  if (lines !== undefined) return [{ ...spanOf(sentence), text: lines }];
  return new LongSentence(sentence, placesIn(text, rules), rules).cues();
}

/** From the first word to the last: a sentence's own times may hold silence. */
function spanOf({ words, from, to }: TimedSentence): { from: number; to: number } {
  return { from: words.at(0)?.from ?? from, to: words.at(-1)?.to ?? to };
}

/** Also within a word that fits no line. */
function placesIn(text: string, { line }: CueRules): readonly BreakPlace[] {
  const places = breakPlaces(text);
  const edges = [0, ...places.map(({ at }) => at), text.length];
  const within = edges.slice(1).flatMap((to, k) => {
    const word = text.slice(edges[k], to);
    if (textWidth(word.trimEnd()) <= line) return [];
    let at = edges[k];
    return forcedLines(word, line)
      .slice(0, -1)
      .map((piece): BreakPlace => ({ at: (at += piece.length), kind: 'word' }));
  });
  return [...places, ...within].sort((a, b) => a.at - b.at);
}

function joinShort(sentences: readonly TimedSentence[], rules: CueRules): readonly TimedSentence[] {
  const joined: TimedSentence[] = [];
  for (const sentence of sentences) {
    const last = joined.at(-1);
    const pair = last && joinedPair(last, sentence, rules);
    if (pair) joined[joined.length - 1] = pair;
    else joined.push(sentence);
  }
  return joined;
}

/** Two sentences as one, where one of them is too short to stand by itself. */
function joinedPair(
  a: TimedSentence,
  b: TimedSentence,
  rules: CueRules,
): TimedSentence | undefined {
  const isShort = [a, b].some((each) => each.to - each.from < rules.shortest);
  if (!isShort || b.opens === true || b.from - a.to > JOINED_OVER) return undefined;
  if (b.to - a.from > rules.longest) return undefined;
  const first = a.text.trimEnd();
  const space = /[\u3000-\u303f\uff00-\uffef\p{Script=Han}]$/u.test(first) ? '' : ' ';
  const text = first + space + b.text;
  if (twoLines(text, rules.line) === undefined) return undefined;
  const shift = first.length + space.length;
  const words = b.words.map((word) => ({
    ...word,
    start: word.start + shift,
    end: word.end + shift,
  }));
  // Where one has no words, what is known of the other says nothing of the whole.
  const known = a.words.length > 0 && b.words.length > 0;
  return { ...a, text, to: b.to, words: known ? [...a.words, ...words] : [] };
}

/** Cues that are too short to be read last longer, as far as the next one allows. */
function lengthened(cues: readonly Cue[], { shortest, gap, reading }: CueRules): readonly Cue[] {
  return cues.map((cue, at) => {
    const next = cues.at(at + 1)?.from ?? Infinity;
    const needed = Math.max(shortest, textWidth(cue.text.replace('\n', ' ')) / reading);
    const to = Math.max(cue.to, Math.min(cue.from + needed, next - gap));
    return { ...cue, to: Math.min(to, next) };
  });
}
