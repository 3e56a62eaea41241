import type { Page } from 'playwright-core';
import type { Answer, Intent } from '../../../src/protocol/editor.js';
import type { ElementProps } from './elementPage.js';
import { PageRig, type Theme } from './testPage.js';

/** A browser in which one element at a time is tried alone. */
export class ElementRig {
  private constructor(private readonly rig: PageRig) {}

  static async start(): Promise<ElementRig> {
    const rig = await PageRig.start({
      reducedMotion: true,
      entry: 'test/webview/rig/elementPage.ts',
    });
    await rig.open(undefined);
    return new ElementRig(rig);
  }

  get page(): Page {
    return this.rig.page;
  }

  /** Errors and warnings in the console so far. */
  get complaints(): readonly string[] {
    return this.rig.complaints;
  }

  setTheme(theme: Theme): Promise<void> {
    return this.rig.setTheme(theme);
  }

  async mount(
    tag: string,
    props: ElementProps = {},
    options: { readonly trusted?: boolean; readonly text?: string } = {},
  ): Promise<void> {
    await this.page.evaluate(([name, given, more]) => stage.mount(name, given, more), [
      tag,
      props,
      options,
    ] as const);
  }

  async change(props: ElementProps): Promise<void> {
    await this.page.evaluate((given) => stage.change(given), props);
  }

  async answer(kind: Intent['kind'], answer: Answer): Promise<void> {
    await this.page.evaluate(
      ([key, value]) => {
        stage.answers[key] = value;
      },
      [kind, answer] as const,
    );
  }

  /** What was asked of the host since the last call. */
  async asked(): Promise<readonly Intent[]> {
    return this.page.evaluate(async () => {
      await stage.settled();
      return stage.asked.splice(0);
    });
  }

  /** What the element fired since the last call. */
  async heard(): Promise<readonly unknown[]> {
    return this.page.evaluate(async () => {
      await stage.settled();
      return stage.heard.splice(0);
    });
  }

  /** Presses keys one after another, and waits until what they changed is on the page. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
    await this.page.evaluate(() => stage.settled());
  }

  /** The accessible name of what has the focus, through all shadow roots. */
  async focused(): Promise<string> {
    return this.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      // A button's words may be in the light of an element around it.
      for (let around = element; around && around !== document.body;) {
        const name = around.getAttribute('aria-label') ?? around.textContent.trim();
        if (name !== '') return name;
        const root = around.getRootNode();
        around = root instanceof ShadowRoot ? root.host : null;
      }
      return '';
    });
  }

  async close(): Promise<void> {
    await this.rig.close();
  }
}
