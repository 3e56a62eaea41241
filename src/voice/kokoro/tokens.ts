import type { Reading, ReadStretch } from '../../core/voice/reading.js';

/** One letter of a reading as the network is given it. */
export interface Token {
  readonly id: number;
  readonly letter: string;
  /** Which stretch of the reading it belongs to, counted from 0. */
  readonly stretch: number;
  readonly kind: ReadStretch['kind'];
}

/** The network's numbers by letter. */
export type Vocabulary = ReadonlyMap<string, number>;

/** @throws Error where the text is no vocabulary as Kokoro's packages have it */
export function parseVocabulary(text: string): Vocabulary {
  const { vocab } = JSON.parse(text) as { readonly vocab: Readonly<Record<string, number>> };
  return new Map(Object.entries(vocab));
}

/** A reading's letters in order. Those that the network does not know are left out. */
export function tokensOf(reading: Reading, vocabulary: Vocabulary): readonly Token[] {
  const all = reading.flatMap(({ kind, sounds }, stretch) =>
    lettersOf(sounds, vocabulary).map(([letter, id]) => ({ id, letter, stretch, kind })),
  );
  return trimmed(
    all.filter(({ letter }, k) => letter !== SPACE || (k > 0 && all[k - 1].letter !== SPACE)),
  );
}

const SPACE = ' ';

/** Without spaces at either end. */
export function trimmed(tokens: readonly Token[]): readonly Token[] {
  const isSound = ({ letter }: Token) => letter !== SPACE;
  return tokens.slice(tokens.findIndex(isSound), tokens.findLastIndex(isSound) + 1);
}

function lettersOf(sounds: string, vocabulary: Vocabulary): readonly (readonly [string, number])[] {
  return Array.from(sounds)
    .flatMap((letter) => (vocabulary.has(letter) ? [letter] : Array.from(letter.normalize('NFD'))))
    .flatMap((letter) => {
      const id = vocabulary.get(letter);
      return id === undefined ? [] : [[letter, id] as const];
    });
}
