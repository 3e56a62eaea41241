import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

const ROOT = join(import.meta.dirname, '../..');
const PICTURES = join(ROOT, 'out', 'studio');
const ARGUMENTS = [
  '--no-sandbox',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // Nothing here may need the network, so nothing gets it.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** The real studio as `heygem studio` starts it, and a browser that looks at it. */
export class StudioSession {
  readonly folder = mkdtempSync(join(tmpdir(), 'heygem studio 页 '));
  readonly projects = join(this.folder, 'projects');
  readonly troubles: string[] = [];
  private server: ChildProcess | undefined;
  private context!: BrowserContext;
  page!: Page;

  async start(program: string, options: Parameters<typeof chromium.launch>[0] = {}): Promise<void> {
    mkdirSync(this.projects, { recursive: true });
    mkdirSync(PICTURES, { recursive: true });
    const browser = await chromium.launch({
      ...{ executablePath: program, args: ARGUMENTS, headless: true },
      ...options,
    });
    this.context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      permissions: ['microphone'],
      acceptDownloads: true,
    });
    this.page = await this.tab();
    await this.page.goto(await this.serve());
    await this.page.waitForURL((url) => url.pathname === '/');
  }

  /** Starts the server; resolves with the address that it prints. Another port than before is taken for none. */
  serve(port = 0): Promise<string> {
    const args = ['studio', this.projects, '--no-open', '--json', '--port', String(port)];
    const server = spawn(process.execPath, [join(ROOT, 'dist/cli.cjs'), ...args], {
      env: { ...process.env, HEYGEM_CACHE: join(this.folder, 'cache') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.server = server;
    return new Promise((done, reject) => {
      server.stdout.once('data', (line: Buffer) => {
        done((JSON.parse(line.toString()) as { address: string }).address);
      });
      server.once('exit', (code) => {
        reject(new Error(`the studio ended with ${code}`));
      });
    });
  }

  /** As when the machine goes down. */
  async kill(): Promise<void> {
    const { server } = this;
    const gone = new Promise((done) => server?.once('exit', done));
    server?.kill('SIGKILL');
    await gone;
  }

  async tab(): Promise<Page> {
    const page = await this.context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', ({ message }) => this.troubles.push(message));
    page.on('console', (message) => {
      // A connection that is lost on purpose is told as an error too.
      if (message.type() === 'error' && !/WebSocket|ERR_CONNECTION/.test(message.text()))
        this.troubles.push(`${message.text()} ${message.location().url}`);
    });
    return page;
  }

  async picture(name: string, page = this.page): Promise<void> {
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }

  async close(): Promise<void> {
    await this.context.browser()?.close();
    this.server?.kill('SIGTERM');
    await new Promise((done) => {
      if (this.server?.exitCode === null) this.server.once('exit', done);
      else done(undefined);
    });
    rmSync(this.folder, { recursive: true, force: true });
  }
}
