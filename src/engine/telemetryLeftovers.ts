import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** What onnxruntime's telemetry keeps: a device id, and a SQLite database of events. */
const KEPT = /^(deviceid(\.lock|\.tmp\..+)?|onnxruntime\.db(-(wal|shm|journal))?)$/;

/**
 * The folder in which onnxruntime's telemetry kept a device id and events, where there is one. Earlier
 * versions of HeyGem Studio let it; so does any other program of this person's with that library, and
 * they share the folder. Nothing in it says whose it is (the events name no more than the Node that
 * ran), so it is told of, and removed only when the person says so.
 */
export async function findTelemetryLeftovers(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): Promise<string | undefined> {
  // Windows builds keep no files.
  if (platform === 'win32') return undefined;
  const cache =
    platform === 'darwin'
      ? join(home, 'Library', 'Application Support')
      : env['XDG_CACHE_HOME'] || join(home, '.cache');
  const folder = join(cache, 'Microsoft', 'DeveloperTools', '.onnxruntime');
  const stats = await lstat(folder).catch(() => undefined);
  if (stats?.isDirectory() !== true) return undefined;
  return (await readdir(folder)).some((name) => KEPT.test(name)) ? folder : undefined;
}

/** Removes what telemetry kept in the folder, and the folder and those around it where they are empty. */
export async function removeTelemetryLeftovers(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isFile() && KEPT.test(entry.name))
      await rm(join(folder, entry.name), { force: true });
  }
  for (const each of [folder, dirname(folder), dirname(dirname(folder))]) {
    // Not empty: others keep something there.
    await rmdir(each).catch(() => undefined);
  }
}
