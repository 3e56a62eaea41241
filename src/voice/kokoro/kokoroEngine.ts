import { createHash } from 'node:crypto';
import { HeygemError } from '../../core/errors.js';
import type { Model, Tensor } from '../../core/model.js';
import type { Reading } from '../../core/voice/reading.js';
import { FASTEST, SLOWEST, type Pronunciations } from '../../core/voice/say.js';
import type { SpokenSentence } from '../../core/voice/spoken.js';
import type { SpokenLanguage, Voice } from '../../core/voice/voice.js';
import type { SpeakOptions, VoiceEngine } from '../voiceEngine.js';
import { joinPieces, type SpokenPiece } from './joinPieces.js';
import { piecesOf, type Piece } from './pieces.js';
import { measureLoudness } from './quiet.js';
import { spokenWords, timedSounds } from './times.js';
import { tokensOf, type Vocabulary } from './tokens.js';

/** How a sentence sounds, in the letters of the pack's vocabulary. */
export type ReadSentence = (
  sentence: string,
  language: SpokenLanguage,
  pronunciations: Pronunciations,
) => Reading | Promise<Reading>;

/** Where a network's voices come from: the pack, or a folder of the person's. */
export interface KokoroSource {
  readonly voices: readonly Voice[];
  /** Undefined for one that is not read here. */
  readonly languageOf: (id: string) => SpokenLanguage | undefined;
  /** Changes whenever the files by which a voice speaks do. */
  readonly filesVersion: (id: string) => readonly string[];
  readonly vocabulary: () => Promise<Vocabulary>;
  /** The rows of a voice's style. */
  readonly style: (id: string) => Promise<Float32Array>;
}

export interface KokoroParts {
  readonly source: KokoroSource;
  /**
   * The network: `tokens`, `style` and `speed` in, `audio` out, and `durations` if it tells; called when something
   * is to be said.
   */
  readonly open: () => Promise<Model>;
  readonly read: ReadSentence;
  /** Changes whenever `read` may read the same sentence otherwise. */
  readonly readingVersion: string;
}

const SAMPLE_RATE = 24_000;
/** Numbers of a voice's style; a file has one row of them for each count of tokens. */
const STYLE = 256;
/** Seconds of it where there is nothing to be heard. */
const SILENCE = 0.1;
/** Before and after what is said. */
const PAD = 0;
/** Raised when the same tokens would come out as other samples or times. */
const SPEAKING_VERSION = '1';

/** Speaks with a network of Kokoro's kind. */
export class KokoroEngine implements VoiceEngine {
  readonly voices: readonly Voice[];
  private vocabulary: Promise<Vocabulary> | undefined;
  private readonly styles = new Map<string, Promise<Float32Array>>();

  constructor(private readonly parts: KokoroParts) {
    this.voices = parts.source.voices;
  }

  version(voice: Voice): Promise<string> {
    const { source, readingVersion } = this.parts;
    const parts = [SPEAKING_VERSION, readingVersion, ...source.filesVersion(voice.id)];
    const hash = createHash('sha256').update(parts.join('\n')).digest('hex');
    return Promise.resolve(`kokoro-${hash.slice(0, 16)}`);
  }

  async speak(sentence: string, options: SpeakOptions): Promise<SpokenSentence> {
    const { voice } = options;
    if (!this.voices.some(({ id }) => id === voice.id)) {
      throw new HeygemError('voice-missing', { voice: voice.id });
    }
    const language = this.parts.source.languageOf(voice.id);
    if (language === undefined) {
      const detail = `only English and Chinese are read here, not ${voice.language}`;
      throw new HeygemError('voice-failed', { voice: voice.id }, detail);
    }
    try {
      const reading = await this.parts.read(sentence, language, options.pronunciations);
      return await this.speakReading(sentence, reading, options);
    } catch (error) {
      if (error instanceof HeygemError) throw error;
      throw new HeygemError('voice-failed', { voice: voice.id }, String(error), error);
    }
  }

  dispose(): Promise<void> {
    this.styles.clear();
    return Promise.resolve();
  }

  private async speakReading(
    sentence: string,
    reading: Reading,
    { voice, speed, signal }: SpeakOptions,
  ): Promise<SpokenSentence> {
    const tokens = tokensOf(reading, await this.knownVocabulary());
    const style = await this.styleOf(voice.id);
    const pace = Math.min(Math.max(speed, SLOWEST), FASTEST);
    if (!tokens.some(isSound)) return silence(sentence, reading);
    const pieces: SpokenPiece[] = [];
    for (const piece of piecesOf(tokens)) {
      // A run cannot be broken off, so what may be waiting is heard before each.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new HeygemError('cancelled');
      pieces.push(await this.speakPiece(piece, style, pace));
    }
    const { samples, sounds } = joinPieces(pieces, SAMPLE_RATE);
    return {
      sampleRate: SAMPLE_RATE,
      samples,
      // Of a network that does not tell when, no times are made up.
      words: sounds.length > 0 ? spokenWords(sentence, reading, sounds) : [],
      sounds: sounds.map(({ symbol, from, to }) => ({ symbol, from, to })),
    };
  }

  private async speakPiece(
    { tokens, endsAt }: Piece,
    style: Float32Array,
    speed: number,
  ): Promise<SpokenPiece> {
    const model = await this.parts.open();
    const row = Math.min(tokens.length * STYLE, style.length) - STYLE;
    const given: Readonly<Record<string, Tensor | undefined>> = await model.run({
      tokens: {
        dims: [1, tokens.length + 2],
        data: Float32Array.of(PAD, ...tokens.map(({ id }) => id), PAD),
      },
      style: { dims: [1, STYLE], data: style.slice(row, row + STYLE) },
      speed: { dims: [1], data: Float32Array.of(speed) },
    });
    const { audio, durations } = given;
    // Copied, for the next run may use the same memory.
    const samples = audio?.data.slice() ?? new Float32Array();
    if (samples.length === 0) throw new RangeError('there are no samples');
    if (!samples.every(Number.isFinite)) throw new RangeError('the samples are not finite');
    const loudness = measureLoudness(samples, SAMPLE_RATE);
    const sounds = durations ? timedSounds(tokens, durations.data, speed, loudness) : [];
    return { samples, loudness, sounds, endsAt };
  }

  private knownVocabulary(): Promise<Vocabulary> {
    this.vocabulary ??= this.parts.source.vocabulary();
    return this.vocabulary;
  }

  private styleOf(id: string): Promise<Float32Array> {
    const known = this.styles.get(id);
    if (known) return known;
    const reading = this.parts.source.style(id);
    this.styles.set(id, reading);
    // What is damaged may be mended.
    reading.catch(() => this.styles.delete(id));
    return reading;
  }
}

/** For what has no sound, such as a lone emoji. */
function silence(sentence: string, reading: Reading): SpokenSentence {
  const samples = new Float32Array(SILENCE * SAMPLE_RATE);
  return {
    sampleRate: SAMPLE_RATE,
    samples,
    words: spokenWords(sentence, reading, []),
    sounds: [],
  };
}

function isSound({ kind }: { readonly kind: string }): boolean {
  return kind === 'word';
}
