/** A word of a sentence with its time. */
export interface TimedWord {
  /** Where it stands in the sentence: UTF-16 units, the end not included. */
  readonly start: number;
  readonly end: number;
  /** Seconds from the beginning of the sound. */
  readonly from: number;
  readonly to: number;
}

/** A sentence as it is heard in a sound. */
export interface TimedSentence {
  readonly text: string;
  /** Seconds from the beginning of the sound. */
  readonly from: number;
  readonly to: number;
  /** In their order; empty where only the sentence's times are known. */
  readonly words: readonly TimedWord[];
  /** Whether a paragraph begins with it. */
  readonly opens?: boolean;
}
