import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ownData } from './ownData.js';
import { pathFromEnvironment } from './programs.js';

/** What a folder with the pack holds. */
const MANIFEST = 'manifest.json';

/**
 * The folder of the voices pack: the one that `HEYGEM_VOICES` names, whatever is in it; else the first that has one
 * of `installed` (the extension that carries it), `voices/` beside the bundles, and a folder of the person's
 * own. Where none has, the last, which is where to put one.
 * @param distFolder that of the bundles
 */
export function voicesPlace(
  distFolder: string,
  installed?: string,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const named = pathFromEnvironment('HEYGEM_VOICES', env, platform);
  if (named !== undefined) return named;
  const own = ownData('voices', env, platform, home);
  const places = [
    ...(installed === undefined ? [] : [installed]),
    join(distFolder, '..', 'voices'),
  ];
  return places.find((place) => existsSync(join(place, MANIFEST))) ?? own;
}
