import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SETTING_GROUPS } from '../../webview/settings/settingFields.js';
import { ElementRig } from './rig/elementRig.js';

let rig: ElementRig;

beforeAll(async () => {
  rig = await ElementRig.start();
});

afterAll(async () => {
  await rig.close();
});

const CHOICES = ['One', 'Two', 'Three'].map((label) => ({ value: label.toLowerCase(), label }));
const button = (name: string) => rig.page.getByRole('button', { name });

describe('a button', () => {
  it('is pressed by Enter and Space, and not while disabled', async () => {
    await rig.mount('hg-button', {}, { text: 'Go' });
    await rig.page.evaluate(() => {
      document.querySelector('hg-button')?.addEventListener('click', () => {
        stage.heard.push('click');
      });
    });
    await rig.press('Tab', 'Enter', 'Space');
    expect(await rig.heard()).toEqual(['click', 'click']);
    await rig.change({ disabled: true });
    await expect.poll(() => button('Go').isDisabled()).toBe(true);
    await rig.press('Enter', 'Space');
    expect(await rig.heard()).toEqual([]);
  });
});

describe('a tick box', () => {
  it('has its label as name, says its state, and fires what it becomes', async () => {
    await rig.mount('hg-checkbox', { label: 'Every pair', checked: false });
    const box = rig.page.getByRole('checkbox', { name: 'Every pair' });
    await rig.press('Tab', 'Space');
    expect(await rig.heard()).toEqual([['value', true]]);
    await rig.change({ checked: true });
    await expect.poll(() => box.isChecked()).toBe(true);
  });
});

describe('alternatives', () => {
  it('are one tab stop; arrow keys choose, round and round', async () => {
    await rig.mount('hg-segmented', { label: 'View', value: 'one', segments: CHOICES });
    await rig.press('Tab');
    await expect.poll(() => rig.focused()).toBe('One');
    await rig.press('ArrowLeft');
    expect(await rig.heard()).toEqual([['value', 'three']]);
    await rig.change({ value: 'three' });
    await expect.poll(() => rig.focused()).toBe('Three');
    await rig.press('ArrowRight');
    expect(await rig.heard()).toEqual([['value', 'one']]);
    const chosen = rig.page.getByRole('radio', { name: 'Three' });
    await expect.poll(() => chosen.getAttribute('aria-checked')).toBe('true');
    await expect.poll(() => rig.page.getByRole('radiogroup', { name: 'View' }).count()).toBe(1);
  });
});

describe('a list to choose from', () => {
  it('has a name, opens and chooses by keyboard', async () => {
    await rig.mount('hg-dropdown', { label: 'Show', value: 'one', choices: CHOICES });
    await rig.press('Tab');
    const list = rig.page.getByRole('combobox', { name: 'Show' });
    await expect.poll(() => list.count()).toBe(1);
    await rig.press('Enter', 'ArrowDown', 'Enter');
    expect(await rig.heard()).toEqual([['value', 'two']]);
  });

  it('follows a value and choices that come from outside', async () => {
    await rig.mount('hg-dropdown', { label: 'Show', value: 'one', choices: CHOICES });
    await rig.change({ choices: CHOICES.slice(1), value: 'three' });
    const shown = rig.page.locator('vscode-dropdown .selected-value');
    await expect.poll(() => shown.innerText()).toContain('Three');
    expect(await rig.heard()).toEqual([]);
  });
});

describe('a line of text', () => {
  it('fires once, when it is left, and only if it changed', async () => {
    await rig.mount('hg-text-field', { label: 'Name', value: 'Anna' });
    const field = rig.page.getByRole('textbox', { name: 'Name' });
    await field.focus();
    await rig.press('Tab');
    expect(await rig.heard()).toEqual([]);
    await field.fill('Ben');
    expect(await rig.heard()).toEqual([]);
    await rig.press('Tab');
    expect(await rig.heard()).toEqual([['value', 'Ben']]);
  });
});

