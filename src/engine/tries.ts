import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { ENGINE_VERSION } from '../core/engineVersion.js';
import { stampText } from '../core/fileStamp.js';
import type { LipSyncJob } from '../core/job.js';
import { TRIED_SETTINGS, type TryRequest, type TryResult } from '../core/tryout.js';
import { hashText } from '../files/hashText.js';
import { stampOf } from '../files/fileStamp.js';
import { readSmallText } from '../files/readSmallFile.js';
import { replaceFile } from '../files/replaceFile.js';
import { tryResultShape } from '../protocol/tryShapes.js';
import { makeEntry } from './cachePlace.js';
import type { TaskWatch } from './device.js';

/** The kind of cache entry that tries are. */
const TRIES = 'tries';
/** Results kept of one place: as many as somebody compares by moving a slider there and back. */
const KEPT = 8;
const MOST_BYTES = 65_536;
const SOURCE = 'filmed.mp4';

/** A file of a try: its absolute path, and what differs whenever its content does. */
export interface TryFile {
  readonly path: string;
  readonly version: string;
}

/** A try as it lies in the cache. */
export interface MadeTry extends TryResult {
  readonly result: TryFile;
  readonly source: TryFile;
}

export interface WantedTry {
  readonly job: TryRequest['job'];
  /** Seconds into the output. */
  readonly from: number;
}

type Make = (request: TryRequest, watch: TaskWatch) => Promise<TryResult>;

/**
 * Tries in the cache: `tries/<place>/` has what was filmed in these seconds, and beside it one file for each
 * turn of the sliders. None of it is a result: there is no report, no ledger's entry, and no lock.
 */
export class Tries {
  constructor(
    private readonly cacheRoot: string,
    private readonly make: Make,
  ) {}

  /** Rejects with input errors, `no-face-here`, `disk-full` or `cancelled`. */
  async get({ job, from }: WantedTry, watch: TaskWatch): Promise<MadeTry> {
    const folder = join(this.cacheRoot, TRIES, await placeKey(job, from));
    const name = turnKey(job);
    const known = await recall(folder, name);
    // One that is rough may be had better by now.
    if (known && !known.rough) return made(folder, name, known);
    await makeEntry(folder);
    const result = `${name}.mp4`;
    const told = await this.make({ job, from, folder, result, source: SOURCE }, watch);
    await replaceFile(join(folder, `${name}.json`), JSON.stringify(told));
    await forgetOld(folder);
    return made(folder, name, told);
  }
}

async function made(folder: string, name: string, told: TryResult): Promise<MadeTry> {
  const file = async (path: string): Promise<TryFile> => {
    const { mtimeMs } = await stat(path);
    return { path, version: String(Math.floor(mtimeMs)) };
  };
  const result = await file(join(folder, `${name}.mp4`));
  return { ...told, result, source: await file(join(folder, SOURCE)) };
}

async function recall(folder: string, name: string): Promise<TryResult | undefined> {
  try {
    const text = await readSmallText(join(folder, `${name}.json`), MOST_BYTES);
    const told: unknown = JSON.parse(text);
    await Promise.all([stat(join(folder, `${name}.mp4`)), stat(join(folder, SOURCE))]);
    const now = new Date();
    await utimes(folder, now, now);
    return tryResultShape.problem(told, 'try') === undefined ? (told as TryResult) : undefined;
  } catch {
    return undefined;
  }
}

/** A place whose sliders are turned for long must not grow without end. */
async function forgetOld(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^[0-9a-f]{16}\.mp4$/.test(name));
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  );
  const old = dated.sort((a, b) => b.at - a.at).slice(KEPT);
  for (const { name } of old) {
    await rm(join(folder, name.replace('.mp4', '.json')), { force: true });
    await rm(join(folder, name), { force: true });
  }
}

/** Of all that decides which frames are shown, and how they look but for the sliders. */
async function placeKey(job: WantedTry['job'], from: number): Promise<string> {
  const { video, audio, settings, face, audioTrack, videoPart, audioPart, speechOffset } = job;
  const fixed = Object.entries(settings)
    .filter(([name]) => !(TRIED_SETTINGS as readonly string[]).includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const files = await Promise.all([video, audio].map(stampedPath));
  const parts = [
    ENGINE_VERSION,
    files,
    fixed,
    face,
    audioTrack,
    videoPart,
    audioPart,
    speechOffset,
  ];
  return hashText(JSON.stringify([...parts, from])).slice(0, 32);
}

async function stampedPath(path: string): Promise<string> {
  return `${path}\0${stampText(await stampOf(path))}`;
}

function turnKey({ settings }: { readonly settings: LipSyncJob['settings'] }): string {
  return hashText(JSON.stringify(TRIED_SETTINGS.map((name) => settings[name]))).slice(0, 16);
}
