import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The per-user folder for what can be made again: `actors/<key>/` and other kinds with one folder
 * an entry, `hashes.json`, and `logs/`. `HEYGEM_CACHE` names another.
 */
export function cacheRoot(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const named = env['HEYGEM_CACHE'];
  if (named !== undefined && named !== '') return named;
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'heygem');
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'heygem', 'cache');
  }
  const xdg = env['XDG_CACHE_HOME'];
  // The specification says that relative paths in it are invalid and to be ignored.
  return join(xdg?.startsWith('/') === true ? xdg : join(home, '.cache'), 'heygem');
}
