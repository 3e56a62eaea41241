import type { FrameLocator, Locator, Page } from 'playwright-core';

const LOAD_LIMIT_MS = 180_000;
const SHORT_MS = 60_000;
const CLICK_LIMIT_MS = 15_000;
/** How long a text must stay in a box to be taken as what the box holds. */
const SETTLED_MS = 400;

/** VS Code's window in a page: what a person does with it, by the parts they see. */
export class Workbench {
  constructor(
    readonly page: Page,
    private readonly address: string,
  ) {}

  /** Opens a folder and waits until an extension that contributes `command` has registered. */
  async open(folder: string, command: string): Promise<void> {
    await this.page.goto(`${this.address}/?folder=${encodeURIComponent(folder)}`);
    await this.loaded();
    // The explorer paints first; a file opened then would fall into the text editor.
    await this.commandExists(command);
  }

  /** The version that the page itself names, whatever was asked for. */
  async codeServerVersion(): Promise<unknown> {
    const settings = await this.page
      .locator('#vscode-workbench-web-configuration')
      .getAttribute('data-settings');
    const { productConfiguration } = JSON.parse(settings ?? '{}') as {
      readonly productConfiguration?: { readonly codeServerVersion?: unknown };
    };
    return productConfiguration?.codeServerVersion;
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.locator('.monaco-workbench').waitFor({ timeout: LOAD_LIMIT_MS });
  }

