import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { HeygemError } from '../../core/errors.js';
import type { Voice } from '../../core/voice/voice.js';
import { readSmallFile } from '../../files/readSmallFile.js';
import { packVoice } from './packVoice.js';

/** One file of the pack, by its path in it, with `/`. */
export interface PackFile {
  readonly file: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A folder that `npm run voices` made: networks, the voices' styles, and what English is read with. */
export interface VoicesPack {
  readonly folder: string;
  readonly version: string;
  readonly voices: readonly Voice[];
  /** All files but the manifest itself, networks among them. */
  readonly files: readonly PackFile[];
}

const MANIFEST = 'manifest.json';
/** Far beyond what the pack has: more is none, and is not read to find out. */
const MOST_MANIFEST_BYTES = 2 ** 20;
const MOST_FILE_BYTES = 2 ** 28;

/** Where it lies in a clone and beside a bundle, if nobody names another place. */
export function packBeside(modelsRoot: string): string {
  return path.join(path.dirname(modelsRoot), 'voices');
}

/**
 * Looks at the pack in a folder: all files must be there in their sizes. What they hold is checked as they are
 * read.
 * @throws HeygemError voices-missing where there is none, voices-damaged where it is not whole
 */
export function readPack(folder: string): VoicesPack {
  const { version, voices, files } = parseManifest(manifestText(folder));
  for (const { file, bytes } of files) {
    try {
      checkKind(path.join(folder, file), file, bytes);
    } catch (error) {
      throw error instanceof HeygemError ? error : damaged(file, String(error));
    }
  }
  return { folder, version, voices, files };
}

function manifestText(folder: string): string {
  const file = path.join(folder, MANIFEST);
  try {
    checkKind(file, MANIFEST);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof HeygemError) throw error;
    throw new HeygemError('voices-missing', {}, String(error), error);
  }
}

/** A pipe or a device would be waited for, or never end. */
function checkKind(file: string, name: string, bytes?: number): void {
  const stats = statSync(file);
  if (!stats.isFile()) throw damaged(name, 'no file');
  const most = bytes === undefined ? MOST_MANIFEST_BYTES : MOST_FILE_BYTES;
  if (stats.size > most) throw damaged(name, `${stats.size} bytes, more than ${most}`);
  if (bytes !== undefined && stats.size !== bytes) {
    throw damaged(name, `${stats.size} bytes of ${bytes}`);
  }
}

/**
 * The bytes of one file of the pack.
 * @throws HeygemError voices-damaged where they are not those that the manifest names
 */
export async function readPackFile(pack: VoicesPack, name: string): Promise<Buffer> {
  const entry = pack.files.find(({ file }) => file === name);
  if (entry === undefined) throw damaged(name, 'not in the manifest');
  let bytes: Buffer;
  try {
    bytes = await readSmallFile(path.join(pack.folder, name), entry.bytes);
  } catch (error) {
    throw damaged(name, String(error));
  }
  const sum = createHash('sha256').update(bytes).digest('hex');
  if (sum !== entry.sha256) throw damaged(name, `sha256 ${sum}, expected ${entry.sha256}`);
  return bytes;
}

function damaged(name: string, detail: string): HeygemError {
  return new HeygemError('voices-damaged', { name }, detail);
}

function parseManifest(text: string): Pick<VoicesPack, 'version' | 'voices' | 'files'> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw damaged(MANIFEST, String(error));
  }
  const { version, voices, models, files } = record(json);
  if (typeof version !== 'string') throw damaged(MANIFEST, 'no version');
  const all = [...list(models), ...list(files)].map(packFile);
  return { version, voices: list(voices).map(voiceOf), files: all };
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw damaged(MANIFEST, `not understood: ${JSON.stringify(value)}`);
}

function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw damaged(MANIFEST, `no list: ${JSON.stringify(value)}`);
}

function voiceOf(id: unknown): Voice {
  const voice = typeof id === 'string' ? packVoice(id) : undefined;
  if (voice === undefined) throw damaged(MANIFEST, `no voice: ${JSON.stringify(id)}`);
  return voice;
}

/** A path that stays inside of the pack. */
const INSIDE = /^(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)+$/;

function packFile(value: unknown): PackFile {
  const { file, bytes, sha256 } = record(value);
  if (
    typeof file === 'string' &&
    INSIDE.test(file) &&
    typeof bytes === 'number' &&
    typeof sha256 === 'string'
  ) {
    return { file, bytes, sha256 };
  }
  throw damaged(MANIFEST, `bad entry ${JSON.stringify(value)}`);
}
