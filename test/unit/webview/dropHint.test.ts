import { expect, it } from 'vitest';
import { sayIn } from '../../../src/core/strings/ui.js';
import { dropHint } from '../../../webview/wording/dropHint.js';

it('speaks of Shift in VS Code alone', () => {
  for (const locale of ['en', 'zh'] as const) {
    const say = sayIn(locale);
    for (const key of ['drop-hint', 'welcome-drop', 'single-intro'] as const) {
      expect(dropHint({ say, inBrowser: true }, key)).not.toMatch(/Shift|VS Code/);
      expect(dropHint({ say, inBrowser: false }, key)).toMatch(/Shift/);
    }
  }
  expect(dropHint({ say: sayIn('zh'), inBrowser: false }, 'drop-hint')).not.toContain(' 在');
});
