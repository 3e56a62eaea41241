import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { freshId, newProjectText } from '../core/project/newProject.js';
import { DEFAULT_OUTPUT, PROJECT_EXTENSION } from '../core/project/project.js';
import { replaceFile } from '../files/replaceFile.js';
import { hashFile } from '../files/hashFile.js';
import { madeByUs } from './outputReport.js';

const VIDEO = new Set(['.mp4', '.mov', '.mkv', '.webm', '.m4v', '.avi', '.mts', '.m2ts', '.ts']);
const AUDIO = new Set(['.wav', '.mp3', '.m4a', '.aac', '.flac', '.ogg', '.opus', '.wma']);

/** What a file is taken for by its name; undefined for what is neither. */
export function mediaListOf(path: string): 'audios' | 'videos' | undefined {
  const extension = extname(path).toLowerCase();
  if (VIDEO.has(extension)) return 'videos';
  return AUDIO.has(extension) ? 'audios' : undefined;
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
}

/** `talks` -> `talks/talks.heygem`; a path that ends in `.heygem` is taken as it is. */
export function projectPathFor(target: string): string {
  const absolute = resolve(target);
  if (absolute.endsWith(PROJECT_EXTENSION)) return absolute;
  return join(absolute, `${basename(absolute) || 'project'}${PROJECT_EXTENSION}`);
}

/**
 * Writes a project that pairs every video with every audio of its folder. Rejects with
 * `output-exists` when there is a project of that name, with `output-not-writable` when it cannot be
 * written, with `folder-missing` or `not-a-folder` where there is no folder.
 */
export async function scaffoldProject(target: string): Promise<Scaffold> {
  const path = projectPathFor(target);
  const folder = dirname(path);
  const folderStats = await stat(folder).catch(() => undefined);
  if (folderStats === undefined) throw new HeygemError('folder-missing', { path: folder });
  if (!folderStats.isDirectory()) throw new HeygemError('not-a-folder', { path: folder });
  if (await stat(path).catch(() => undefined)) throw new HeygemError('output-exists', { path });
  const files = await mediaFiles(folder);
  const videos = sources(files, VIDEO, 'v');
  const audios = sources(files, AUDIO, 'a');
  const title = basename(path, PROJECT_EXTENSION);
  const project = JSON.parse(newProjectText(title)) as Record<string, unknown>;
  const text = `${JSON.stringify({ ...project, videos, audios }, null, 2)}\n`;
  try {
    await replaceFile(path, text);
  } catch (error) {
    throw new HeygemError('output-not-writable', { path }, String(error), error);
  }
  return { path, videos: videos.length, audios: audios.length };
}

function sources(files: readonly string[], extensions: ReadonlySet<string>, prefix: 'v' | 'a') {
  const taken = new Set<string>();
  return files
    .filter((file) => extensions.has(extname(file).toLowerCase()))
    .map((path) => {
      const id = freshId(path, prefix, taken);
      taken.add(id);
      return { id, path };
    });
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
      if (entry.isFile() && !(await madeByUs(path, hashFile))) found.push(path);
    }
  };
  await visit(folder, 1);
  return found.map((path) => relative(folder, path).split(sep).join('/')).sort();
}
