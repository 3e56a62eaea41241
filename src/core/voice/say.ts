/** What is to be said: written in the project, or a text file beside it. */
export type SaidText =
  | { readonly kind: 'text'; readonly text: string }
  /** Relative to the project's folder, with `/`: .txt, .md, .srt or .vtt. */
  | { readonly kind: 'file'; readonly path: string };

/** Seconds of silence; what is absent is as `DEFAULT_PAUSES` says. */
export interface Pauses {
  readonly sentence?: number;
  readonly paragraph?: number;
}

export const DEFAULT_PAUSES: Required<Pauses> = { sentence: 0.25, paragraph: 0.7 };

/** How much faster or slower than by itself a voice may be asked to speak. */
export const SLOWEST = 0.5;
export const FASTEST = 2;

/** A script as the source of a speech. In a project's file: `say: { text | file, voice, speed, pauses }`. */
export interface Say {
  readonly script: SaidText;
  /** A voice's id; absent: the usual one of the text's language. */
  readonly voice?: string;
  /** 1 is the voice's own pace. */
  readonly speed?: number;
  readonly pauses?: Pauses;
}

/**
 * A project's own way to say words, by how they are written: another spelling (`"HeyGem": "hey gem"`), pinyin
 * with tones for Chinese (`"重庆": "chong2 qing4"`), or sounds between slashes (`"GIF": "/ʤɪf/"`).
 */
export type Pronunciations = Readonly<Record<string, string>>;
