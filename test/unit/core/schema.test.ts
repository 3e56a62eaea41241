import { format } from 'prettier';
import { expect, it } from 'vitest';
import { parseProject } from '../../../src/core/project/parseProject.js';
import { freshId, newProjectText } from '../../../src/core/project/newProject.js';
import { PROJECT_SCHEMA } from '../../../src/core/project/schema.js';
import { SETTING_SCHEMAS } from '../../../src/core/project/settingsSchema.js';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';

it('ships the schema that the parser uses', async () => {
  const json = await format(JSON.stringify(PROJECT_SCHEMA), { parser: 'json', printWidth: 100 });
  await expect(json).toMatchFileSnapshot('../../../media/heygem.schema.json');
});

it('bounds every setting, and no others, around its default', () => {
  expect(Object.keys(SETTING_SCHEMAS).sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
  const text = JSON.stringify({ version: 1, settings: { defaults: DEFAULT_SETTINGS } });
  expect(parseProject(text).problems).toEqual([]);
  expect(parseProject(text).project?.settings.defaults).toEqual(DEFAULT_SETTINGS);
});

it('makes new projects without a mistake, whatever the title', () => {
  const { project, problems } = parseProject(newProjectText('第一课 "quoted" \\ 🎬'));
  expect(problems).toEqual([]);
  expect(project).toMatchObject({ title: '第一课 "quoted" \\ 🎬', matrix: { include: [] } });
});

it('makes ids that are readable, valid and new', () => {
  expect(freshId('takes/Anna Übung (1).mp4', 'v', new Set())).toBe('anna-ubung-1');
  expect(freshId('takes/anna.mp4', 'v', new Set(['anna']))).toBe('anna-2');
  expect(freshId('语音/第一课.wav', 'a', new Set(['a1']))).toBe('a2');
  expect(freshId('-_-.wav', 'a', new Set())).toBe('a1');
});
