import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/core/settings.js';
import { ElementRig } from './rig/elementRig.js';
import { courseProject } from './rig/sampleViews.js';

let rig: ElementRig;

beforeAll(async () => {
  rig = await ElementRig.start();
});

afterAll(async () => {
  await rig.close();
});

const SHA = 'ab'.repeat(32);
const MODEL = { name: 'lips', sha256: SHA, bytes: 4_400_000, licence: 'CC BY 4.0', size: 96 };
const GONE = `theirs@${'cd'.repeat(32)}`;

async function settingsPage(settings: Partial<Settings>): Promise<void> {
  await rig.answer('lip-models', { kind: 'lip-models', models: [MODEL] });
  const project = { ...courseProject(), settings };
  await rig.mount('hg-settings-page', {
    ...{ project, sourceMap: [], scope: { kind: 'project' } },
  });
}

const model = () => rig.page.getByRole('combobox', { name: 'Model', exact: true });

describe('a lip model in the settings', () => {
  it('is asked for only where one makes the lips', async () => {
    await settingsPage({});
    await rig.page.getByRole('combobox', { name: 'Lips are made by' }).waitFor();
    expect(await model().count()).toBe(0);
    expect(await rig.page.getByText('Order of colours').count()).toBe(0);
    await settingsPage({ backend: 'wav2lip' });
    await model().waitFor();
    await rig.page.getByText('Choose one: without it nothing can be made.').waitFor();
  });

  it('is chosen among those of this machine, by keyboard', async () => {
    await settingsPage({ backend: 'wav2lip' });
    await model().waitFor();
    await rig.page.getByText('Choose one').waitFor();
    await model().focus();
    await rig.press('Enter', 'ArrowDown', 'Enter');
    const edit = { kind: 'set-setting', scope: { kind: 'project' }, name: 'model' };
    await expect
      .poll(() => rig.asked())
      .toContainEqual({
        kind: 'edit',
        edit: { ...edit, value: `lips@${SHA}` },
      });
  });

  it('is added from here in VS Code, and listed then', async () => {
    await settingsPage({ backend: 'wav2lip' });
    const button = rig.page.getByRole('button', { name: 'Add Model...' });
    await button.waitFor();
    await rig.asked();
    await button.click();
    await expect
      .poll(() => rig.asked())
      .toEqual([{ kind: 'add-lip-model' }, { kind: 'lip-models' }]);
  });

  it('says who may use it for what, or that it is not here', async () => {
    await settingsPage({ backend: 'wav2lip', model: `lips@${SHA}` });
    await rig.page.getByText('Licence: CC BY 4.0').waitFor();
    await settingsPage({ backend: 'wav2lip', model: GONE });
    const chosen = model().locator('.selected-value');
    await expect.poll(() => chosen.innerText()).toContain('theirs (not on this machine)');
    await rig.page.getByText('Add its file').waitFor();
    const folder = process.env['HEYGEM_SHOTS'];
    if (folder !== undefined) await rig.page.screenshot({ path: join(folder, 'model.png') });
  });
});