describe('a setting', () => {
  const [strength] = SETTING_GROUPS[0].fields;
  const props = { field: strength, value: 1, fallback: 1 };

  it('is a slider and a field with the same name; arrows change it', async () => {
    await rig.mount('hg-setting-row', props);
    const slider = rig.page.getByRole('slider', { name: 'Mouth movement' });
    await slider.focus();
    await rig.press('ArrowRight');
    expect(await rig.heard()).toEqual([['change', 1.05]]);
    const field = rig.page.getByRole('textbox', { name: 'Mouth movement' });
    await field.fill('1,5');
    await rig.press('Tab');
    expect(await rig.heard()).toEqual([['change', 1.5]]);
  });

  it('puts back what is no number', async () => {
    await rig.mount('hg-setting-row', props);
    const field = rig.page.getByRole('textbox', { name: 'Mouth movement' });
    await field.fill('loud');
    await rig.press('Tab');
    expect(await rig.heard()).toEqual([]);
    await expect.poll(() => field.inputValue()).toBe('1');
  });

  it('is a line of text that says what an empty one stands for', async () => {
    const field = SETTING_GROUPS.flatMap(({ fields }) => fields).find(
      ({ name }) => name === 'producer',
    );
    await rig.mount('hg-setting-row', { field, value: '', fallback: '' });
    await expect.poll(() => rig.page.getByText('Default: HeyGem Studio').count()).toBe(1);
    const input = rig.page.getByRole('textbox', { name: 'Producer' });
    await expect.poll(() => input.getAttribute('placeholder')).toBe('HeyGem Studio');
    await input.fill(' 课程公司 ');
    await rig.press('Tab');
    expect(await rig.heard()).toEqual([['change', '课程公司']]);
  });

  it('is reset only where it is set', async () => {
    await rig.mount('hg-setting-row', props);
    await expect.poll(() => button('Reset Mouth movement').count()).toBe(0);
    await rig.change({ modified: true, value: 1.4 });
    await button('Reset Mouth movement').press('Enter');
    expect(await rig.heard()).toEqual([['reset']]);
  });
});

describe('a window', () => {
  it('keeps the focus inside, closes by Escape, and gives the focus back', async () => {
    await rig.mount('hg-button', {}, { text: 'Opener' });
    await button('Opener').focus();
    await rig.page.evaluate(() => {
      const dialog = document.createElement('hg-dialog');
      Object.assign(dialog, { heading: 'A window', closeLabel: 'Close' });
      dialog.addEventListener('close', () => {
        dialog.remove();
      });
      document.body.append(dialog);
    });
    await rig.page.getByRole('dialog', { name: 'A window' }).waitFor();
    await expect.poll(() => rig.focused()).toBe('Close');
    await rig.press('Tab', 'Tab');
    const outside = await rig.page.evaluate(() => document.activeElement?.tagName === 'HG-BUTTON');
    expect(outside).toBe(false);
    await rig.press('Escape');
    await rig.page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => rig.focused()).toBe('Opener');
  });
});

describe('the tabs of the page', () => {
  it('are one tab stop; arrow keys, Home and End turn the page', async () => {
    await rig.mount('hg-header', { heading: 'Course', page: 'batch' });
    await rig.press('Tab');
    await expect.poll(() => rig.focused()).toBe('Batch');
    await rig.press('ArrowLeft', 'Home', 'End');
    const turned = (page: string) => ({ kind: 'remember', state: { page } });
    expect(await rig.heard()).toEqual(['settings', 'batch', 'settings'].map(turned));
    const tab = rig.page.getByRole('tab', { selected: true });
    await expect.poll(() => tab.innerText()).toBe('Batch');
  });
});

describe('problems', () => {
  it('lead to their lines, and to the text when nothing can be shown', async () => {
    const place = { code: 'syntax', severity: 'error', line: 12, column: 4 };
    const problem = { ...place, sentence: 'A comma is missing.', hint: 'Put it there.' };
    await rig.mount('hg-problems', { problems: [problem], unreadable: true });
    await rig.press('Tab', 'Enter', 'Tab', 'Enter', 'Tab', 'Enter');
    expect(await rig.asked()).toEqual([
      { kind: 'open-as-text', line: 12, column: 4 },
      { kind: 'undo' },
      { kind: 'open-as-text', line: 12, column: 4 },
    ]);
    expect(await rig.focused()).toContain('A comma is missing.');
  });
});

describe('overall progress', () => {
  const run = { running: true, done: 3, failed: 1, total: 9, fraction: 0.46, eta: 412 };

  it('is a named bar with its counts, and the room on the disk only while it runs', async () => {
    await rig.mount('hg-run-progress', { run, free: 3.2e9 });
    const bar = rig.page.getByRole('progressbar', { name: 'Overall progress' });
    await expect.poll(() => bar.getAttribute('aria-valuenow')).toBe('46');
    const text = async () =>
      (await rig.page.locator('hg-run-progress span').allInnerTexts()).join(' ');
    expect(await text()).toMatch(/3 of 9 done · 1 failed · 7 min left .*3.2 GB free/);
    await rig.change({ run: { ...run, running: false } });
    expect(await text()).not.toMatch(/left|free/);
    await expect.poll(() => bar.count()).toBe(0);
  });
});
