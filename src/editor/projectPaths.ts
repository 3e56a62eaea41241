import { realpathSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';

/** A folder's own name is asked for ten times a second, and does not change while it is open. */
const realNames = new Map<string, string>();

/** A file as the project in `folder` names it; what lies elsewhere, or is no path, stays as it is. */
export function asProjectPath(folder: string, value: string): string {
  for (const base of [folder, realName(folder)]) {
    const rest = value.slice(base.length);
    if (value.startsWith(base) && /^[\\/]/.test(rest)) return rest.slice(1).replaceAll('\\', '/');
  }
  return value;
}

/** The engine tells of files by their paths without symlinks. */
function realName(folder: string): string {
  const known = realNames.get(folder);
  if (known !== undefined) return known;
  try {
    const real = realpathSync(folder);
    realNames.set(folder, real);
    return real;
  } catch {
    return folder;
  }
}

/** A file's path as a project names it, or that it lies outside of the project's folder. */
export async function relativeTo(
  folder: string,
  path: string,
): Promise<{ readonly inside: boolean; readonly relative: string }> {
  const plain = projectPath(folder, path);
  if (plain.inside) return plain;
  // One of the two may have been reached by a symlink.
  const real = await Promise.all([realpath(folder), realpath(path)]).catch(() => undefined);
  return real ? projectPath(real[0], real[1]) : plain;
}

function projectPath(folder: string, path: string) {
  const steps = relative(folder, path);
  const inside = steps !== '' && !isAbsolute(steps) && steps.split(sep)[0] !== '..';
  return { inside, relative: steps.split(sep).join('/') };
}
