import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Model } from '../../core/model.js';
import type { Reading } from '../../core/voice/reading.js';
import type { Accent } from './accent.js';
import { Lexicon, type WordList } from './lexicon.js';
import { readEnglish, type EnglishOptions } from './readEnglish.js';
import { SoundGuesser, type GuessAlphabet } from './soundGuesser.js';
import { Tagger, type TaggerModel } from './tagger.js';

/** Raised when the same text may be read otherwise. */
export const ENGLISH_READING_VERSION = '1';

/** Where dictionaries and nets come from: a voices pack. */
export interface EnglishSource {
  /** The bytes of `english/lexicon_us_gold.json.gz` and its like. */
  readonly file: (name: string) => Promise<Uint8Array>;
  /** The net that guesses the sounds of unknown words. */
  readonly model: (id: 'oov' | 'oov-gb') => Promise<Model>;
}

/** A sentence, or an English stretch of one, in the accent that was asked for. */
export type ReadText = (text: string) => Reading;

const NETS = { us: { id: 'oov', file: 'oov' }, gb: { id: 'oov-gb', file: 'oov_gb' } } as const;
const unpack = promisify(gunzip);
/** Many times the largest: more would only fill the memory. */
const MOST_UNPACKED = 128 * 2 ** 20;

/**
 * Reads English with a pack's dictionaries and nets. Each is loaded once, when a text first needs it: a Chinese
 * script loads none, and the net waits for the first word that no list has.
 */
export class EnglishReader {
  private readonly loaded = new Map<string, Promise<unknown>>();

  constructor(private readonly source: EnglishSource) {}

  /** Reads one text. Rejects with what the source rejects with. */
  read(text: string, accent: Accent): Promise<Reading> {
    return this.reading(accent, (readText) => readText(text));
  }

  /**
   * What `work` makes, which may read as many texts as it likes. It runs again where something had to be loaded
   * or guessed for them, so it should do nothing but read. Rejects with what the source rejects with.
   */
  async reading<T>(accent: Accent, work: (readText: ReadText) => T): Promise<T> {
    let texts = 0;
    const first = work(() => {
      texts += 1;
      return [];
    });
    if (texts === 0) return first;
    const options = await this.once(accent, () => this.equipment(accent));
    const unknown = new Set<string>();
    const note = (word: string) => {
      unknown.add(word);
      return undefined;
    };
    const second = work((text) => readEnglish(text, { ...options, guess: note }));
    if (unknown.size === 0) return second;
    const guesser = await this.once(NETS[accent].id, () => this.guesser(accent));
    await guesser.prepare(unknown);
    return work((text) => readEnglish(text, { ...options, guess: guesser.guess }));
  }

  private async equipment(accent: Accent): Promise<EnglishOptions> {
    const [gold, silver, tagger] = await Promise.all([
      this.unpacked<WordList>(`lexicon_${accent}_gold`),
      this.unpacked<WordList>(`lexicon_${accent}_silver`),
      this.once('tagger', async () => new Tagger(await this.unpacked<TaggerModel>('tagger'))),
    ]);
    return { accent, lexicon: new Lexicon(accent, gold, silver), tagger };
  }

  private async guesser(accent: Accent): Promise<SoundGuesser> {
    const { id, file } = NETS[accent];
    const alphabet = await this.source.file(`english/${file}.json`);
    const model = await this.source.model(id);
    return new SoundGuesser(model, JSON.parse(textOf(alphabet)) as GuessAlphabet);
  }

  /** The source has checked what it gives. */
  private async unpacked<T>(name: string): Promise<T> {
    const packed = await this.source.file(`english/${name}.json.gz`);
    const bytes = await unpack(packed, { maxOutputLength: MOST_UNPACKED });
    return JSON.parse(textOf(bytes)) as T;
  }

  /** What is missing may be mended, so only what came is kept. */
  private once<T>(name: string, load: () => Promise<T>): Promise<T> {
    const known = this.loaded.get(name);
    if (known !== undefined) return known as Promise<T>;
    const loading = load();
    this.loaded.set(name, loading);
    loading.catch(() => this.loaded.delete(name));
    return loading;
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
