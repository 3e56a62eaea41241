import { HeygemError } from '../core/errors.js';
import type { Model } from '../core/model.js';
import { ModelStore, type OpenOptions } from '../inference/modelStore.js';
import { KokoroEngine, type ReadSentence } from '../voice/kokoro/kokoroEngine.js';
import { packSource } from '../voice/kokoro/packSource.js';
import { readPack, readPackFile, type VoicesPack } from '../voice/kokoro/voicesPack.js';
import type { VoiceEngine } from '../voice/voiceEngine.js';

/** What sentences are read with, beside the rules: the pack's lexicons and small networks. */
export interface ReadingSource {
  /** The bytes of a file of the pack, such as `english/oov.json`. Rejects with voices-damaged. */
  readonly file: (name: string) => Promise<Buffer>;
  /** Sounds of words that no lexicon has. */
  readonly model: (id: 'oov' | 'oov-gb') => Promise<Model>;
}

export interface SentenceReader {
  readonly read: ReadSentence;
  /** Changes whenever the same sentence may be read otherwise, by other rules than the pack's files. */
  readonly version: string;
}

/**
 * Always as many, whatever machine it is: how work is divided among threads changes the last bits of samples.
 * Two speak about twice as fast as one where two cores are free, for a tenth more of work.
 */
export const THREADS = 2;

export interface PackVoicesOptions {
  readonly folder: string;
  readonly makeReader: (source: ReadingSource) => SentenceReader;
  readonly log: (line: string) => void;
  /** Of the voices' network; for measuring. */
  readonly threads?: number;
}

export interface PackVoices {
  readonly pack: VoicesPack;
  /** Its `dispose` ends the networks too. */
  readonly engine: VoiceEngine;
  /** For other voices of the same kind; not to be used after `dispose`. */
  readonly reader: SentenceReader;
}

/**
 * The voices of the pack in a folder, ready to speak; the network is loaded at the first word.
 * @throws HeygemError voices-missing, voices-damaged
 */
export function openPackVoices({
  folder,
  makeReader,
  log,
  threads = THREADS,
}: PackVoicesOptions): PackVoices {
  const pack = readPack(folder);
  const store = new ModelStore({ root: folder, provider: 'cpu', log });
  const reader = makeReader({
    file: (name) => readPackFile(pack, name),
    model: (id) => packModel(store, id),
  });
  const kokoro = new KokoroEngine({
    source: packSource(pack),
    open: () => packModel(store, 'kokoro', { threads, sparing: true }),
    read: reader.read,
    readingVersion: reader.version,
  });
  const dispose = async () => {
    await kokoro.dispose();
    await store.dispose();
  };
  const engine: VoiceEngine = {
    voices: kokoro.voices,
    version: (voice) => kokoro.version(voice),
    speak: (sentence, options) => kokoro.speak(sentence, options),
    dispose,
  };
  return { pack, engine, reader };
}

/** A network of the pack: what is amiss with it is mended otherwise than with the product's own. */
async function packModel(store: ModelStore, id: string, options: OpenOptions = {}): Promise<Model> {
  try {
    return await store.open(id, options);
  } catch (error) {
    if (!(error instanceof HeygemError)) throw error;
    throw new HeygemError('voices-damaged', { name: id }, error.detail ?? error.message, error);
  }
}
