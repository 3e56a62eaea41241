import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from 'playwright-core';
import type { BrowserName } from './browsers.js';

/** Files that hang over the page; `drop` lets them go. */
export interface Drag {
  readonly drop: () => Promise<void>;
}

/**
 * Drags files over the middle of the page. In Chromium they come from outside as from a file manager;
 * WebDriver BiDi knows no such thing, so in Firefox the page is given the events that a drag would be.
 */
export async function dragFiles(
  page: Page,
  browser: BrowserName,
  files: readonly string[],
): Promise<Drag> {
  return browser === 'chromium' ? dragFromOutside(page, files) : dragByEvents(page, files);
}

async function dragFromOutside(page: Page, files: readonly string[]): Promise<Drag> {
  const client = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    client.send('Input.dispatchDragEvent', {
      type,
      x: width / 2,
      y: height / 2,
      data: { items: [], files: [...files], dragOperationsMask: 1 },
    });
  await send('dragEnter');
  await send('dragOver');
  return {
    drop: async () => {
      await send('drop');
      await client.detach();
    },
  };
}

async function dragByEvents(page: Page, files: readonly string[]): Promise<Drag> {
  const given = files.map((file) => ({
    name: basename(file),
    base64: readFileSync(file).toString('base64'),
  }));
  const send = (type: 'dragover' | 'drop') =>
    page.locator('hg-studio').evaluate(
      (studio, { type, given }) => {
        const dataTransfer = new DataTransfer();
        for (const { name, base64 } of given) {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          dataTransfer.items.add(new File([bytes], name));
        }
        const options = { bubbles: true, cancelable: true, composed: true, dataTransfer };
        studio.dispatchEvent(new DragEvent(type, options));
      },
      { type, given },
    );
  await send('dragover');
  return { drop: () => send('drop') };
}
