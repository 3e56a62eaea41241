import { describe, expect, it } from 'vitest';
import { parseProject } from '../../../src/core/project/parseProject.js';
import { hasErrors, type Problem } from '../../../src/core/project/problems.js';
import { describeProblem } from '../../../src/core/strings/describe.js';

const WHOLE = `{
  // what we publish
  "$schema": "heygem://schema/v1.json",
  "version": 1,
  "title": "Lessons",
  "videos": [
    { "id": "anna", "path": "takes/anna.mp4", "label": "Anna", "consent": "signed 2024-05",
      "face": { "time": 1.5, "x": 0.4, "y": 0.3 } },
    { "id": "ben", "path": "takes/ben.mov" }
  ],
  "audios": [{ "id": "l1", "path": "语音/第一课.wav" }, { "id": "l2", "path": "a b's 50%.wav" }],
  "pairs": [{ "video": "ben", "audio": "l1" }],
  "matrix": { "videos": ["anna"], "exclude": [{ "video": "anna", "audio": "l2" }] },
  "settings": {
    "defaults": { "crf": 20 },
    "videos": { "anna": { "strength": 1.2 } },
    "audios": { "l1": { "silenceThreshold": -50 } },
    "pairs": { "ben+l1": { "label": true } }
  },
  "output": { "folder": "made", "name": "{video}_{audio}.mp4" }
}
`;

function codes(text: string): string[] {
  return parseProject(text).problems.map(({ code, path }) => `${code} ${path}`);
}

function project(fields: Record<string, unknown>): string {
  return JSON.stringify({ version: 1, ...fields }, null, 2);
}

