import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Browser, type BrowserOptions } from './browser.js';
import type { RigPlaces } from './places.js';
import { CodeServer, type ServerOptions } from './server.js';
import { Workbench } from './workbench.js';

export interface SessionOptions {
  readonly places: RigPlaces;
  readonly chromium: string;
  /** The packaged extension, and others it may need. */
  readonly vsix: readonly string[];
  /** A command that tells that the extension's contributions are there. */
  readonly command: string;
  /** Pictures go here; their names begin with `name`. */
  readonly pictures: string;
  readonly name: string;
  readonly server?: Partial<ServerOptions>;
  readonly browser?: Partial<BrowserOptions>;
}

/** A fresh VS Code with the extension, a folder to open and a browser that looks at it. */
export class Session {
  private pictureCount = 0;

  private constructor(
    readonly workspace: string,
    readonly workbench: Workbench,
    readonly server: CodeServer,
    readonly browser: Browser,
    /** Holds all that this session writes: its name is in the command lines of its processes. */
    readonly root: string,
    private readonly options: SessionOptions,
  ) {}

  /** `fill` puts files into the workspace before it is opened. */
  static async start(options: SessionOptions, fill: (folder: string) => void): Promise<Session> {
    const root = mkdtempSync(join(tmpdir(), 'heygem-e2e-'));
    const workspace = join(root, 'course');
    mkdirSync(workspace);
    mkdirSync(options.pictures, { recursive: true });
    removeOldPictures(options.pictures, options.name);
    fill(workspace);
    const profile = join(root, 'profile');
    const { places, vsix, chromium, command } = options;
    const server = await CodeServer.start(places, { ...options.server, profile, vsix });
    const browser = await Browser.launch({ ...options.browser, program: chromium }).catch(
      async (error: unknown) => {
        await server.stop();
        throw error;
      },
    );
    const workbench = new Workbench(browser.page, server.address);
    const session = new Session(workspace, workbench, server, browser, root, options);
    try {
      await workbench.open(workspace, command);
      const runs = await workbench.codeServerVersion();
      const { codeServer } = places.version;
      if (runs !== codeServer) throw new Error(`${String(runs)} runs where ${codeServer} is meant`);
    } catch (error) {
      await session.picture('did-not-open').catch(() => undefined);
      await session.close();
      throw error;
    }
    return session;
  }

  get page() {
    return this.browser.page;
  }

  /** Writes what is seen now as `NAME-NN-step.png`. */
  async picture(step: string): Promise<void> {
    this.pictureCount += 1;
    const number = String(this.pictureCount).padStart(2, '0');
    const file = join(this.options.pictures, `${this.options.name}-${number}-${step}.png`);
    await this.page.screenshot({ path: file });
  }

  /** What VS Code keeps of texts that are not saved, to find them again after a reload. */
  backups(): readonly string[] {
    const folder = join(this.root, 'profile', 'data', 'User', 'Backups');
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
  }

  /** Ends everything and keeps the page's console beside the pictures. */
  async close(): Promise<void> {
    const log = join(this.options.pictures, `${this.options.name}-console.log`);
    await writeFile(log, `${this.browser.console.join('\n')}\n`);
    await this.browser.close();
    await this.server.stop();
    await rm(this.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** What an earlier run left would be taken for this one's. */
function removeOldPictures(folder: string, name: string): void {
  for (const file of readdirSync(folder)) {
    if (file.startsWith(`${name}-`)) rmSync(join(folder, file));
  }
}
