import type { Stats } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, parse } from 'node:path';
import { HeygemError } from '../../core/errors.js';
import { unreadLanguage } from './kokoroVoice.js';
import { STYLE_HEAD, stylePlace, type StylePlace } from './styleFile.js';

/** A voice of such a folder. */
export interface KokoroVoiceFile extends StylePlace {
  /** As the model's makers call it: `af_heart`. */
  readonly name: string;
  readonly path: string;
}

/** A folder with a model of Kokoro's kind and its voices. */
export interface KokoroFolder {
  readonly path: string;
  /** The ONNX graph: `input_ids`, `style`, `speed` in, sound of 24 kHz out. Its inside was not looked at yet. */
  readonly model: string;
  /** By name, at least one. */
  readonly voices: readonly KokoroVoiceFile[];
  /** Files among the voices that are none, and why. */
  readonly passedOver: readonly { readonly name: string; readonly problem: string }[];
}

const WANTED = 'wanted: model.onnx, and voices/*.bin or voices/*.npy';
const MODELS = ['model.onnx', join('onnx', 'model.onnx')];
const MOST_VOICES = 1000;
/** No graph of a voice is smaller; a pointer of Git LFS is. */
const LEAST_MODEL = 100_000;

/** @throws HeygemError voice-folder-unusable (problem: what was found, and what is wanted) */
export async function readKokoroFolder(path: string): Promise<KokoroFolder> {
  const unusable = (problem: string) => new HeygemError('voice-folder-unusable', { path, problem });
  if (!isAbsolute(path)) throw unusable('its path is not absolute');
  const names = await namesIn(path);
  if (names === undefined) throw unusable('there is no such folder');
  const model = await findModel(path, names);
  if (model === undefined) throw unusable(`${foundText(names)}; ${WANTED}`);
  const files = await namesIn(join(path, 'voices'));
  if (files === undefined) throw unusable(`${foundText(names)}, no folder voices; ${WANTED}`);
  const voices: KokoroVoiceFile[] = [];
  const passedOver: { name: string; problem: string }[] = [];
  const candidates = files.filter((name) => /\.(bin|npy)$/i.test(name)).toSorted();
  for (const name of candidates.slice(0, MOST_VOICES)) {
    const file = join(path, 'voices', name);
    const place = await placeIn(file, name.toLowerCase());
    const voice = parse(name).name;
    const twice = voices.some((other) => other.name === voice);
    const problem = twice ? 'another file has its name' : (unreadLanguage(voice) ?? place);
    if (typeof problem === 'string') passedOver.push({ name, problem });
    else voices.push({ name: voice, path: file, ...problem });
  }
  if (voices.length > 0) return { path, model, voices, passedOver };
  const [first] = passedOver;
  const inside = passedOver.length > 0 ? `${first.name}: ${first.problem}` : foundText(files);
  throw unusable(`in voices ${inside}; ${WANTED}`);
}

/** One of the usual names, else the only graph that is there. */
async function findModel(path: string, names: readonly string[]): Promise<string | undefined> {
  const graphs = names.filter((name) => name.toLowerCase().endsWith('.onnx'));
  const places = [...MODELS, ...(graphs.length === 1 ? graphs : [])];
  for (const place of places) {
    const file = join(path, place);
    const stats = await statsOf(file);
    if (stats?.isFile() === true && stats.size >= LEAST_MODEL) return file;
  }
  return undefined;
}

async function placeIn(path: string, name: string): Promise<StylePlace | string> {
  const stats = await statsOf(path);
  if (stats?.isFile() !== true) return 'it is no file';
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(STYLE_HEAD), 0, STYLE_HEAD, 0);
      return stylePlace(name, buffer.subarray(0, bytesRead), stats.size);
    } finally {
      await file.close();
    }
  } catch (error) {
    return String(error);
  }
}

async function namesIn(folder: string): Promise<string[] | undefined> {
  return readdir(folder).catch(() => undefined);
}

async function statsOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}

function foundText(names: readonly string[]): string {
  if (names.length === 0) return 'it is empty';
  const told = names.slice(0, 5).map((name) => basename(name));
  return `found ${told.join(', ')}${names.length > 5 ? ' ...' : ''}`;
}
