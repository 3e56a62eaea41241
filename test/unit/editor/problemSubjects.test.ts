import { expect, it } from 'vitest';
import { parseProject } from '../../../src/core/project/parseProject.js';
import { subjectOf } from '../../../src/editor/problemSubjects.js';

const TEXT = JSON.stringify({
  version: 1,
  videos: [{ id: 7 }, { id: 'v', path: '../away.mp4', typo: 1 }],
  audios: [{ id: 'a', path: 'a.wav' }],
  pairs: [
    { video: 'v', audio: 'a' },
    { video: 'v', audio: 'a' },
  ],
  settings: { videos: { v: { maxYaw: 900 }, gone: {} }, pairs: { 'v+a': { strength: 'x' } } },
});

it('tells what of the page a mistake is about, also after what is left out', () => {
  const { project, problems } = parseProject(TEXT);
  const told = problems.map((problem) => {
    const subject = project && subjectOf(problem, project, (id) => id === 'v+a');
    const name =
      subject && (subject.kind === 'pair' ? subject.id : `${subject.list}/${subject.id}`);
    return [problem.code, name];
  });
  expect(new Map(told as [string, string | undefined][])).toEqual(
    new Map([
      ['wrong-type', 'v+a'],
      ['missing-field', undefined],
      ['path-outside', 'videos/v'],
      ['unknown-field', undefined],
      ['duplicate-pair', 'v+a'],
      ['out-of-range', 'videos/v'],
      ['unknown-video', undefined],
    ]),
  );
});
