import { homedir } from 'node:os';
import { ownData } from './ownData.js';
import { pathFromEnvironment } from './programs.js';

/** The folder of the person's lip models: what `HEYGEM_LIP_MODELS` names, else one of their own. */
export function lipModelPlace(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const named = pathFromEnvironment('HEYGEM_LIP_MODELS', env, platform);
  return named ?? ownData('lip-models', env, platform, home);
}
