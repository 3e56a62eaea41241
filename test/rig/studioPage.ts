import type { FrameLocator, Locator } from 'playwright-core';

/** HeyGem Studio's page as a person meets it: by role and name, in English unless told. */
export class StudioPage {
  constructor(readonly frame: FrameLocator) {}

  async isShown(timeout = 30_000): Promise<void> {
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

  progress(): Locator {
    return this.frame.locator('hg-run-progress .counts');
  }

  /** The page's own element that holds text about what is wrong. */
  problems(): Locator {
    return this.frame.locator('hg-problems');
  }
}
