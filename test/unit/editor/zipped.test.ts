import { expect, it } from 'vitest';
import { editorNotice } from '../../../src/core/strings/editorTexts.js';

it('says nothing of no pair that was left out', () => {
  const found = { outputs: 3, leftOut: 0, path: 'a.zip' };
  expect(editorNotice('en', 'zipped', found).sentence).toBe('Packed 3 videos into a.zip.');
  const some = editorNotice('en', 'zipped-some', { ...found, leftOut: 2 });
  expect(some.sentence).toContain('2 pairs are not current');
});
