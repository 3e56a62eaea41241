import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { HeygemError, toFailure } from '../core/errors.js';
import type { MediaKind } from '../core/inspection.js';
import { freshId, newProjectText } from '../core/project/newProject.js';
import { DEFAULT_OUTPUT, PROJECT_EXTENSION } from '../core/project/project.js';
import { SCRIPT_FILE } from '../core/project/saySchema.js';
import { READ_FLAGS } from '../files/readFlags.js';
import { replaceFile } from '../files/replaceFile.js';
import { hashFile } from '../files/hashFile.js';
import { madeByUs } from './outputReport.js';

const extensions = (names: string): ReadonlySet<string> =>
  new Set(names.split(' ').map((name) => `.${name}`));
const VIDEO = extensions(
  'mp4 mov mkv webm m4v avi mts m2ts ts wmv asf mpg mpeg vob 3gp 3g2 flv f4v ogv mxf',
);
const AUDIO = extensions(
  'wav mp3 m4a aac flac ogg opus wma aiff aif aifc caf mka m4b oga amr ac3 w64 au mp2 tta wv',
);

/** What a file is taken for by its name; undefined for what is neither. */
export function mediaListOf(path: string): 'audios' | 'videos' | undefined {
  const extension = extname(path).toLowerCase();
  if (VIDEO.has(extension)) return 'videos';
  return AUDIO.has(extension) ? 'audios' : undefined;
}

/** Whether a script can be read from a file of this name. */
export function isScriptFile(path: string): boolean {
  return SCRIPT_FILE.test(path);
}

/** What a file dialog offers, without dots. */
export function mediaExtensions(list: 'audios' | 'videos'): string[] {
  // The speech of a video will do as well.
  const known = list === 'videos' ? [...VIDEO] : [...AUDIO, ...VIDEO];
  return known.map((extension) => extension.slice(1));
}

/** The folder itself and the folders in it. */
const DEPTH = 2;

export interface Scaffold {
  readonly path: string;
  readonly videos: number;
  readonly audios: number;
  /** Files that are no text and no medium that can be read, relative to the project. */
  readonly leftOut: readonly string[];
}

/** Media of a folder, relative to it. */
export interface FoundMedia {
  readonly videos: readonly string[];
  readonly audios: readonly string[];
}

/** What each of some files holds, by looking into them. */
export type Identify = (paths: readonly string[]) => Promise<readonly MediaKind[]>;

/** `talks` -> `talks/talks.heygem`; a path that ends in `.heygem` is taken as it is. */
export function projectPathFor(target: string): string {
  const absolute = resolve(target);
  if (absolute.endsWith(PROJECT_EXTENSION)) return absolute;
  return join(absolute, `${basename(absolute) || 'project'}${PROJECT_EXTENSION}`);
}

/**
 * Writes a project that pairs every video with every audio of its folder, told apart by what is in them. Rejects as
 * `writeNewProject` and `findMedia` do.
 */
export async function scaffoldProject(target: string, identify: Identify): Promise<Scaffold> {
  const path = await freePlaceFor(target);
  const found = await findMedia(dirname(path), identify);
  await writeNewProject(path, found);
  const { videos, audios, leftOut } = found;
  return { path, videos: videos.length, audios: audios.length, leftOut };
}

/** Looks through a folder and the folders in it, without what we made ourselves. */
export async function findMedia(
  folder: string,
  identify: Identify,
): Promise<FoundMedia & Pick<Scaffold, 'leftOut'>> {
  const files = await mediaFiles(folder);
  const paths = files.map((file) => join(folder, file));
  const kinds = paths.length === 0 ? [] : await kindsOf(paths, identify);
  const ofKind = (kind: MediaKind) => files.filter((_, k) => kinds[k] === kind);
  return { videos: ofKind('videos'), audios: ofKind('audios'), leftOut: ofKind('neither') };
}

/**
 * Writes a project that pairs every one of some videos with every one of some audios. Rejects with
 * `output-exists` when there is a project of that name, with `output-not-writable` when it cannot be
 * written, with `folder-missing` or `not-a-folder` where there is no folder.
 */
export async function writeNewProject(
  target: string,
  media: FoundMedia,
): Promise<Pick<Scaffold, 'path'>> {
  const path = await freePlaceFor(target);
  const videos = sources(media.videos, 'v');
  const audios = sources(media.audios, 'a');
  const title = basename(path, PROJECT_EXTENSION);
  const project = JSON.parse(newProjectText(title)) as Record<string, unknown>;
  const text = `${JSON.stringify({ ...project, videos, audios }, null, 2)}\n`;
  try {
    await replaceFile(path, text);
  } catch (error) {
    throw new HeygemError('output-not-writable', { path }, String(error), error);
  }
  return { path };
}

async function freePlaceFor(target: string): Promise<string> {
  const path = projectPathFor(target);
  const folder = dirname(path);
  const folderStats = await stat(folder).catch(() => undefined);
  if (folderStats === undefined) throw new HeygemError('folder-missing', { path: folder });
  if (!folderStats.isDirectory()) throw new HeygemError('not-a-folder', { path: folder });
  if (await stat(path).catch(() => undefined)) throw new HeygemError('output-exists', { path });
  return path;
}

function sources(files: readonly string[], prefix: 'v' | 'a') {
  const taken = new Set<string>();
  return files.map((path) => {
    const id = freshId(path, prefix, taken);
    taken.add(id);
    return { id, path };
  });
}

/** Looks into files where that can be done; else their names must do: a project can be begun without ffmpeg. */
async function kindsOf(
  paths: readonly string[],
  identify: Identify,
): Promise<readonly MediaKind[]> {
  try {
    return await identify(paths);
  } catch (error) {
    if (toFailure(error).code !== 'ffmpeg-missing') throw error;
    return paths.map((path) => mediaListOf(path) ?? 'neither');
  }
}

const SAMPLE_BYTES = 4096;

/** Whether a file may be a medium, whatever its name: texts, of which folders are full, are not. */
async function maybeMedium(path: string): Promise<boolean> {
  if (mediaListOf(path) !== undefined) return true;
  const file = await open(path, READ_FLAGS).catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    return buffer.subarray(0, bytesRead).includes(0);
  } finally {
    await file.close();
  }
}

/** Relative POSIX paths in a stable order, without what is hidden and what we made ourselves. */
async function mediaFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const visit = async (current: string, depth: number): Promise<void> => {
    const entries = await readdir(current, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(current, entry.name);
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory() && depth < DEPTH && path !== join(folder, DEFAULT_OUTPUT.folder)) {
        await visit(path, depth + 1);
      }
      const isCandidate = entry.isFile() && (await maybeMedium(path));
      if (isCandidate && !(await madeByUs(path, hashFile))) found.push(path);
    }
  };
  await visit(folder, 1);
  return found.map((path) => relative(folder, path).split(sep).join('/')).sort();
}
