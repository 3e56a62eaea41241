/**
 * A stretch of a sentence with the sounds that it is read as. `sounds` are in the letters of the voice
 * model's alphabet (misaki's IPA: one UTF-16 unit or code point a token), for a pause the punctuation that makes it.
 */
export interface ReadStretch {
  readonly kind: 'word' | 'pause' | 'space';
  /** Where it stands in the sentence: UTF-16 units, the end not included. */
  readonly start: number;
  readonly end: number;
  readonly sounds: string;
}

/** A whole sentence as it is read aloud; joined in order, the `sounds` are what the voice is given. */
export type Reading = readonly ReadStretch[];
