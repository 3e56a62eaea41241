/** One word of a script as it was said. */
export interface SpokenWord {
  /** As it is written in the sentence. */
  readonly text: string;
  /** Where it stands in the sentence: UTF-16 units, the end not included. */
  readonly start: number;
  readonly end: number;
  /** Seconds from the beginning of the sentence's samples. */
  readonly from: number;
  readonly to: number;
}

/** One sound (phoneme) as it was said, in the letters of IPA. */
export interface SpokenSound {
  readonly symbol: string;
  /** Seconds from the beginning of the sentence's samples. */
  readonly from: number;
  readonly to: number;
}

/** What a voice gives for one sentence. The same sentence, voice and version give the same samples. */
export interface SpokenSentence {
  readonly sampleRate: number;
  /** Mono, -1..1. */
  readonly samples: Float32Array;
  /** In their order; empty where the voice does not tell (system voices). */
  readonly words: readonly SpokenWord[];
  readonly sounds: readonly SpokenSound[];
}
