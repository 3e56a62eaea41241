import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { PROJECT_EXTENSION } from '../core/project/project.js';
import { readSmallText } from '../files/readSmallFile.js';

/** A project begins with a brace, or a comment before it; this much of a file is looked at. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The project that a person means by a path: the file itself, or the only one in a folder. Absolute.
 * Rejects with `project-missing`, `not-a-project`, `no-project-in-folder` or `several-projects`.
 */
export async function namedProject(named: string): Promise<string> {
  const path = resolve(named);
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined) throw new HeygemError('project-missing', { path });
  if (stats.isDirectory()) return onlyProject(path);
  if (!path.toLowerCase().endsWith(PROJECT_EXTENSION) && !(await looksLikeProject(path))) {
    throw new HeygemError('not-a-project', { path });
  }
  return path;
}

async function onlyProject(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  const projects = names.filter((name) => name.endsWith(PROJECT_EXTENSION)).sort();
  if (projects.length === 0) throw new HeygemError('no-project-in-folder', { path: folder });
  if (projects.length > 1) {
    throw new HeygemError('several-projects', { path: folder, names: projects.join(', ') });
  }
  return join(folder, projects[0]);
}

async function looksLikeProject(path: string): Promise<boolean> {
  const text = await readSmallText(path, MOST_BYTES).catch(() => '');
  return /^\uFEFF?\s*[{/]/.test(text);
}
