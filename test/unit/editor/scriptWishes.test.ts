import { expect, it } from 'vitest';
import { addingScripts, changingScript, voiceMeant } from '../../../src/editor/scriptWishes.js';
import { changesOf } from '../../../src/editor/textEdits.js';
import { parseProject } from '../../../src/core/project/parseProject.js';

const EMPTY = '{ "version": 1 }';

function after(text: string, edits: ReturnType<typeof addingScripts>) {
  const changed = changesOf(text, edits);
  if (changed.kind === 'refused') throw new Error(changed.problem.code);
  const { project, problems } = parseProject(changed.text);
  expect(problems).toEqual([]);
  return project?.audios ?? [];
}

const say = (text: string) => ({ script: { kind: 'text', text } as const });

it('gives scripts ids and recordings of their own', () => {
  const text =
    '{ "version": 1, "audios": [{ "id": "lesson-1", "path": "speech/lesson-1-2.wav" }] }';
  const audios = after(
    text,
    addingScripts(text, [
      { label: 'Lesson 1', say: say('One.') },
      { label: 'Lesson 1', say: say('Two.') },
      { label: '第三课', say: say('三。') },
      { label: '', say: { script: { kind: 'file', path: 'scripts/Intro.md' } } },
      { label: '../../etc/x.wav', say: say('No.') },
    ]),
  );
  const added = audios.slice(1);
  expect(new Set(audios.map(({ id }) => id)).size).toBe(6);
  expect(new Set(audios.map(({ path }) => path)).size).toBe(6);
  expect(added.map(({ id, path }) => path === `speech/${id}.wav`)).toEqual(Array(5).fill(true));
  expect(added.map(({ label }) => label)).toEqual([
    'Lesson 1',
    'Lesson 1',
    '第三课',
    undefined,
    '../../etc/x.wav',
  ]);
  expect(added[3].id).toBe('intro');
});

it('keeps recordings where those of other scripts are', () => {
  const text =
    '{ "version": 1, "audios": [{ "id": "a", "path": "spoken/a.wav", "say": { "text": "A." } }] }';
  const audios = after(text, addingScripts(text, [{ label: 'B', say: say('B.') }]));
  expect(audios[1].path).toBe('spoken/b.wav');
});

it('writes what a project may hold: no control characters, one line of a name', () => {
  const wished = { label: ' A\n name\u0007 ', say: say('Ring\u0007\r\nthe bell. <b>👩‍👧</b>') };
  const [audio] = after(EMPTY, addingScripts(EMPTY, [wished]));
  expect(audio.label).toBe('A name');
  expect(audio.say?.script).toEqual({ kind: 'text', text: 'Ring\nthe bell. <b>👩‍👧</b>' });
});

it('changes a script, and its name only where that is another', () => {
  const text =
    '{ "version": 1, "audios": [{ "id": "a", "path": "a.wav", "label": "A", "say": { "text": "A." } }] }';
  const same = changingScript(text, 'a', { label: 'A', say: { ...say('B.'), voice: 'af_heart' } });
  expect(same).toHaveLength(1);
  expect(after(text, same)[0].say).toMatchObject({ voice: 'af_heart', script: { text: 'B.' } });
  const renamed = after(text, changingScript(text, 'a', { label: '', say: say('A.') }));
  expect(renamed[0].label).toBeUndefined();
});

it.each([
  ['AF_Heart', 'af_heart'],
  ['heart', 'af_heart'],
  ['nobody', 'nobody'],
  [' ', undefined],
  [undefined, undefined],
])('takes %j for the voice %j', (named, id) => {
  const voices = [{ id: 'af_heart', kind: 'pack', name: 'Heart', language: 'en-US' }] as const;
  expect(voiceMeant(named, voices)).toBe(id);
});
