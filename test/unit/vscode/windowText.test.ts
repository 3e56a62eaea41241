import { describe, expect, it } from 'vitest';
import { windowText } from '../../../src/vscode/windowText.js';

/** What VS Code's notifications take for a link (its `parseLinkedText`), wider than it is. */
const LINK = /\[[^\]]*\]\([^)]*\)/;
/** What its lists and titles take for an icon. */
const ICON = /\$\([^)]*\)/;

describe('a text in a window of VS Code', () => {
  it.each([
    '[x](command:workbench.action.terminal.sendSequence)',
    '[Fix it](https://example.invalid) of [b](file:///etc/passwd "t")',
    'a[[x]](command:y)',
    '$(trash) Delete',
    '\\$(trash)',
  ])('has no link and no icon: %s', (name) => {
    const shown = windowText(`${name} is missing.`);
    expect(shown).not.toMatch(LINK);
    expect(shown).not.toMatch(ICON);
    expect(shown.replaceAll('\u2060', '')).toBe(`${name} is missing.`);
  });

  it('has no line and no direction that a name gave it', () => {
    expect(windowText('a\u202eb\u001b')).toBe('a\\u202eb\\u001b');
  });

  it('is the same where there is nothing to it', () => {
    for (const text of ['第一课 [final] (2).mp4', '5 $ (five)', 'a\nb']) {
      expect(windowText(text)).toBe(text);
    }
  });
});
