import { join } from 'node:path';

/** The folder of the person's own things of one kind, below what systems keep for programs. */
export function ownData(
  kind: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  home: string,
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'heygem', kind);
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'heygem', kind);
  }
  const xdg = env['XDG_DATA_HOME'];
  // The specification says that relative paths in it are invalid and to be ignored.
  const data = xdg?.startsWith('/') === true ? xdg : join(home, '.local', 'share');
  return join(data, 'heygem', kind);
}
