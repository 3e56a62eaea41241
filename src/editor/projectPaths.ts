import { realpathSync } from 'node:fs';

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
