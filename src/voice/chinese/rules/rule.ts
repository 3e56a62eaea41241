/** What is said for some units of a text: Chinese characters, Latin words and letters, marks that pause. */
export interface Said {
  readonly said: string;
  /** How many UTF-16 units of the text it is said for. */
  readonly length: number;
}

/** Something written that is said otherwise. */
export interface Rule {
  /** Sticky. */
  readonly pattern: RegExp;
  /**
   * What is said for a match: in one, or in parts that together are as long as it or shorter (the rest is
   * then read by itself). Undefined where the match is something else.
   * @param before what stands before it, a few units
   * @param after what stands after it, a few units
   */
  readonly read: (
    match: RegExpExecArray,
    before: string,
    after: string,
  ) => string | readonly Said[] | undefined;
}

/** A number: `12`, `1,234.5`, `10 000` with spaces that do not break, or with plain ones before noughts. */
export const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)|\d{1,3}(?: \d{3})*(?: 000)+(?!\d)|\d+)(?:\.\d+)?`;
/** Marks between the two ends of a range. */
export const TO = String.raw`(?:\s?[-–—~～〜]{1,2}\s?|\s?至\s?|\s?到\s?)`;
/** Before this, a digit or a letter would make a number part of something else. */
export const NOT_WITHIN = String.raw`(?<![\dA-Za-z]|\d\.)`;
