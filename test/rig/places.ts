import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** VS Code as a server (1.139.1) and the Node it is built for; the project itself stays on Node 20. */
export const CODE_SERVER_VERSION = '4.139.1';
export const SERVER_NODE_VERSION = '24.21.0';

/** Where the parts of an installed rig lie. */
export interface RigPlaces {
  readonly root: string;
  /** The Node that runs the server. */
  readonly node: string;
  readonly nodeRoot: string;
  readonly codeServer: string;
  readonly vscodeRoot: string;
  /** Written last: what is here is whole. */
  readonly marker: string;
}

/** The cache folder that rigs share between checkouts; HEYGEM_RIG names another. */
export function rigRoot(env: NodeJS.ProcessEnv = process.env): string {
  if (env.HEYGEM_RIG) return env.HEYGEM_RIG;
  const cache = env.XDG_CACHE_HOME ? env.XDG_CACHE_HOME : join(homedir(), '.cache');
  return join(cache, 'heygem-studio', `rig-${CODE_SERVER_VERSION}-${SERVER_NODE_VERSION}`);
}

export function placesIn(root: string): RigPlaces {
  const nodeRoot = join(root, 'node_modules', nodePackage());
  const codeServer = join(root, 'node_modules', 'code-server');
  return {
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
