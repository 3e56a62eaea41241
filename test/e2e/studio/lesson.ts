import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { StudioSession } from './session.js';

/** Fills in a file dialog that `open` opens. */
export async function choose(
  page: Page,
  open: () => Promise<void>,
  files: readonly string[],
): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), open()]);
  await chooser.setFiles([...files]);
}

/** Keeps what `start` makes the browser download; answers the path, and the name that it was given. */
export async function keep(
  { page, server }: StudioSession,
  start: () => Promise<void>,
): Promise<{ readonly path: string; readonly name: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), start()]);
  const name = download.suggestedFilename();
  const path = join(server.folder, `kept ${name}`);
  await download.saveAs(path);
  return { path, name };
}

export function rows(page: Page): Locator {
  return page.locator('hg-pair-row');
}

/** Percent that the first running pair shows; -1 where none runs. */
export async function percent(page: Page): Promise<number> {
  const [text = ''] = await rows(page)
    .getByText(/Generating \d+/)
    .allTextContents();
  return Number(/\d+/.exec(text)?.[0] ?? -1);
}

export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
}

/** An edit by another program: one text for another. */
export function editOutside(file: string, text: string, from: string, to: string): void {
  if (!text.includes(from)) throw new Error(`${from} is not in ${file}`);
  writeFileSync(file, text.replace(from, to));
}
