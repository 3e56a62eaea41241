import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { HeygemError } from '../core/errors.js';
import type { SpeechFacts } from '../core/plan/speechFacts.js';
import type { Pauses, Pronunciations } from '../core/voice/say.js';
import { readScript, type ScriptFormat } from '../core/voice/script.js';
import type { SpeakRequest, SpeakResult } from '../core/voice/speaking.js';
import { SPEAKING_RULES, speechKey, speechWish } from '../core/voice/speechParts.js';
import { speechRecordPath, standingOf } from '../core/voice/speechRecord.js';
import { lackingVoice } from '../core/voice/usualVoice.js';
import { hashText } from '../files/hashText.js';
import { makeEntry } from './cachePlace.js';
import type { TaskWatch } from './device.js';
import type { DiskFacts } from './diskFacts.js';
import { readRecordOf } from './scriptFacts.js';

/** The kind of cache entry that these are. */
const SPEECHES = 'speeches';
const FILE = 'speech.wav';

/** A text outside of any project, and how it is to be said. */
export interface Words {
  readonly text: string;
  /** Plain text unless told. */
  readonly format?: ScriptFormat;
  /** What it is called in errors. */
  readonly name?: string;
  /** A voice's id; the usual one of the text's language unless told. */
  readonly voice?: string;
  readonly speed?: number;
  readonly pauses?: Pauses;
  readonly pronunciations?: Pronunciations;
}

/** A recording: its absolute path, and what differs whenever its content does. */
export interface SaidFile {
  readonly path: string;
  readonly version: string;
}

export interface SaidOnceParts {
  readonly cacheRoot: string;
  readonly voice: SpeechFacts['voice'];
  readonly speak: (request: SpeakRequest, watch: TaskWatch) => Promise<SpeakResult>;
  readonly files: Pick<DiskFacts, 'hash' | 'stat'>;
}

/** Says words into the cache, to be heard or made a video of: the same are said once. Rejects as `speak` does. */
export async function sayOnce(
  words: Words,
  parts: SaidOnceParts,
  watch: TaskWatch,
): Promise<SaidFile> {
  const request = await requestOf(words, parts);
  const key = request.key ?? '';
  const folder = join(parts.cacheRoot, SPEECHES, key.slice(0, 32));
  const target = join(folder, FILE);
  if (!(await isThere(target, key, parts.files))) {
    await makeEntry(folder);
    await parts.speak({ ...request, target, ...(await whatIsThere(target, parts.files)) }, watch);
  }
  const now = new Date();
  await utimes(folder, now, now).catch(() => undefined);
  const { mtimeMs } = await stat(target);
  return { path: target, version: `${key.slice(0, 8)}-${Math.floor(mtimeMs)}` };
}

/** Rejects with `script-empty`, `script-too-long`, `voice-missing`, `voices-missing` or `voices-damaged`. */
async function requestOf(
  { text, format = 'txt', name = '', pronunciations = {}, ...how }: Words,
  { voice: here }: Pick<SaidOnceParts, 'voice'>,
): Promise<Omit<SpeakRequest, 'target'>> {
  const script = readScript(text, format, name);
  const wish = speechWish(script, how, pronunciations, hashText);
  const voice = await here(wish.voice);
  if (voice.kind !== 'here') throw lackingVoice(wish.voice, voice);
  const parts = { ...wish, voiceVersion: voice.version, rules: SPEAKING_RULES };
  return { ...wish, text, format, name, key: speechKey(parts, hashText) };
}

/** A request for words that go to a place of a person's own. */
export async function requestFor(
  words: Words,
  target: string,
  parts: Pick<SaidOnceParts, 'voice' | 'files'>,
  force: boolean,
): Promise<SpeakRequest> {
  const request = await requestOf(words, parts);
  const { kind } = await parts.files.stat(target);
  const record = await readRecordOf(target);
  // The record's place may be somebody else's, too.
  if (record === 'foreign' && !force) {
    throw new HeygemError('output-exists', { path: speechRecordPath(target) });
  }
  if (kind === 'missing') return { ...request, target };
  const sha256 = await parts.files.hash(target);
  const isOurs = record !== 'foreign' && standingOf(sha256, record) !== 'altered';
  if (!isOurs && !force) throw new HeygemError('output-exists', { path: target });
  return { ...request, target, replaces: sha256 };
}

async function isThere(
  target: string,
  key: string,
  files: SaidOnceParts['files'],
): Promise<boolean> {
  const record = await readRecordOf(target);
  if (record === undefined || record === 'foreign' || record.key !== key) return false;
  if ((await files.stat(target)).kind !== 'file') return false;
  return standingOf(await files.hash(target), record) === 'spoken';
}

/** The cache is ours, whatever lies there. */
async function whatIsThere(target: string, files: SaidOnceParts['files']) {
  if ((await files.stat(target)).kind !== 'file') return {};
  return { replaces: await files.hash(target) };
}
