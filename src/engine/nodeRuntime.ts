import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isFitNode } from '../core/oldestNode.js';
import { programsOnPath } from '../files/programsOnPath.js';
import { pathFromEnvironment } from './programs.js';

/** How to start a JavaScript file in a process of its own. */
export interface NodeRuntime {
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface HostRuntime {
  readonly execPath: string;
  /** Whether `execPath` is Electron (VS Code) instead of Node. */
  readonly electron: boolean;
  readonly env: NodeJS.ProcessEnv;
}

export function currentHost(): HostRuntime {
  return {
    execPath: process.execPath,
    electron: process.versions['electron'] !== undefined,
    env: process.env,
  };
}

/**
 * A real Node where there is one (`HEYGEM_NODE`, the host itself, PATH), since native modules are
 * best tried there; else the host's Electron told to be Node.
 */
export async function findNode(host: HostRuntime = currentHost()): Promise<NodeRuntime> {
  const wished = pathFromEnvironment('HEYGEM_NODE', host.env);
  if (wished !== undefined && (await isNode(wished))) return { command: wished, env: {} };
  if (!host.electron) return { command: host.execPath, env: {} };
  for (const command of programsOnPath('node', host.env)) {
    if (await isNode(command)) return { command, env: {} };
  }
  return { command: host.execPath, env: { ELECTRON_RUN_AS_NODE: '1' } };
}

async function isNode(command: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)(command, ['--version'], { timeout: 5_000 });
    const version = /^v(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
    return version !== undefined && isFitNode(version);
  } catch {
    return false;
  }
}
