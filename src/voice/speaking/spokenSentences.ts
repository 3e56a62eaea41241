import { rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { HeygemError } from '../../core/errors.js';
import type { Pronunciations } from '../../core/voice/say.js';
import type { SpokenSentence } from '../../core/voice/spoken.js';
import { hashText } from '../../files/hashText.js';
import { makeFolder } from '../../files/makeFolder.js';
import { readSmallFile } from '../../files/readSmallFile.js';
import { replaceFile } from '../../files/replaceFile.js';
import { packSentence, unpackSentence } from './sentenceFile.js';

/** All that decides how a sentence sounds. */
export interface SentenceKey {
  readonly text: string;
  readonly voice: string;
  readonly voiceVersion: string;
  readonly speed: number;
  /** Only of words that occur in it. */
  readonly pronunciations: Pronunciations;
}

/** Changes whenever the same sentence would be kept otherwise. */
const KEPT_VERSION = 1;
const FILE = 'sentence.bin';
/** A quarter of an hour in one sentence: more is no sentence of ours. */
const MOST_BYTES = 128 * 2 ** 20;

/**
 * Sentences that were spoken, in `spoken/<key>/` of the cache: a script of which one sentence changed is not spoken
 * anew. Owns nothing: several processes may keep the same ones at once, each whole.
 */
export class SpokenSentences {
  constructor(private readonly cacheRoot: string) {}

  /** Undefined where it was never spoken, or what is there is damaged. */
  async find(key: SentenceKey): Promise<SpokenSentence | undefined> {
    const folder = this.folderOf(key);
    try {
      const kept = unpackSentence(await readSmallFile(join(folder, FILE), MOST_BYTES));
      const now = new Date();
      await utimes(folder, now, now).catch(() => undefined);
      if (!kept) await rm(folder, { recursive: true, force: true });
      return kept;
    } catch {
      return undefined;
    }
  }

  /**
   * The sentence as `find` will give it: what is spoken now and what is remembered are the same, sample by sample.
   * Rejects with `cache-unusable` or `disk-full`.
   */
  async keep(key: SentenceKey, sentence: SpokenSentence): Promise<SpokenSentence> {
    const packed = packSentence(sentence);
    const folder = this.folderOf(key);
    try {
      await makeFolder(folder);
      await replaceFile(join(folder, FILE), packed);
    } catch (error) {
      throw new HeygemError('cache-unusable', { path: folder }, String(error), error);
    }
    return unpackSentence(packed) ?? sentence;
  }

  private folderOf({ text, voice, voiceVersion, speed, pronunciations }: SentenceKey): string {
    const said = Object.entries(pronunciations).sort(([a], [b]) => (a < b ? -1 : 1));
    const parts = [KEPT_VERSION, text, voice, voiceVersion, speed, said];
    return join(this.cacheRoot, 'spoken', hashText(JSON.stringify(parts)).slice(0, 32));
  }
}
