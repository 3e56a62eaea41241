import { HeygemError } from '../errors.js';
import { normalizeRelative, pathProblem } from '../project/relativePath.js';
import type { FileFacts } from './fileFacts.js';

/** Where a project's relative paths may lead. */
export interface PathRules {
  /** The project's folder, absolute, symlinks resolved. */
  readonly folder: string;
  readonly outsideAllowed: boolean;
  /** Whether single files that the project says lie outside may do so. */
  readonly trusted: boolean;
}

/** Where one source may lie: some are allowed to lie outside one by one. Never for what is written. */
export function rulesFor(source: { readonly outside?: boolean }, rules: PathRules): PathRules {
  const allowed = rules.trusted && source.outside === true;
  return allowed ? { ...rules, outsideAllowed: true } : rules;
}

/**
 * Turns a project's relative path into an absolute one without symlinks.
 * @throws HeygemError `path-outside-project` when it leaves the folder, by `..` or by a symlink, and
 * may not; `project-invalid` when it is no relative path at all.
 */
export async function resolvePath(
  relative: string,
  rules: Pick<PathRules, 'folder' | 'outsideAllowed'>,
  files: Pick<FileFacts, 'realpath'>,
): Promise<string> {
  const problem = pathProblem(relative, rules.outsideAllowed);
  if (problem === 'path-outside') throw new HeygemError('path-outside-project', { path: relative });
  if (problem) throw new HeygemError('project-invalid', { path: relative }, problem);
  const path = await files.realpath(joinPath(rules.folder, normalizeRelative(relative)));
  if (!rules.outsideAllowed && !isWithin(path, rules.folder)) {
    throw new HeygemError('path-outside-project', { path: relative });
  }
  return path;
}

/** Joins an absolute folder and a normalised relative path; `/` is understood on Windows too. */
export function joinPath(folder: string, relative: string): string {
  if (relative === '.') return folder;
  const base = folder.replace(isWindowsPath(folder) ? /[\\/]+$/ : /\/+$/, '');
  return relative.split('/').reduce((path, step) => {
    if (step !== '..') return `${path}/${step}`;
    const cut = Math.max(
      path.lastIndexOf('/'),
      isWindowsPath(folder) ? path.lastIndexOf('\\') : -1,
    );
    return cut < 0 ? path : path.slice(0, cut);
  }, base);
}

/** Whether an absolute path is the folder or lies in it. Windows' paths ignore case. */
export function isWithin(path: string, folder: string): boolean {
  const inner = comparable(path);
  const outer = comparable(folder);
  return inner === outer || inner.startsWith(outer.endsWith('/') ? outer : `${outer}/`);
}

function comparable(path: string): string {
  if (!isWindowsPath(path)) return path;
  return path
    .replaceAll('\\', '/')
    .toLowerCase()
    .replace(/(?<=.)\/+$/, '');
}

function isWindowsPath(path: string): boolean {
  return /^[A-Za-z]:[\\/]|^\\\\/.test(path);
}
