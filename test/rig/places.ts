import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { RigVersion } from './versions.js';

/** Where the parts of an installed rig lie. */
export interface RigPlaces {
  readonly version: RigVersion;
  readonly root: string;
  /** The Node that runs the server. */
  readonly node: string;
  readonly nodeRoot: string;
  readonly codeServer: string;
  readonly vscodeRoot: string;
  /** Written last: what is here is whole. */
  readonly marker: string;
}

/** The cache folder that checkouts share, a rig a version in it; HEYGEM_RIGS names another. */
export function rigsFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.HEYGEM_RIGS) return env.HEYGEM_RIGS;
  const cache = env.XDG_CACHE_HOME ? env.XDG_CACHE_HOME : join(homedir(), '.cache');
  return join(cache, 'heygem-studio');
}

export function rigPlaces(version: RigVersion, folder = rigsFolder()): RigPlaces {
  return placesIn(join(folder, `rig-${version.codeServer}-${version.node}`), version);
}

export function placesIn(root: string, version: RigVersion): RigPlaces {
  const nodeRoot = join(root, 'node_modules', nodePackage());
  const codeServer = join(root, 'node_modules', 'code-server');
  return {
    version,
    root,
    nodeRoot,
    node: join(nodeRoot, 'bin', 'node'),
    codeServer: join(codeServer, 'out', 'node', 'entry.js'),
    vscodeRoot: join(codeServer, 'lib', 'vscode'),
    marker: join(root, 'ready'),
  };
}

/** npm carries Node itself, one package a platform. */
export function nodePackage(): string {
  return `node-${process.platform}-${process.arch}`;
}

/** The browser that tests drive: CHROMIUM, else one that the system has. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const candidates = [
    env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return firstPresent(candidates);
}

/** The other browser that tests drive: FIREFOX, else one that the system has. */
export function findFirefox(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return firstPresent([
    env.FIREFOX,
    '/usr/bin/firefox-esr',
    '/usr/lib64/firefox/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ]);
}

function firstPresent(files: readonly (string | undefined)[]): string | undefined {
  return files.find((file) => file !== undefined && file !== '' && existsSync(file));
}
