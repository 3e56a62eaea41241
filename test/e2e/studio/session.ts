import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { desktop, launch, type BrowserName } from './browsers.js';
import { StudioProcess, type StudioServed } from './server.js';

const PICTURES = join(import.meta.dirname, '../../../out/studio');

/** Of a style that Playwright tries on every page before it takes a picture: `body {}`. */
const PLAYWRIGHT_STYLE = createHash('sha256').update('body {}').digest('base64');

/** Told as an error though it is none: a connection that is lost on purpose, and what Playwright did. */
function isExpected(text: string): boolean {
  return /WebSocket|ERR_CONNECTION/.test(text) || text.includes(PLAYWRIGHT_STYLE);
}

/** A studio, and a browser that was opened at the address that it printed. */
export class StudioSession {
  /** What went wrong in any tab. */
  readonly troubles: string[] = [];
  private browser: Browser | undefined;
  private context!: BrowserContext;
  page!: Page;

  constructor(
    readonly name: BrowserName,
    private readonly options: BrowserContextOptions = desktop(name),
    /** Begins the names of its pictures. */
    private readonly kind: string = name,
    readonly server: StudioServed = new StudioProcess(),
  ) {}

  /** @param program the browser */
  async start(program: string): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    this.browser = await launch(this.name, program);
    this.context = await this.browser.newContext(this.options);
    this.page = await this.tab();
    await this.page.goto(await this.server.serve());
    await this.page.waitForURL((url) => url.pathname === '/');
  }

  async tab(): Promise<Page> {
    const page = await this.context.newPage();
    page.setDefaultTimeout(40_000);
    const note = (text: string, where = '') => {
      if (!isExpected(text)) this.troubles.push(`${text} ${where}`);
    };
    page.on('pageerror', ({ message }) => {
      note(message);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') note(message.text(), message.location().url);
    });
    return page;
  }

  async picture(name: string, page = this.page): Promise<void> {
    await page.screenshot({
      path: join(PICTURES, `${this.kind}-${name}.png`),
      fullPage: true,
      caret: 'initial',
    });
  }

  /** Of a project, by its title: the folder that holds its file and files. */
  folderOf(title: string): string {
    return join(this.server.projects, title);
  }

  fileOf(title: string): string {
    return join(this.folderOf(title), `${title}.heygem`);
  }

  read(title: string): Readonly<Record<string, readonly unknown[]>> {
    return JSON.parse(readFileSync(this.fileOf(title), 'utf8')) as Record<string, unknown[]>;
  }

  /** Names of the videos that are made and whole. */
  results(title: string): readonly string[] {
    const all = readdirSync(join(this.folderOf(title), 'out'));
    return all.filter((name) => /^[^.].*\.mp4$/.test(name));
  }

  async close(): Promise<void> {
    await this.browser?.close();
    await this.server.close();
  }
}
