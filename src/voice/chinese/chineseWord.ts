/** A character that is read, and where it was written. */
export interface WrittenCharacter {
  /** One code point. */
  readonly character: string;
  /** UTF-16 units of the sentence, the end not included; several characters may stand for one number. */
  readonly start: number;
  readonly end: number;
  /** Words end before it, whatever a dictionary says. */
  readonly beginsWord?: boolean;
  /** It is in the same word as the one before it, whatever a dictionary says. */
  readonly continuesWord?: boolean;
  /** How it is read, where that is said and no matter of the dictionary. */
  readonly reading?: string;
}

/** A character with its syllable, as `zhong4`; '' where 儿 went into the one before it. */
export interface ReadCharacter {
  readonly written: WrittenCharacter;
  readonly character: string;
  syllable: string;
  /** Said by the project: no rule changes it. */
  readonly isFixed: boolean;
}

export type ChineseWord = readonly ReadCharacter[];

/** The tone of a syllable; 0 where it has none. */
export function toneOf(syllable: string): number {
  const tone = Number(syllable.at(-1) ?? 0);
  return tone >= 1 && tone <= 4 ? tone : 0;
}

export function withTone(syllable: string, tone: number): string {
  return syllable.replace(/\d$/, '') + String(tone);
}
