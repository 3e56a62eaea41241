import { describe, expect, it } from 'vitest';
import {
  followedPaths,
  followingEdit,
  placeAfter,
  placeBefore,
  relativeBetween,
  type Move,
} from '../../../src/core/project/followMoves.js';
import { parseProject } from '../../../src/core/project/parseProject.js';

const TEXT = JSON.stringify({
  version: 1,
  videos: [
    { id: 'anna', path: 'takes/anna.mp4' },
    { id: 'ben', path: './takes/../ben.mp4' },
  ],
  audios: [{ id: 'one', path: 'speech/one.wav' }],
  output: { folder: 'out' },
});

function followed(moves: readonly Move[], before = '/w/course', now = before) {
  const { project } = parseProject(TEXT);
  if (!project) throw new Error('no project');
  return followedPaths(project, { before, now }, moves);
}

describe('following moves', () => {
  it('finds a file that got another name, however it is written', () => {
    const found = followed([{ from: '/w/course/ben.mp4', to: '/w/course/takes/ben 2.mp4' }]);
    expect(found.map(followingEdit)).toEqual([
      { kind: 'relink-source', source: { list: 'videos', id: 'ben' }, path: 'takes/ben 2.mp4' },
    ]);
    expect(found[0]).toMatchObject({
      named: '/w/course/ben.mp4',
      moved: '/w/course/takes/ben 2.mp4',
    });
  });

  it('takes along what is in a folder, and not what only begins like it', () => {
    const found = followed([{ from: '/w/course/take', to: '/w/course/gone' }]);
    expect(found).toEqual([]);
    const moved = followed([{ from: '/w/course/takes', to: '/w/course/video/old takes' }]);
    expect(moved.map(({ after }) => after)).toEqual(['video/old takes/anna.mp4']);
  });

  it('follows the folder of the outputs', () => {
    const [edit] = followed([{ from: '/w/course/out', to: '/w/course/final' }]).map(followingEdit);
    expect(edit).toEqual({ kind: 'set-output', folder: 'final' });
  });

  it('leaves all as it is where the whole folder moved', () => {
    const moves = [{ from: '/w/course', to: '/w/archive/course' }];
    expect(followed(moves, '/w/course', '/w/archive/course')).toEqual([]);
  });

  it('says anew where things lie when the project alone moved', () => {
    const moves = [{ from: '/w/course/p.heygem', to: '/w/p.heygem' }];
    expect(followed(moves, '/w/course', '/w').map(({ after }) => after)).toEqual([
      ...['course/takes/anna.mp4', 'course/ben.mp4', 'course/speech/one.wav', 'course/out'],
    ]);
  });

  it('lets the innermost folder that moved count', () => {
    const moves = [
      { from: '/a', to: '/b' },
      { from: '/a/in', to: '/c' },
    ];
    expect(placeAfter('/a/in/x', moves)).toBe('/c/x');
    expect(placeAfter('/a/x', moves)).toBe('/b/x');
    expect(placeBefore('/c/x', moves)).toBe('/a/in/x');
  });

  it('names a path from a folder, on Windows too', () => {
    expect(relativeBetween('/a/b', '/a/c/d')).toBe('../c/d');
    expect(relativeBetween('/a', '/a')).toBe('.');
    expect(relativeBetween('C:\\w\\course', 'C:\\w\\course\\takes\\a.mp4')).toBe('takes/a.mp4');
    expect(relativeBetween('C:\\w', 'D:\\w\\a.mp4')).toBeUndefined();
    expect(relativeBetween('/w', '/w/a\\b.mp4')).toBe('a\\b.mp4');
  });
});
