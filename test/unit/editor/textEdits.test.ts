import { applyEdits } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { difference } from '../../../src/editor/textEdits.js';
import { addingAllPairs, addingSources } from '../../../src/editor/wishes.js';

describe('the difference of two texts', () => {
  it.each([
    ['', 'abc'],
    ['abc', ''],
    ['aaa', 'aa'],
    ['one two', 'one and two'],
    ['a😀b', 'a😁b'],
    ['x\r\ny', 'x\ny'],
    ['line\r\n', 'line\r\nmore\r\n'],
    ['\ud83d\ude00\ude00', '\ud83d\ude00'],
  ])('turns %j into %j', (before, after) => {
    const edit = difference(before, after);
    expect(applyEdits(before, [edit])).toBe(after);
  });

  it('is no longer than what differs', () => {
    expect(difference('{ "a": 1, "b": 2 }', '{ "a": 1, "b": 3 }')).toEqual({
      offset: 15,
      length: 1,
      content: '3',
    });
  });

  it('never begins or ends within a pair of surrogates', () => {
    const { offset, content } = difference('a😀b', 'a😁b');
    expect([offset, content]).toEqual([1, '😁']);
  });
});

describe('sources that are added', () => {
  const text = JSON.stringify({
    version: 1,
    videos: [{ id: 'anna', path: 'anna.mp4' }],
    audios: [{ id: 'talk', path: 'talk.wav' }],
  });

  it('get ids of their own and come once', () => {
    const added = addingSources(text, [
      { list: 'videos', path: 'more/anna.mp4' },
      { list: 'videos', path: 'more/anna.mp4' },
      { list: 'videos', path: 'anna.mp4' },
      { list: 'audios', path: '你好.wav' },
    ]);
    expect(added).toEqual([
      { kind: 'add-source', source: { list: 'videos', id: 'anna-2' }, path: 'more/anna.mp4' },
      { kind: 'add-source', source: { list: 'audios', id: 'a1' }, path: '你好.wav' },
    ]);
  });

  it('are left alone where the text is no project', () => {
    expect(addingAllPairs('{')).toEqual([]);
  });
});

describe('all pairs', () => {
  const sources = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: `s${index}`, path: `${index}.x` }));

  it('bring back what is left out, cell by cell where that is little', () => {
    const cell = { video: 's0', audio: 's1' };
    const project = { version: 1, videos: sources(2), audios: sources(2) };
    const text = JSON.stringify({ ...project, matrix: { exclude: [cell] } });
    expect(addingAllPairs(text)).toEqual([{ kind: 'include-cell', ...cell }]);
    expect(addingAllPairs(JSON.stringify(project))).toEqual([{ kind: 'set-matrix', on: true }]);
  });

  it('begin the matrix anew where it is much', () => {
    const project = { version: 1, videos: sources(20), audios: sources(20) };
    const text = JSON.stringify({ ...project, matrix: { videos: ['s0'] } });
    expect(addingAllPairs(text)).toEqual([
      { kind: 'set-matrix', on: false },
      { kind: 'set-matrix', on: true },
    ]);
  });
});
