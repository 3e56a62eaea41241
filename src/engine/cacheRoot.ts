import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The per-user folder that the cache is wished in; `openCache` says where in it the cache may be.
 * `HEYGEM_CACHE` names another.
 */
export function cacheRoot(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const named = env['HEYGEM_CACHE'];
  // The worker may have another working folder.
  if (named !== undefined && named !== '') return resolve(named);
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'heygem');
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'heygem', 'cache');
  }
  const xdg = env['XDG_CACHE_HOME'];
  // The specification says that relative paths in it are invalid and to be ignored.
  return join(xdg?.startsWith('/') === true ? xdg : join(home, '.cache'), 'heygem');
}
