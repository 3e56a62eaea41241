import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { step } from './step.js';

export interface Wanted {
  /** Debian's names. */
  readonly packages: readonly string[];
  /** What they are for, and what to do where they cannot be installed. */
  readonly need: string;
  readonly say: (line: string) => void;
  readonly log: string;
}

export function isOnPath(program: string, env: NodeJS.ProcessEnv = process.env): boolean {
  const folders = (env.PATH ?? '').split(delimiter);
  return folders.some((folder) => folder !== '' && existsSync(join(folder, program)));
}

/** Debian's packages, where this is Debian and we may; throws with `need` anywhere else. */
export async function installPackages({ packages, need, say, log }: Wanted): Promise<void> {
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) throw new Error(need);
  say(`Installing Debian's ${packages.join(', ')} ...`);
  mkdirSync(dirname(log), { recursive: true });
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await step('apt-get', ['update', '-qq'], { env, log });
  const quiet = ['-y', '-qq', '--no-install-recommends'];
  await step('apt-get', ['install', ...quiet, ...packages], { env, log });
}
