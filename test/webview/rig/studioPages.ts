import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { StudioRig } from '../../process/studio/studioRig.js';
import { setUpChromium } from '../../rig/setup.js';
import { bundled } from './pageServer.js';

const LIMIT_MS = 30_000;

/** The studio's own pages from its real server, with the fake worker, in real browsers. */
export class StudioPages {
  readonly troubles: string[] = [];

  private constructor(
    readonly studio: StudioRig,
    private readonly browser: Browser,
    private readonly dist: string,
  ) {}

  static async start(): Promise<StudioPages> {
    const program = await setUpChromium(() => undefined);
    const studio = new StudioRig();
    const dist = join(studio.folder, 'dist');
    mkdirSync(dist);
    writeFileSync(join(dist, 'studio.js'), await bundled('webview/browser/main.ts'));
    await studio.start({ distFolder: dist });
    await studio.enter();
    const args = ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];
    const browser = await chromium.launch({ executablePath: program, args, headless: true });
    return new StudioPages(studio, browser, dist);
  }

  /** A browser of somebody whom the studio has let in. @param locale such as `zh-CN` */
  async browse(locale = 'en-GB'): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      ...{ locale, baseURL: this.origin, viewport: { width: 1280, height: 900 } },
    });
    const [name, value] = this.studio.cookie.split('=');
    await context.addCookies([{ name, value, url: this.origin }]);
    return context;
  }

  async open(context: BrowserContext, path: string): Promise<Page> {
    const page = await context.newPage();
    page.setDefaultTimeout(LIMIT_MS);
    page.on('pageerror', ({ message }) => this.troubles.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.troubles.push(message.text());
    });
    await page.goto(path);
    return page;
  }

  /** The same folder served by another server, as after a restart. */
  async restart(options: Parameters<StudioRig['start']>[0] = {}): Promise<void> {
    const { port } = this.studio.server;
    await this.studio.stop();
    await this.studio.start({ distFolder: this.dist, port, ...options });
    await this.studio.enter();
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.studio.stop();
  }

  private get origin(): string {
    return `http://127.0.0.1:${this.studio.server.port}`;
  }
}
