import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

/** What a busy machine may take for a thing that an idle one does at once. */
const WAIT_LIMIT_MS = 90_000;

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--metrics-recording-only',
  '--no-pings',
  '--autoplay-policy=no-user-gesture-required',
  // Nothing here may need the network, so nothing gets it.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.localhost',
];

export interface BrowserOptions {
  readonly program: string;
  readonly width?: number;
  readonly height?: number;
  /** Device pixels a CSS pixel. */
  readonly scale?: number;
  readonly locale?: string;
  readonly reducedMotion?: boolean;
}

/** A browser with a profile of its own, gone when closed. */
export class Browser {
  /** What the page wrote to its console, and requests that failed. */
  readonly console: string[] = [];

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly profile: string,
  ) {
    page.setDefaultTimeout(WAIT_LIMIT_MS);
    page.on('console', (message) => this.console.push(`[${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => this.console.push(`[uncaught] ${error.message}`));
  }

  static async launch(options: BrowserOptions): Promise<Browser> {
    const profile = mkdtempSync(join(tmpdir(), 'heygem-browser-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: options.program,
      headless: true,
      viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
      deviceScaleFactor: options.scale ?? 1,
      args: ARGUMENTS,
      ...(options.locale === undefined ? {} : { locale: options.locale }),
      ...(options.reducedMotion === true ? { reducedMotion: 'reduce' as const } : {}),
    });
    return new Browser(context, context.pages()[0] ?? (await context.newPage()), profile);
  }

  async close(): Promise<void> {
    await this.context.close();
    await rm(this.profile, { recursive: true, force: true });
  }
}
