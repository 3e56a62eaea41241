import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseProject } from '../../../src/core/project/parseProject.js';
import type { ProjectEdit } from '../../../src/core/project/projectEdit.js';
import { withAllowance } from '../../../src/editor/outsideLinks.js';
import { subjectOf } from '../../../src/editor/problemSubjects.js';
import { followRenames } from '../../../src/editor/renamesFollowed.js';
import { changesOf } from '../../../src/editor/textEdits.js';
import { addingAgain } from '../../../src/editor/wishes.js';

const TEXT = `{
  "version": 1, // as the person wrote it
  "audios": [
    { "id": "one", "path": "one.wav", "transcript": "texts/one.srt" }, // the first
    { "id": "two", "path": "two.wav" }
  ]
}
`;

function changed(text: string, edits: readonly ProjectEdit[]): string {
  const outcome = changesOf(text, edits);
  if (outcome.kind === 'refused') throw new Error(outcome.problem.code);
  return outcome.text;
}

const audioIn = (text: string, id: string) =>
  parseProject(text).project?.audios.find((audio) => (audio.id as string) === id);

describe('the text of a recording', () => {
  it('is written, changed and taken away where it stands, and nothing else', () => {
    const path = 'texts/two.txt';
    const given = changed(TEXT, [{ kind: 'set-transcript', audio: 'two', path }]);
    expect(given).toBe(TEXT.replace('"two.wav" }', '"two.wav", "transcript": "texts/two.txt" }'));
    const other = changed(given, [{ kind: 'set-transcript', audio: 'two', path: 'b.vtt' }]);
    expect(other).toBe(given.replace(path, 'b.vtt'));
    expect(changed(given, [{ kind: 'set-transcript', audio: 'two' }])).toBe(TEXT);
  });

  it('is refused where it is no text, lies outside, or has no recording', () => {
    const refused = (audio: string, path: string) => {
      const outcome = changesOf(TEXT, [{ kind: 'set-transcript', audio, path }]);
      return outcome.kind === 'refused' ? outcome.problem.code : outcome.kind;
    };
    expect(refused('two', 'photo.png')).toBe('script-kind');
    expect(refused('two', '../two.txt')).toBe('path-outside');
    expect(refused('nobody', 'two.txt')).toBe('unknown-audio');
  });

  it('may lie outside where a person says so, as long as something does', () => {
    const apply = (text: string, edit: ProjectEdit) => changed(text, withAllowance(text, [edit]));
    const source = { list: 'audios', id: 'two' } as const;
    const away = apply(TEXT, { kind: 'set-transcript', audio: 'two', path: '../two.txt' });
    expect(audioIn(away, 'two')).toMatchObject({ transcript: '../two.txt', outside: true });
    const relinked = apply(away, { kind: 'relink-source', source, path: 'other.wav' });
    expect(audioIn(relinked, 'two')).toMatchObject({ outside: true });
    const back = apply(relinked, { kind: 'set-transcript', audio: 'two', path: 'two.txt' });
    expect(audioIn(back, 'two')).not.toHaveProperty('outside');
    const both = apply(away, { kind: 'relink-source', source, path: '../two.wav' });
    const text = apply(both, { kind: 'set-transcript', audio: 'two', path: 'two.txt' });
    expect(audioIn(text, 'two')).toMatchObject({ path: '../two.wav', outside: true });
  });

  it('goes with another part of its recording where it is still the text of all of it', () => {
    const again = (text: string) =>
      audioIn(changed(text, addingAgain(text, { list: 'audios', id: 'one' })), 'one-2')?.transcript;
    expect(again(TEXT)).toBe('texts/one.srt');
    const untimed = TEXT.replace('one.srt', 'one.txt');
    expect(again(untimed)).toBe('texts/one.txt');
    expect(again(untimed.replace('"one.wav",', '"one.wav", "from": 2,'))).toBeUndefined();
    expect(again(TEXT.replace('"one.wav",', '"one.wav", "from": 2,'))).toBe('texts/one.srt');
  });

  it('leads to its recording where there is a mistake in it', () => {
    const text = TEXT.replace('"texts/one.srt"', '"photo.png"');
    const { project, problems } = parseProject(text);
    const [problem] = problems;
    expect(problem.code).toBe('script-kind');
    expect(project && subjectOf(problem, project, () => false)).toEqual({
      ...{ kind: 'source', list: 'audios', id: 'one' },
    });
  });
});

describe('a text that was renamed', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'heygem-texts-'));
    mkdirSync(join(folder, 'texts'));
    for (const name of ['one.wav', 'two.wav', 'texts/one.srt'])
      writeFileSync(join(folder, name), '');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is named where it is, whether it moved itself or its folder did', async () => {
    for (const [from, to, named] of [
      ['texts/one.srt', 'texts/first.srt', 'texts/first.srt'],
      ['texts', 'subtitles', 'subtitles/first.srt'],
    ]) {
      const moves = [{ from: join(folder, from), to: join(folder, to) }];
      renameSync(moves[0].from, moves[0].to);
      const text = TEXT.replace(
        'texts/one.srt',
        named.startsWith('s') ? 'texts/first.srt' : 'texts/one.srt',
      );
      const followed = await followRenames(text, { before: folder, now: folder }, moves);
      const after = changed(text, followed?.edits ?? []);
      expect(audioIn(after, 'one')).toMatchObject({ path: 'one.wav', transcript: named });
      expect(followed?.edits).toHaveLength(1);
    }
  });
});
