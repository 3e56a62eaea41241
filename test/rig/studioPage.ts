import type { FrameLocator, Locator } from 'playwright-core';

/** HeyGem Studio's page as a person meets it: by role and name, in English unless told. */
export class StudioPage {
  constructor(readonly frame: FrameLocator) {}

  async isShown(timeout = 120_000): Promise<void> {
    await this.frame.locator('hg-studio main:not([aria-busy])').first().waitFor({ timeout });
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name });
  }

  tab(name: string): Locator {
    return this.frame.getByRole('tab', { name, exact: true });
  }

  /** A card on a shelf, by the name it shows. */
  card(name: string): Locator {
    return this.frame.locator('hg-source-card', { hasText: name }).locator('.card');
  }

  /** A pair's row in the list, by what its names hold. */
  row(video: string, audio: string): Locator {
    return this.rows().filter({ hasText: video }).filter({ hasText: audio });
  }

  rows(): Locator {
    return this.frame.locator('hg-pair-list hg-pair-row .row');
  }

  cell(row: number, column: number): Locator {
    return this.frame.locator(`td[data-row="${row}"][data-column="${column}"]`);
  }

  /** Drops a file as a desktop does: the page is given its bytes, not its path. */
  async drop(name: string, bytes: Buffer): Promise<void> {
    await this.frame.locator('hg-studio').evaluate(
      (studio, file) => {
        const data = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([data], file.name));
        for (const type of ['dragover', 'drop']) {
          const options = { bubbles: true, cancelable: true, composed: true, dataTransfer };
          studio.dispatchEvent(new DragEvent(type, options));
        }
      },
      { name, base64: bytes.toString('base64') },
    );
  }

  async paste(text: string): Promise<void> {
    await this.frame.locator('hg-studio').evaluate((studio, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const options = { bubbles: true, cancelable: true, composed: true, clipboardData };
      studio.dispatchEvent(new ClipboardEvent('paste', options));
    }, text);
  }

  progress(): Locator {
    return this.frame.locator('hg-run-progress .counts');
  }

  /** The page's own element that holds text about what is wrong. */
  problems(): Locator {
    return this.frame.locator('hg-problems');
  }
}
