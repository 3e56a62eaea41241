import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Answer, Intent } from '../../../src/protocol/editor.js';
import type { EditorView } from '../../../src/protocol/editorView.js';
import { Browser } from '../../rig/browser.js';
import { setUpChromium } from '../../rig/setup.js';
import { bundled, PageServer } from './pageServer.js';

export type Theme = 'light' | 'dark' | 'light-2026' | 'dark-2026' | 'hc' | 'hc-light';

/** Colours as a real VS Code's workbench has them, by theme. */
const THEMES = JSON.parse(
  readFileSync(join(import.meta.dirname, 'themes.json'), 'utf8'),
) as Readonly<Record<Theme, Readonly<Record<string, string>>>>;

const FONTS = {
  '--vscode-font-family': 'system-ui, "Ubuntu", "Droid Sans", sans-serif',
  '--vscode-font-size': '13px',
  '--vscode-font-weight': 'normal',
};
const BODY_CLASS: Readonly<Record<Theme, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  'light-2026': 'vscode-light',
  'dark-2026': 'vscode-dark',
  hc: 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light vscode-high-contrast',
};

export interface PageOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly state?: unknown;
}

/** A real browser in which the built page meets a fake host. One for a test file. */
export class PageRig {
  private constructor(
    private readonly browser: Browser,
    private readonly server: PageServer,
  ) {}

  /** @param options.entry the script of the page: the product's own, if not another */
  static async start(
    options: { readonly reducedMotion?: boolean; readonly entry?: string } = {},
  ): Promise<PageRig> {
    const { entry = 'webview/main.ts', ...look } = options;
    const program = await setUpChromium(() => undefined);
    const [script, host] = await Promise.all([
      bundled(entry),
      bundled('test/webview/rig/fakeHost.ts'),
    ]);
    const server = await PageServer.start(script);
    const browser = await Browser.launch({ ...look, program });
    await browser.page.addInitScript({ content: host });
    return new PageRig(browser, server);
  }

  get page(): Page {
    return this.browser.page;
  }

  /** Errors of the page, breaches of its policy among them, since it was opened. */
  get complaints(): readonly string[] {
    return this.browser.console.filter((line) => /^\[(error|uncaught|warning)\]/.test(line));
  }

  async open(view: EditorView | undefined, options: PageOptions = {}): Promise<void> {
    const { theme = 'dark', width = 1280, height = 900, state } = options;
    this.browser.console.length = 0;
    await this.page.setViewportSize({ width, height });
    // The page reads its state as it starts.
    const saved = state === undefined ? '' : `?${encodeURIComponent(JSON.stringify(state))}`;
    await this.page.goto(`${this.server.address}/${saved}`);
    await this.setTheme(theme);
    if (view) await this.push(view);
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.page.evaluate(
      ({ colors, name }) => {
        const { style } = document.documentElement;
        style.cssText = '';
        for (const [key, value] of Object.entries(colors)) style.setProperty(key, value);
        document.body.className = name;
      },
      { colors: { ...THEMES[theme], ...FONTS }, name: BODY_CLASS[theme] },
    );
  }

  /** Shows a view and waits until all of it is on the page. */
  async push(view: EditorView): Promise<void> {
    await this.page.evaluate(async (shown) => {
      fake.push(shown);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }, view);
  }

  async answer(kind: Intent['kind'], answer: Answer): Promise<void> {
    await this.page.evaluate(
      ([key, value]) => {
        fake.answers[key] = value;
      },
      [kind, answer] as const,
    );
  }

  /** What the page asked since the last call, `ready` left out. */
  async sent(): Promise<readonly Intent[]> {
    return this.page.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return fake.sent.splice(0).filter(({ kind }) => kind !== 'ready');
    });
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.close();
  }
}
