import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { HeygemError } from '../../core/errors.js';
import type { Accent } from './accent.js';
import { Lexicon, type WordList } from './lexicon.js';
import { Tagger, type TaggerModel } from './tagger.js';

const unpack = promisify(gunzip);

/** Everything that reading English needs but the net for unknown words. */
export interface EnglishWords {
  readonly accent: Accent;
  readonly lexicon: Lexicon;
  readonly tagger: Tagger;
}

const loaded = new Map<string, Promise<EnglishWords>>();

/**
 * The dictionaries and the tagger of a voices pack, read once a process and accent.
 * @param folder the pack's `english`: `lexicon_us_gold.json.gz` and its like, `tagger.json.gz`
 * Rejects with `voices-missing`, naming the file; then the next call tries again.
 */
export function loadEnglish(folder: string, accent: Accent): Promise<EnglishWords> {
  const key = `${accent}:${path.resolve(folder)}`;
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const loading = load(folder, accent);
  loaded.set(key, loading);
  loading.catch(() => loaded.delete(key));
  return loading;
}

async function load(folder: string, accent: Accent): Promise<EnglishWords> {
  const read = (name: string) => readPacked(path.join(folder, `${name}.json.gz`));
  const [gold, silver, tagger] = await Promise.all([
    read(`lexicon_${accent}_gold`),
    read(`lexicon_${accent}_silver`),
    taggerOf(folder),
  ]);
  const lexicon = new Lexicon(accent, gold as WordList, silver as WordList);
  return { accent, lexicon, tagger };
}

const taggers = new Map<string, Promise<Tagger>>();

/** One for both accents. */
function taggerOf(folder: string): Promise<Tagger> {
  const file = path.resolve(folder, 'tagger.json.gz');
  const loading =
    taggers.get(file) ?? readPacked(file).then((model) => new Tagger(model as TaggerModel));
  taggers.set(file, loading);
  loading.catch(() => taggers.delete(file));
  return loading;
}

async function readPacked(file: string): Promise<unknown> {
  try {
    return JSON.parse((await unpack(await readFile(file))).toString('utf8'));
  } catch (error) {
    throw new HeygemError('voices-missing', {}, `${file}: ${String(error)}`, error);
  }
}
