import type { SpokenStretch } from './normalize.js';
import { surerTags } from './surerTags.js';
import type { Tagger, WordTag } from './tagger.js';

/** One spoken word, with what the lexicon asks about it. */
export interface TaggedWord {
  readonly text: string;
  readonly tag: WordTag;
  /** Of each part between hyphens; one for a word without. */
  readonly partTags: readonly WordTag[];
  /** A point between digits is said lightly. */
  readonly isPoint: boolean;
  /** Whether a comma follows inside its stretch. */
  readonly hasComma: boolean;
}

interface SpokenPart {
  readonly text: string;
  readonly hasComma: boolean;
}

/** How the tagger was taught to see contractions: in two. */
const CONTRACTION = /^(.+?)(n't|'(?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M))$/i;

/** The words of each stretch, with their parts of speech; none for pauses and spaces. */
export function taggedWords(
  stretches: readonly SpokenStretch[],
  tagger: Tagger | undefined,
): readonly (readonly TaggedWord[])[] {
  const parts = stretches.map((stretch) => (stretch.kind === 'word' ? partsOf(stretch) : []));
  const tokens: string[] = [];
  const places = stretches.map((stretch, index) => {
    if (stretch.kind === 'pause') tokens.push(stretch.spoken);
    return parts[index].map(({ text }) => {
      const first = tokens.length;
      tokens.push(...tokensOf(text));
      return { first, end: tokens.length };
    });
  });
  const tags = tagger ? surerTags(tokens, tagger.tag(tokens)) : tokens.map(plainTag);
  return parts.map((words, index) =>
    words.map(({ text, hasComma }, word) => {
      const { first, end } = places[index][word];
      const isPoint = text === 'point' && words.length > 1;
      const whole = tags[heaviest(tokens, first, end)];
      return { text, hasComma, isPoint, tag: whole, partTags: partTags(tokens, tags, first, end) };
    }),
  );
}

function partsOf({ spoken, start, end }: SpokenStretch): SpokenPart[] {
  // "twenty-one" stands for digits and is said in two words; "well-known" is written so and is one.
  const isWritten = spoken.length === end - start && !spoken.includes(' ');
  return spoken
    .split(isWritten ? ' ' : /[ -]/)
    .filter((text) => text !== '')
    .map((text) => ({ text: text.replace(/,$/, ''), hasComma: text.endsWith(',') }));
}

function tokensOf(word: string): string[] {
  return word.split(/(-)/).flatMap((part) => {
    const contraction = CONTRACTION.exec(part);
    return contraction ? [contraction[1], contraction[2]] : part === '' ? [] : [part];
  });
}

function partTags(
  tokens: readonly string[],
  tags: readonly WordTag[],
  first: number,
  end: number,
): WordTag[] {
  const found: WordTag[] = [];
  for (let from = first; from <= end;) {
    const hyphen = tokens.indexOf('-', from);
    const to = hyphen < 0 || hyphen > end ? end : hyphen;
    found.push(to > from ? tags[heaviest(tokens, from, to)] : 'NN');
    from = to + 1;
  }
  return found;
}

/** The token whose tag counts for a word in several: the longest, capitals counted twice. */
function heaviest(tokens: readonly string[], first: number, end: number): number {
  let best = first;
  for (let i = first + 1; i < end; i++) if (weight(tokens[i]) > weight(tokens[best])) best = i;
  return best;
}

function weight(token: string): number {
  return Array.from(token).reduce((sum, each) => sum + (each === each.toLowerCase() ? 1 : 2), 0);
}

const PLAIN_TAGS: Readonly<Partial<Record<string, WordTag>>> = {
  a: 'DT',
  an: 'DT',
  the: 'DT',
  i: 'PRP',
  to: 'TO',
  in: 'IN',
  by: 'IN',
  am: 'VBP',
  used: 'VBD',
};

/** What is known without a tagger: of small words, that they are. */
function plainTag(token: string): WordTag {
  return PLAIN_TAGS[token.toLowerCase()] ?? 'NN';
}
