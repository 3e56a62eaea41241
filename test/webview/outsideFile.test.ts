import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cutTexts } from './rig/cutTexts.js';
import { ElementRig } from './rig/elementRig.js';
import { audioSource } from './rig/sampleViews.js';

let rig: ElementRig;
beforeAll(async () => {
  rig = await ElementRig.start();
});
afterAll(async () => {
  await rig.close();
});

const notice = {
  code: 'path-outside-project',
  sentence: '../away/far.wav lies outside the project folder.',
  hint: 'Write something into the text.',
};
const source = audioSource(1, 'Far', {
  facts: { kind: 'unreadable', notice },
  outside: 'mendable',
});

it('a card of a file outside offers to allow it and to copy it in', async () => {
  await rig.mount('hg-source-card', { source, current: true });
  await expect.poll(() => rig.page.getByText('Write something into the text').count()).toBe(0);
  await rig.page.getByRole('button', { name: 'Allow this file: Far' }).click();
  const ref = { list: 'audios', id: 'a1' };
  const edit = { kind: 'set-outside', source: ref, outside: true };
  expect(await rig.asked()).toEqual([{ kind: 'edit', edit }]);
  await rig.page.getByRole('button', { name: 'Copy it in: Far' }).click();
  expect(await rig.asked()).toEqual([{ kind: 'copy-in', ...ref }]);
});

it('says so where it may not be used, and offers neither', async () => {
  await rig.mount('hg-source-card', { source: { ...source, outside: 'refused' }, current: true });
  await expect.poll(() => rig.page.getByText('It may not be used here').count()).toBe(1);
  await expect.poll(() => rig.page.getByRole('button', { name: /Allow|Copy/ }).count()).toBe(0);
});

it('changes nothing in an untrusted folder', async () => {
  await rig.mount('hg-source-card', { source, current: true }, { trusted: false });
  for (const name of ['Allow this file: Far', 'Copy it in: Far']) {
    await expect.poll(() => rig.page.getByRole('button', { name }).isDisabled()).toBe(true);
  }
});

it.each(['dark-2026', 'hc'] as const)('looks right in %s, at 350 pixels', async (theme) => {
  const folder = join(import.meta.dirname, '../../out/webview');
  mkdirSync(folder, { recursive: true });
  await rig.setTheme(theme);
  await rig.page.setViewportSize({ width: 350, height: 300 });
  await rig.mount('hg-source-card', { source, current: true });
  await rig.page.screenshot({ path: join(folder, `outside-${theme}.png`) });
  expect(await cutTexts(rig.page)).toEqual([]);
});