describe('parseProject', () => {
  it('reads every field of a whole project', () => {
    const { project: read, problems } = parseProject(WHOLE);
    expect(problems).toEqual([]);
    expect(read).toEqual({
      version: 1,
      title: 'Lessons',
      videos: [
        {
          id: 'anna',
          path: 'takes/anna.mp4',
          label: 'Anna',
          consent: 'signed 2024-05',
          face: { time: 1.5, x: 0.4, y: 0.3 },
        },
        { id: 'ben', path: 'takes/ben.mov' },
      ],
      audios: [
        { id: 'l1', path: '语音/第一课.wav' },
        { id: 'l2', path: "a b's 50%.wav" },
      ],
      pairs: [{ video: 'ben', audio: 'l1' }],
      matrix: { videos: ['anna'], include: [], exclude: [{ video: 'anna', audio: 'l2' }] },
      settings: {
        defaults: { crf: 20 },
        videos: new Map([['anna', { strength: 1.2 }]]),
        audios: new Map([['l1', { silenceThreshold: -50 }]]),
        pairs: new Map([['ben+l1', { label: true }]]),
      },
      output: { folder: 'made', name: '{video}_{audio}.mp4' },
      pronunciations: {},
      allowOutsidePaths: false,
    });
  });

  it('takes a byte order mark and CRLF, and counts lines the same', () => {
    const text = '\uFEFF' + WHOLE.replace('"crf": 20', '"crf": 99').replaceAll('\n', '\r\n');
    const { project: read, problems } = parseProject(text);
    expect(read?.settings.defaults).toEqual({});
    expect(problems).toMatchObject([
      { code: 'out-of-range', path: '/settings/defaults/crf', line: 15, column: 26 },
    ]);
  });

  it.each([
    ['', 'empty '],
    ['nonsense', 'syntax '],
    ['{ "version": 1 } trailing', 'syntax '],
    ['{ "version": 1, }', 'syntax '],
    ['[]', 'not-object '],
    ['null', 'not-object '],
    ['"text"', 'not-object '],
    ['{ "version": 1, "title": "a", "title": "b" }', 'duplicate-key /title'],
    [
      '{ "version": 1, "output": { "folder": "a", "folder": "b" } }',
      'duplicate-key /output/folder',
    ],
    ['{ "version": 2, "anything": [] }', 'unsupported-version /version'],
    [`{ "version": 1, "x": ${'['.repeat(200_000)}`, 'too-deep '],
    [`{ "version": 1, "title": "${'x'.repeat(5_000_000)}" }`, 'too-large '],
  ])('has no project for %.40s', (text, code) => {
    expect(parseProject(text).project).toBeUndefined();
    expect(codes(text)).toEqual([code]);
  });

  it.each([
    [{ title: 5 }, 'wrong-type /title'],
    [{ title: 'bell \u0007' }, 'bad-text /title'],
    [{ title: 'x'.repeat(501) }, 'too-long /title'],
    [{ settings: { defaults: { producer: 'a\nb' } } }, 'bad-text /settings/defaults/producer'],
    [{ settings: { defaults: { producer: 'a\u202eb' } } }, 'bad-text /settings/defaults/producer'],
    [
      { settings: { defaults: { producer: '公'.repeat(121) } } },
      'too-long /settings/defaults/producer',
    ],
    [{ videos: {} }, 'wrong-type /videos'],
    [{ videos: [7] }, 'wrong-type /videos/0'],
    [{ videos: [{ id: 'v' }] }, 'missing-field /videos/0'],
    [{ videos: [{ id: 'v 1', path: 'a' }] }, 'bad-id /videos/0/id'],
    [{ videos: [{ id: '__proto__', path: 'a' }] }, 'bad-id /videos/0/id'],
    [{ videos: [{ id: 'v', path: '' }] }, 'path-empty /videos/0/path'],
    [{ videos: [{ id: 'v', path: '/etc/a' }] }, 'path-absolute /videos/0/path'],
    [{ videos: [{ id: 'v', path: 'C:/a' }] }, 'path-absolute /videos/0/path'],
    [{ videos: [{ id: 'v', path: '\\\\host\\a' }] }, 'path-absolute /videos/0/path'],
    [{ videos: [{ id: 'v', path: 'a\\b' }] }, 'path-backslash /videos/0/path'],
    [{ videos: [{ id: 'v', path: 'a\0b' }] }, 'path-control /videos/0/path'],
    [{ videos: [{ id: 'v', path: '../a' }] }, 'path-outside /videos/0/path'],
    [{ videos: [{ id: 'v', path: 'a/../../b' }] }, 'path-outside /videos/0/path'],
    [{ output: { folder: '..' } }, 'output-outside /output/folder'],
    [{ output: { name: '../x.mp4' } }, 'bad-name /output/name'],
    [{ output: { name: 'x.avi' } }, 'bad-name /output/name'],
    [{ output: { name: '{vid}.mp4' } }, 'unknown-token /output/name'],
    [{ settings: { defaults: { strength: null } } }, 'wrong-type /settings/defaults/strength'],
    [{ settings: { defaults: { crf: 17.5 } } }, 'wrong-type /settings/defaults/crf'],
    [{ settings: { defaults: { strength: -1 } } }, 'out-of-range /settings/defaults/strength'],
    [{ settings: { defaults: { noFace: 'shrug' } } }, 'not-one-of /settings/defaults/noFace'],
    [{ settings: { videos: { v: {} } } }, 'unknown-video /settings/videos/v'],
    [{ settings: { pairs: { v: {} } } }, 'bad-id /settings/pairs/v'],
    [{ matrix: { audios: ['a'] } }, 'unknown-audio /matrix/audios/0'],
    [{ matrix: { exclude: [{ video: 'v' }] } }, 'missing-field /matrix/exclude/0'],
    [{ allowOutsidePaths: 'yes' }, 'wrong-type /allowOutsidePaths'],
  ])('finds the mistake in %j', (fields, code) => {
    const { project: read, problems } = parseProject(project(fields));
    expect(problems.map(({ code: found, path }) => `${found} ${path}`)).toContain(code);
    // A file outside stops those pairs alone that use it.
    expect(hasErrors(problems)).toBe(!code.startsWith('path-outside'));
    expect(read).toBeDefined();
  });

  it('finds what points nowhere and what is there twice, at its own line', () => {
    const text = project({
      videos: [
        { id: 'v', path: 'a.mp4' },
        { id: 'v', path: 'b.mp4' },
      ],
      audios: [{ id: 'a', path: 'a.wav' }],
      pairs: [
        { video: 'v', audio: 'a' },
        { video: 'v', audio: 'a' },
        { video: 'w', audio: 'b' },
      ],
    });
    const { project: read, problems } = parseProject(text);
    expect(problems.map((problem) => [problem.code, problem.path])).toEqual([
      ['duplicate-id', '/videos/1/id'],
      ['duplicate-pair', '/pairs/1'],
      ['unknown-video', '/pairs/2/video'],
      ['unknown-audio', '/pairs/2/audio'],
    ]);
    const lineOf = (problem: Problem) => text.split('\n')[problem.line - 1].trim();
    expect(lineOf(problems[0])).toBe('"id": "v",');
    expect(lineOf(problems[3])).toBe('"audio": "b"');
    expect(read?.videos).toEqual([{ id: 'v', path: 'a.mp4' }]);
  });

  it('warns of unknown fields only, and not of outside paths that are allowed', () => {
    const text = project({
      allowOutsidePaths: true,
      videos: [{ id: 'v', path: '../a.mp4', colour: 'blue' }],
    });
    const { problems } = parseProject(text);
    expect(problems).toMatchObject([
      { code: 'unknown-field', severity: 'warning', path: '/videos/0/colour' },
    ]);
  });

  it('reads what of a file is used, and finds parts that are none', () => {
    const read = (fields: object) =>
      parseProject(
        project({
          videos: [{ id: 'v', path: 'v.mp4', ...fields }],
          audios: [
            { id: 'a', path: 'a.wav', offset: 1.5, ...fields },
            { id: 'b', path: 'a.wav', offset: 0, from: 0 },
          ],
        }),
      );
    const whole = read({ from: 12, to: 40.5 });
    expect(whole.problems).toEqual([]);
    expect(whole.project).toMatchObject({
      videos: [{ part: { from: 12, to: 40.5 } }],
      audios: [{ part: { from: 12, to: 40.5 }, offset: 1.5 }, {}],
    });
    // What says nothing is nothing: a video made before it was written stays current.
    expect(whole.project?.audios[1]).toEqual({ id: 'b', path: 'a.wav' });
    expect(read({ to: 3 }).project?.videos[0].part).toEqual({ to: 3 });
    const found = (fields: object) => read(fields).problems.map(({ code, path }) => [code, path]);
    const empty = ['videos', 'audios'].map((list) => ['part-empty', `/${list}/0/to`]);
    expect(found({ from: 5, to: 5 })).toEqual(empty);
    expect(found({ to: 0 })).toEqual(empty);
    expect(read({ from: 5, to: 4 }).project?.videos[0]).toEqual({ id: 'v', path: 'v.mp4' });
    expect(found({ from: -1, to: 4 }).map(([code]) => code)).toEqual([
      'out-of-range',
      'out-of-range',
    ]);
    expect(found({ from: '3' })[0]).toEqual(['wrong-type', '/videos/0/from']);
    expect(found({ offset: 601 })).toEqual([
      ['unknown-field', '/videos/0/offset'],
      ['out-of-range', '/audios/0/offset'],
    ]);
  });

  it('takes no number that is too large to be one', () => {
    const text = '{ "version": 1, "settings": { "defaults": { "strength": 1e999 } } }';
    expect(codes(text)).toEqual(['wrong-type /settings/defaults/strength']);
  });

  it('does not lose an error in a flood of warnings', () => {
    const unknown = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`x${i}`, 0]));
    const { problems } = parseProject(project({ ...unknown, title: 1 }));
    expect(hasErrors(problems)).toBe(true);
    expect(problems.at(-1)).toMatchObject({ code: 'more-problems', params: { count: 301 } });
  });

  it('takes no longer for a text full of mistakes than its length demands', () => {
    const items = `{}${',{}'.repeat(40_000)}`;
    const text = `{ "version": 1, "videos": [${items}], "pairs": [${items}] }`;
    const start = process.cpuUsage();
    expect(parseProject(text).problems).toHaveLength(201);
    // Seconds of processor time; the same text took minutes while errors were copied.
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(5);
  });

  it('never throws on damaged text', () => {
    for (let cut = 0; cut < WHOLE.length; cut += 7) {
      for (const text of [WHOLE.slice(0, cut), WHOLE.slice(0, cut) + '}\0[' + WHOLE.slice(cut)]) {
        const { project: read, problems } = parseProject(text);
        expect(read !== undefined || hasErrors(problems)).toBe(true);
      }
    }
  });

  it('words every problem it finds in both languages', () => {
    const { problems } = parseProject(project({ title: 1, audios: [{ id: 'ä', path: '/x' }] }));
    for (const problem of problems) {
      for (const locale of ['en', 'zh'] as const) {
        const { sentence, hint } = describeProblem(problem, locale);
        expect(sentence + hint).not.toContain('…');
      }
    }
    expect(problems.length).toBeGreaterThan(2);
  });
});
