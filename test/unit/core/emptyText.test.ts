import { applyEdits } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { editProject } from '../../../src/core/project/editProject.js';
import { isEmptyText, startedText } from '../../../src/core/project/emptyText.js';
import { parseProject } from '../../../src/core/project/parseProject.js';

const EMPTY = ['', ' \n\t', '\uFEFF', '// later\n', '/* one */ // two', '\uFEFF/* x */\r\n'];
const ADD = {
  kind: 'add-source',
  source: { list: 'videos', id: 'v' },
  path: 'v.mp4',
} as const;

describe('an empty project', () => {
  it.each(EMPTY)('is told from a broken one: %j', (text) => {
    expect(isEmptyText(text)).toBe(true);
    const { project, problems } = parseProject(text);
    expect(project).toBeUndefined();
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['empty', 'error']]);
    expect(parseProject(startedText(text)).problems).toEqual([]);
  });

  it.each(['{', '{}', '[]', '0', '/* open', 'x'])('is nothing that says something: %j', (text) => {
    expect(isEmptyText(text)).toBe(false);
  });

  it.each(EMPTY)('becomes a whole small one by its first edit: %j', (text) => {
    const outcome = editProject(text, ADD);
    if (outcome.kind !== 'edited') throw new Error(outcome.problem.code);
    expect(applyEdits(text, [...outcome.edits])).toBe(outcome.text);
    const { project, problems } = parseProject(outcome.text);
    expect(problems).toEqual([]);
    expect(project?.videos).toMatchObject([{ id: 'v', path: 'v.mp4' }]);
    expect(project?.matrix).toBeDefined();
    for (const comment of text.match(/\/\/ later|\/\* one \*\/ \/\/ two|\/\* x \*\//) ?? []) {
      expect(outcome.text.startsWith(comment)).toBe(true);
    }
    expect(/(?<!\r)\n/.test(outcome.text)).toBe(!text.includes('\r\n'));
  });

  it('stays empty where its first edit is refused', () => {
    const wrong = editProject('', { ...ADD, path: '/etc/v.mp4' });
    expect(wrong).toMatchObject({ kind: 'refused', problem: { code: 'path-absolute' } });
  });
});
