import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, closeSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './freePort.js';
import type { RigPlaces } from './places.js';

const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 8_000;

/** What makes the page quiet and the same everywhere. */
const SETTINGS = {
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'files.autoSave': 'off',
  'window.confirmBeforeClose': 'never',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  // Drawn as text, which a test can read.
  'terminal.integrated.gpuAcceleration': 'off',
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

export interface ServerOptions {
  /** Holds everything that this server writes; fresh for every run, because manifests are cached. */
  readonly profile: string;
  /** Folders of extensions' packages to install, in this order. */
  readonly vsix: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Left out: taken from the system. */
  readonly port?: number;
  /** Lets the workspace be untrusted. */
  readonly trust?: boolean;
  /**
   * VS Code's language, such as `zh-cn`. Nothing of VS Code's own is translated by it: what is in
   * that language then is the extension's.
   */
  readonly locale?: string;
  /** Runs tests inside the extension host; hides notifications. */
  readonly testDriver?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

/** A VS Code server of our own: owns its process group and ends all of it. */
export class CodeServer {
  private constructor(
    readonly address: string,
    private readonly child: ChildProcess,
    readonly log: string,
  ) {}

  /** Installs the extensions into a fresh profile, then serves. */
  static async start(places: RigPlaces, options: ServerOptions): Promise<CodeServer> {
    const { profile, vsix } = options;
    const { passesOptions } = places.version;
    mkdirSync(join(profile, 'data', 'User'), { recursive: true });
    const settings = JSON.stringify({ ...SETTINGS, ...options.settings }, null, 2);
    writeFileSync(join(profile, 'data', 'User', 'settings.json'), settings);
    writeFileSync(join(profile, 'config.yaml'), 'cert: false\n');
    if (options.locale !== undefined) addLanguage(join(profile, 'data'), options.locale);
    const log = join(profile, 'server.log');
    const common = [
      places.codeServer,
      ...['--config', join(profile, 'config.yaml')],
      ...['--user-data-dir', join(profile, 'data')],
      ...['--extensions-dir', join(profile, 'extensions')],
    ];
    const start = (args: string[]) => launch(places.node, [...common, ...args], options, log);
    for (const file of vsix) await ended(start(['--install-extension', file]), log);
    const port = options.port ?? (await freePort());
    const server = new CodeServer(
      `http://127.0.0.1:${port}`,
      start([
        ...['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'],
        ...['--disable-telemetry', '--disable-update-check', '--disable-proxy'],
        ...['--disable-getting-started-override', '--ignore-last-opened'],
        ...(passesOptions ? ['--reconnection-grace-time', '5'] : []),
        ...(options.trust === true ? [] : ['--disable-workspace-trust']),
        ...(options.locale === undefined ? [] : ['--locale', options.locale]),
        ...(passesOptions && options.testDriver === true
          ? ['--vscode-option', 'enable-smoke-test-driver']
          : []),
      ]),
      log,
    );
    await server.answers();
    return server;
  }

  /** Children are forked into the same group: none may outlive the server. */
  async stop(): Promise<void> {
    const { pid } = this.child;
    if (pid === undefined) return;
    signal(pid, 'SIGTERM');
    const limit = Date.now() + STOP_LIMIT_MS;
    while (isAlive(pid) && Date.now() < limit) await sleep(100);
    if (isAlive(pid)) signal(pid, 'SIGKILL');
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('the server has not started');
    return this.child.pid;
  }

  private async answers(): Promise<void> {
    const limit = Date.now() + START_LIMIT_MS;
    while (Date.now() < limit) {
      if (this.child.exitCode !== null) break;
      const response = await fetch(`${this.address}/healthz`).catch(() => undefined);
      if (response?.ok) return;
      await sleep(100);
    }
    await this.stop();
    throw new Error(`VS Code's server did not start: see ${this.log}`);
  }
}

/** What installing a language pack would leave, with a pack that translates nothing. */
function addLanguage(data: string, locale: string): void {
  const vscode = join(data, 'untranslated.json');
  writeFileSync(vscode, JSON.stringify({ '': [], version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: 'tests.untranslated' }, version: '1.0.0' }];
  const pack = { hash: 'untranslated', extensions, translations: { vscode }, label: locale };
  writeFileSync(join(data, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
}

/** With a home of its own, so that nothing of the person's is read or written. */
function launch(node: string, args: string[], options: ServerOptions, log: string): ChildProcess {
  const home = join(options.profile, 'home');
  mkdirSync(home, { recursive: true });
  const output = openSync(log, 'a');
  const child = spawn(node, args, {
    detached: true,
    stdio: ['ignore', output, output],
    env: {
      ...withoutParents(process.env),
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_DATA_HOME: join(home, '.local', 'share'),
      XDG_CACHE_HOME: join(home, '.cache'),
      ...options.env,
    },
  });
  closeSync(output);
  return child;
}

/** A terminal inside VS Code, and vitest, leave settings that would confuse another server. */
function withoutParents(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|VITEST|TEST$|NODE_ENV$|NODE_OPTIONS$|npm_)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}

function ended(child: ChildProcess, log: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else
        reject(new Error(`installing an extension ended with ${code ?? 'a signal'}: see ${log}`));
    });
  });
}

/** A process group, by its leader. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, name);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  return signal(pid, 0);
}