  private async loaded(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: LOAD_LIMIT_MS });
    await this.explorerRow().first().waitFor({ timeout: LOAD_LIMIT_MS });
  }

  explorerRow(name?: string): Locator {
    const rows = this.page.locator('.explorer-folders-view .monaco-list-row');
    return name === undefined
      ? rows
      : rows.filter({ has: this.page.getByText(name, { exact: true }) });
  }

  async openFile(name: string): Promise<void> {
    await this.explorerRow(name).first().dblclick();
  }

  tab(name: string): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: name });
  }

  async isDirty(name: string): Promise<boolean> {
    return (await this.tab(name).and(this.page.locator('.dirty')).count()) > 0;
  }

  async becomesDirty(name: string): Promise<void> {
    await this.tab(name).and(this.page.locator('.dirty')).first().waitFor({ timeout: SHORT_MS });
  }

  async becomesClean(name: string): Promise<void> {
    const clean = this.page.locator(`.tabs-container .tab:not(.dirty)`, { hasText: name });
    await clean.first().waitFor({ timeout: SHORT_MS });
  }

  /**
   * Runs a command from the palette, by the title that the palette shows. A page that is just opening
   * takes the focus, which closes the palette: then once more.
   */
  async command(title: string): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const row = await this.search(title);
      const shown = row.waitFor({ timeout: SHORT_MS }).then(yes, no);
      const isShown = await Promise.race([shown, this.paletteIsClosed().then(no, no)]);
      const took = isShown && (await row.click({ timeout: CLICK_LIMIT_MS }).then(yes, no));
      if (took) return;
      if (tries === 3) throw new Error(`the palette did not keep showing ${title}`);
    }
  }

  /** Opens a file of the workspace by its name, as Ctrl+P does. */
  async quickOpen(name: string): Promise<void> {
    await this.page.keyboard.press('Control+p');
    await this.quickInput().waitFor({ timeout: SHORT_MS });
    await this.quickInput().fill(name);
    await this.choose(name);
  }

  /** Takes one of the things that a list offers. */
  async choose(name: string): Promise<void> {
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: name });
    await row.first().click({ timeout: SHORT_MS });
  }

  async useTheme(name: string): Promise<void> {
    await this.command('Preferences: Color Theme');
    await this.quickInput().fill(name);
    await this.choose(name);
  }

  async hideSideBar(): Promise<void> {
    await this.page.keyboard.press('Control+b');
    await this.explorerRow().first().waitFor({ state: 'hidden' });
  }

  async showExplorer(): Promise<void> {
    await this.command('View: Show Explorer');
    await this.explorerRow().first().waitFor();
  }

  /** The palette's rows for a title, as a person would read them. */
  async offered(title: string): Promise<string[]> {
    const row = await this.search(title);
    await row.waitFor({ timeout: 3_000 }).catch(() => undefined);
    const rows = await this.page.locator('.quick-input-list .monaco-list-row').allInnerTexts();
    await this.closePalette();
    return rows;
  }

  /**
   * A file dialog is a box with a list below: the path goes in, Enter takes it. Whatever is typed
   * before the dialog has read its first folder is lost: it puts that folder into the box again.
   * @param next what takes its place, where something does
   */
  async fillDialog(path: string, next?: Locator): Promise<void> {
    const box = this.quickInput();
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: '..' }).first().waitFor({ timeout: SHORT_MS });
    await box.fill(path);
    await this.settles(() => box.inputValue(), path);
    await this.page.keyboard.press('Enter');
    const widget = this.page.locator('.quick-input-widget');
    if (next) await next.waitFor({ timeout: SHORT_MS });
    else await widget.waitFor({ state: 'hidden', timeout: SHORT_MS });
  }

  /** Fills in the dialog that asks for a folder; Enter would only lead into it. @param yes its button */
  async chooseFolder(path: string, yes: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: '..' }).first().waitFor({ timeout: SHORT_MS });
    await this.quickInput().fill(`${path}/`);
    await this.settles(() => this.quickInput().inputValue(), `${path}/`);
    await widget.getByRole('button', { name: yes }).click();
    await widget.waitFor({ state: 'hidden', timeout: SHORT_MS });
  }

  /** Answers a question that VS Code asks in the middle of its window. */
  async answer(name: string, before?: () => Promise<void>): Promise<void> {
    const question = this.page.locator('.monaco-dialog-box');
    const button = question.getByRole('button', { name, exact: true });
    await button.waitFor({ timeout: SHORT_MS });
    await before?.();
    await button.click();
    await question.waitFor({ state: 'hidden', timeout: SHORT_MS });
  }

  /** Without Shift, VS Code keeps what is dragged to itself and opens it in an editor. */
  async dragWithShift(from: Locator, to: Locator): Promise<void> {
    const [start, end] = [await middleOf(from), await middleOf(to)];
    const { mouse, keyboard } = this.page;
    await mouse.move(start.x, start.y);
    await mouse.down();
    await keyboard.down('Shift');
    await mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
    await mouse.move(end.x, end.y, { steps: 4 });
    await mouse.up();
    await keyboard.up('Shift');
  }

  quickInput(): Locator {
    return this.page.locator('.quick-input-widget input.input');
  }

  /** The extension's page in the nth custom editor; goes through shadow roots. */
  webview(nth = 0): FrameLocator {
    const outer = this.page.locator('iframe.webview.ready').nth(nth).contentFrame();
    return outer.locator('#active-frame').contentFrame();
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-list-item, .notification-toast', { hasText: text });
  }

  /** Opens the palette and types; the row of the title may be shown then. */
  private async search(title: string): Promise<Locator> {
    for (let tries = 1; ; tries += 1) {
      await this.page.keyboard.press('F1');
      try {
        await this.quickInput().waitFor({ timeout: SHORT_MS });
        await this.quickInput().fill(`>${title}`, { timeout: CLICK_LIMIT_MS });
        break;
      } catch (error) {
        if (tries === 5) throw error;
      }
    }
    return this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  }

  /** Waits until `read` has given `value` for as long as a list takes to be read anew. */
  private async settles(read: () => Promise<string>, value: string): Promise<void> {
    const limit = Date.now() + SHORT_MS;
    let since = Date.now();
    while (Date.now() - since < SETTLED_MS) {
      const now = await read();
      if (now !== value) since = Date.now();
      if (Date.now() > limit) throw new Error(`the box holds ${now}, not ${value}`);
      await this.page.waitForTimeout(50);
    }
  }

  private async commandExists(title: string): Promise<void> {
    const limit = Date.now() + LOAD_LIMIT_MS;
    // The palette shows what was there when it opened; how soon it does depends on the machine.
    for (let patience = 1_500; ; patience *= 1.5) {
      const row = await this.search(title);
      const found = await row.waitFor({ timeout: patience }).then(yes, no);
      await this.closePalette();
      if (found) return;
      if (Date.now() > limit) throw new Error(`no command ${title} after ${LOAD_LIMIT_MS} ms`);
    }
  }

  private paletteIsClosed(): Promise<void> {
    const palette = this.page.locator('.quick-input-widget');
    return palette.waitFor({ state: 'hidden', timeout: SHORT_MS + CLICK_LIMIT_MS });
  }

  private async closePalette(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }
}

const yes = () => true;
const no = () => false;

async function middleOf(part: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await part.boundingBox();
  if (box === null) throw new Error('what is to be dragged is not shown');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
