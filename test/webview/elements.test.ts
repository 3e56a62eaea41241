import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings } from './rig/axe.js';
import { ElementRig } from './rig/elementRig.js';
import { ELEMENT_SAMPLES } from './rig/elementSamples.js';
import type { Theme } from './rig/testPage.js';

const WEBVIEW = join(import.meta.dirname, '../../webview');
/** Tried as the whole page elsewhere. */
const WHOLE_PAGE = 'hg-studio';

let rig: ElementRig;

beforeAll(async () => {
  rig = await ElementRig.start();
});

afterAll(async () => {
  await rig.close();
});

/** Of the page that VS Code and the browser share; what only the browser has is tried in e2e/studio. */
function definedElements(): readonly string[] {
  return readdirSync(WEBVIEW, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/^browser[\\/]/.test(file))
    .flatMap((file) => [
      ...readFileSync(join(WEBVIEW, file), 'utf8').matchAll(/@customElement\('([\w-]+)'\)/g),
    ])
    .map(([, tag]) => tag)
    .filter((tag) => tag !== WHOLE_PAGE)
    .sort();
}

it('knows every element of the page', () => {
  expect(Object.keys(ELEMENT_SAMPLES).sort()).toEqual(definedElements());
});

describe.each(Object.keys(ELEMENT_SAMPLES))('%s alone', (tag) => {
  it('has nothing serious for axe, and a name for each control', async () => {
    const themes: readonly Theme[] = ['dark-2026', 'light-2026', 'hc'];
    for (const theme of themes) {
      await rig.setTheme(theme);
      for (const props of ELEMENT_SAMPLES[tag]) {
        await rig.mount(tag, props, { text: tag === 'hg-button' ? 'Press' : '' });
        expect(await seriousFindings(rig.page), theme).toEqual([]);
        expect(await namelessControls(), JSON.stringify(props).slice(0, 80)).toEqual([]);
      }
    }
  });

  it('stands an untrusted folder and a change of what it shows', async () => {
    const before = rig.complaints.length;
    for (const props of ELEMENT_SAMPLES[tag]) {
      await rig.mount(tag, props, { trusted: false });
      const allowed =
        /^(ready|select|open|reveal|show-log|open-as-text|trust|preview|play|frame|faces|poster|stop-try|read-script|lip-models)$/;
      expect((await rig.asked()).filter(({ kind }) => !allowed.test(kind))).toEqual([]);
    }
    await rig.mount(tag, ELEMENT_SAMPLES[tag][0]);
    for (const props of ELEMENT_SAMPLES[tag]) await rig.change(props);
    expect(rig.complaints.slice(before)).toEqual([]);
  });
});

/** Controls that a screen reader would call nothing but their role. */
async function namelessControls(): Promise<readonly string[]> {
  const tree = await rig.page.locator('main').ariaSnapshot();
  return tree
    .split('\n')
    .map((line) => line.trim())
    .filter((line) =>
      /^- (button|checkbox|radio|slider|textbox|combobox|tab|grid)\b(?! ")/.test(line),
    );
}
