import { expect, it } from 'vitest';
import { sayIn } from '../../../src/core/strings/ui.js';
import { modelChoices, modelNote } from '../../../webview/settings/modelChoices.js';
import { fieldsThatCount, SETTING_GROUPS } from '../../../webview/settings/settingFields.js';

const words = { say: sayIn('en'), locale: 'en' as const };
const SHA = 'ab'.repeat(32);
const MODEL = { name: 'lips', sha256: SHA, bytes: 4_400_000, licence: 'CC BY', size: 96 };

it('shows what belongs to a lip model only where one makes the lips', () => {
  const fields = SETTING_GROUPS.flatMap((group) => group.fields);
  const names = (backend: 'mesh' | 'wav2lip', detail: 'net' | 'own') =>
    fieldsThatCount(fields, { backend, detail }).map(({ name }) => name);
  expect(names('wav2lip', 'net')).toHaveLength(fields.length);
  const gone = ['model', 'detail', 'modelColors', 'modelSharpen'];
  expect(
    fields.map(({ name }) => name).filter((name) => !names('mesh', 'net').includes(name)),
  ).toEqual(gone);
  expect(names('wav2lip', 'own')).not.toContain('modelSharpen');
});

it('lists this machine\u2019s models, and the chosen one where it is not here', () => {
  const here = modelChoices([MODEL], `lips@${SHA}`, words);
  expect(here).toHaveLength(2);
  expect(here[1].label).toMatch(/^lips · 96 px · /);
  const elsewhere = modelChoices([MODEL], `other@${'cd'.repeat(32)}`, words);
  expect(elsewhere.at(-1)).toEqual({
    value: `other@${'cd'.repeat(32)}`,
    label: 'other (not on this machine)',
  });
  // Somebody else calls the same model otherwise: it is chosen all the same.
  expect(modelChoices([MODEL], `their name@${SHA}`, words)[1].value).toBe(`their name@${SHA}`);
});

it('says who may use it, or what to do where there is none', () => {
  expect(modelNote([MODEL], `lips@${SHA}`, words)).toBe('Licence: CC BY');
  expect(modelNote([{ ...MODEL, licence: '' }], `lips@${SHA}`, words)).toBe('');
  expect(modelNote([], '', words)).toContain('heygem models add');
  expect(modelNote([], `lips@${SHA}`, words)).toContain('Add its file');
  expect(modelNote([MODEL], '', words)).toContain('Choose one');
});

it('says of none that it is not here before it is known what is', () => {
  expect(modelChoices(undefined, `lips@${SHA}`, words).at(-1)?.label).toBe('lips');
  expect(modelNote(undefined, `lips@${SHA}`, words)).toBe('');
  expect(modelNote(undefined, '', words)).toBe('');
});
