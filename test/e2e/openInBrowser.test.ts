import { existsSync, readFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect } from 'vitest';
import { makeSample, type Sample } from '../rig/sample.js';
import { ROOT, steps, useSession } from './steps.js';

/** Passes a port of this machine on at a host of its own, by its first label, as a remote does. */
const forwarder = createServer((outside) => {
  outside.on('error', () => undefined);
  outside.once('data', (head) => {
    const port = Number(/^host: (\d+)\.localhost/im.exec(head.toString('latin1'))?.[1]);
    const inside = connect(port, '127.0.0.1');
    inside.on('error', () => outside.destroy());
    inside.write(head);
    outside.pipe(inside).pipe(outside);
  });
});
await new Promise<void>((done) => forwarder.listen(0, '127.0.0.1', done));
const { port: forwarded } = forwarder.address() as AddressInfo;

describe('the studio from VS Code', () => {
  let sample: Sample;
  const server = { env: { VSCODE_PROXY_URI: `http://{{port}}.localhost:${forwarded}/` } };
  const session = useSession('open-in-browser', (folder) => (sample = makeSample(ROOT, folder)), {
    server,
  });
  const step = steps(session);
  let studio: Page;
  afterAll(() => {
    forwarder.close();
  });

  const note = () => join(sample.folder, '.heygem-studio', 'server.json');
  const port = () => (JSON.parse(readFileSync(note(), 'utf8')) as { port: number }).port;

  step('opens the projects of the folder in a tab of its own', 'opened', async (shown) => {
    const { page, workbench } = shown;
    const opening = page.context().waitForEvent('page');
    await workbench.command('HeyGem: Open in Browser');
    studio = await opening;
    await studio.getByRole('link', { name: 'Course' }).waitFor();
    expect(new URL(studio.url()).host).toBe(`${port()}.localhost:${forwarded}`);
    // Written by a page of that host: the studio takes it for its own.
    await studio.getByLabel('Name of the project').fill('From the browser');
    await studio.keyboard.press('Enter');
    await studio.waitForURL((url) => url.pathname.startsWith('/projects/'));
    await studio.locator('hg-studio main:not([aria-busy])').first().waitFor();
    expect(existsSync(join(sample.folder, 'From the browser'))).toBe(true);
  });

  step('is in the status bar, and stops from there', 'stopped', async ({ page }) => {
    const before = port();
    await page.locator('.statusbar-item', { hasText: 'HeyGem' }).first().click();
    await page
      .locator('.quick-input-list-row, .monaco-list-row', { hasText: 'Stop' })
      .first()
      .click();
    await expect.poll(() => existsSync(note())).toBe(false);
    const answer = fetch(`http://127.0.0.1:${before}/enter`).then(
      () => 'answered',
      () => 'nobody',
    );
    expect(await answer).toBe('nobody');
    await expect.poll(() => page.locator('.statusbar-item', { hasText: 'HeyGem' }).count()).toBe(0);
    await studio.close();
  });
});
