import { describe, expect, it } from 'vitest';
import { expandPairs, MAX_PAIRS } from '../../../src/core/project/pairs.js';
import { parseProject } from '../../../src/core/project/parseProject.js';
import { seeded } from '../../../src/core/seeded.js';

const FOUR_MB = 4 * 1024 * 1024 - 100;
const filled = (head: string, unit: string, tail: string): string =>
  head + unit.repeat(Math.floor((FOUR_MB - head.length) / unit.length)).slice(0, -1) + tail;
const list = (count: number, item: string): string => `[${Array(count).fill(item).join(',')}]`;
const fields = (count: number): string =>
  Array.from({ length: count }, (_, i) => `"k${i}":1`).join(',');

/** Processor seconds, so that a busy machine does not make the test fail. */
function secondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

describe('a hostile project', () => {
  it.each([
    ['a million empty pairs', filled('{"version":1,"pairs":[', '{},', ']}'), 'too-many-values'],
    ['a million numbers', filled('{"version":1,"audios":[', '1,', ']}'), 'too-many-values'],
    ['a million unknown fields', `{"version":1,${fields(300_000)}}`, 'too-many-values'],
    ['one name again and again', filled('{"version":1,', '"a":1,', '}'), 'too-many-values'],
    ['commas', filled('{"version":1', ',', '}'), 'too-many-values'],
    ['deep lists', filled('{"version":1,"pairs":', '[', ''), 'too-deep'],
    ['one long text', filled('{"version":1,"title":"', 'x', '"}'), 'too-long'],
    ['one long path', filled('{"version":1,"output":{"folder":"', '../', '"}}'), 'too-long'],
    ['one long name', filled('{"version":1,"output":{"name":"', '{a}', '.mp4"}}'), 'too-long'],
    ['many empty pairs', `{"version":1,"pairs":${list(190_000, '{}')}}`, 'too-many'],
    [
      'every list full',
      `{"version":1,"pairs":${list(20_000, '{}')},"audios":${list(20_000, '{}')}}`,
      'too-many',
    ],
    ['many unknown fields', `{"version":1,${fields(140_000)}}`, 'unknown-field'],
    ['many settings', `{"version":1,"settings":{"pairs":{${fields(140_000)}}}}`, 'too-many'],
  ])('of %s is judged at once', (_, text, code) => {
    parseProject('{}');
    let problems: ReturnType<typeof parseProject>['problems'] = [];
    // A second on a machine of its own; the rest is for the neighbours of a test.
    expect(secondsOf(() => ({ problems } = parseProject(text)))).toBeLessThan(3);
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(problems.length).toBeLessThanOrEqual(201);
  });

  it('does not go through a matrix of names that lead nowhere, or lead to one', () => {
    const names = JSON.stringify(Array(5_000).fill('zz'));
    const text = (videos: string): string =>
      `{"version":1,"videos":${videos},"audios":${videos},"matrix":{"videos":${names},"audios":${names}}}`;
    for (const [videos, count] of [
      ['[]', 0],
      ['[{"id":"zz","path":"a"}]', 1],
    ] as const) {
      const { project } = parseProject(text(videos));
      if (!project) throw new Error('no project');
      let pairs: readonly unknown[] = [];
      expect(secondsOf(() => (pairs = expandPairs(project)))).toBeLessThan(0.5);
      expect(pairs).toHaveLength(count);
    }
  });

  it('still may be as large as any that is meant', () => {
    const sources = (letter: string) =>
      Array.from({ length: 5_000 }, (_, i) => ({ id: `${letter}${i}`, path: `${letter}/${i}` }));
    const pairs = Array.from({ length: MAX_PAIRS }, (_, i) => ({
      video: `v${i % 5_000}`,
      audio: `a${Math.floor(i / 5_000)}`,
    }));
    const settings = {
      pairs: Object.fromEntries(pairs.map((p) => [`${p.video}+${p.audio}`, { crf: 20 }])),
    };
    const whole = { version: 1, videos: sources('v'), audios: sources('a'), pairs, settings };
    const { project, problems } = parseProject(JSON.stringify(whole));
    expect(problems).toEqual([]);
    expect(project && expandPairs(project)).toHaveLength(MAX_PAIRS);
    expect(project?.settings.pairs.size).toBe(MAX_PAIRS);
  });

  it('of random pieces never throws, and takes no longer than its length demands', () => {
    const draw = seeded(8);
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"version":1',
      '"pairs":',
      '{}',
      '\\',
      '/*',
      '//',
      '\n',
      '"a"',
      '1e999',
      'null',
      '\u0000',
      '"settings":',
      '"matrix":',
      '-',
      '\ud800',
    ];
    const took = secondsOf(() => {
      for (let round = 0; round < 100; round++) {
        let text = round % 2 === 0 ? '{"version":1,' : '';
        const length = Math.floor(draw() * 2_000);
        for (let i = 0; i < length; i++) text += pieces[Math.floor(draw() * pieces.length)];
        expect(parseProject(text).problems.length).toBeLessThanOrEqual(201);
      }
    });
    expect(took).toBeLessThan(20);
  });
});
