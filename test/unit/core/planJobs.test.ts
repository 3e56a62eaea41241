import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseLedger, serializeLedger } from '../../../src/core/plan/ledger.js';
import { staleStateText } from '../../../src/core/strings/staleTexts.js';
import { HeygemError } from '../../../src/core/errors.js';
import type { PairId } from '../../../src/core/ids.js';
import type { FileFacts } from '../../../src/core/plan/fileFacts.js';
import type { LedgerEntry } from '../../../src/core/plan/ledger.js';
import { NO_SPEECH } from '../../../src/core/plan/speechFacts.js';
import type { PlanFacts, PlannedJob } from '../../../src/core/plan/plannedJob.js';
import { planJobs } from '../../../src/core/plan/planJobs.js';
import { parseProject } from '../../../src/core/project/parseProject.js';
import type { Project } from '../../../src/core/project/project.js';

const hashText = (text: string) => createHash('sha256').update(text).digest('hex');

/** A disk in memory: contents by path, symlinks by path, and how often each was read. */
class FakeFiles implements FileFacts {
  readonly hashed: string[] = [];

  constructor(
    private readonly contents: ReadonlyMap<string, string>,
    private readonly links: ReadonlyMap<string, string> = new Map(),
  ) {}

  hash(path: string): Promise<string> {
    this.hashed.push(path);
    const content = this.contents.get(path);
    if (content === undefined) return Promise.reject(new HeygemError('input-missing', { path }));
    return Promise.resolve(hashText(content));
  }

  stat(path: string) {
    const content = this.contents.get(path);
    if (content === '<folder>') return Promise.resolve({ kind: 'other', size: 0 } as const);
    return Promise.resolve(
      content === undefined
        ? ({ kind: 'missing', size: 0 } as const)
        : ({ kind: 'file', size: content.length } as const),
    );
  }

  realpath(path: string): Promise<string> {
    for (const [link, target] of this.links) {
      if (path === link || path.startsWith(`${link}/`)) {
        return Promise.resolve(target + path.slice(link.length));
      }
    }
    return Promise.resolve(path);
  }
}

function project(fields: Record<string, unknown>): Project {
  const read = parseProject(JSON.stringify({ version: 1, ...fields })).project;
  if (!read) throw new Error('no project');
  return read;
}

const TWO_BY_TWO = {
  title: 'T',
  videos: [
    { id: 'v', path: 'v.mp4' },
    { id: 'w', path: 'sub/w.mp4', label: 'Wanda' },
  ],
  audios: [
    { id: 'a', path: 'a.wav' },
    { id: 'b', path: 'b.wav' },
  ],
  matrix: {},
};
const DISK = new Map([
  ['/p/v.mp4', 'video v'],
  ['/p/sub/w.mp4', 'video w'],
  ['/p/a.wav', 'audio a'],
  ['/p/b.wav', 'audio b'],
]);

function factsOn(files: FileFacts, more: Partial<PlanFacts> = {}): PlanFacts {
  return {
    speech: NO_SPEECH,
    files,
    folder: '/p',
    trusted: true,
    ledger: new Map(),
    engineVersion: '1',
    modelHashes: { face: 'f00' },
    hashText,
    ...more,
  };
}

function plan(fields: Record<string, unknown>, files: FileFacts, more?: Partial<PlanFacts>) {
  return planJobs(project(fields), factsOn(files, more));
}

const states = (jobs: readonly PlannedJob[]) => jobs.map(({ state }) => state.kind);

/** The ledger as it is after all of `jobs` were made with 7 bytes each. */
function ledgerOf(jobs: readonly PlannedJob[]): ReadonlyMap<PairId, LedgerEntry> {
  const report = {
    frames: 1,
    passedThrough: 0,
    apertureR: null,
    lagFrames: null,
    articulation: null,
    provider: 'cpu',
  };
  const made = { bytes: 7, sha256: hashText('7 bytes') };
  return new Map(
    jobs.flatMap(({ pair, outputRelative, state }) =>
      'fingerprint' in state
        ? [[pair, { ...made, output: outputRelative, fingerprint: state.fingerprint, report }]]
        : [],
    ),
  );
}

function withOutputs(jobs: readonly PlannedJob[]): Map<string, string> {
  return new Map([...DISK, ...jobs.map(({ output }) => [output, '7 bytes'] as const)]);
}

describe('planJobs', () => {
  it('expands explicit pairs, then the matrix by video, each pair once', async () => {
    const jobs = await plan(
      {
        ...TWO_BY_TWO,
        pairs: [{ video: 'w', audio: 'b' }],
        matrix: {
          exclude: [
            { video: 'v', audio: 'a' },
            { video: 'w', audio: 'b' },
          ],
        },
      },
      new FakeFiles(DISK),
    );
    expect(jobs.map(({ pair }) => pair)).toEqual(['w+b', 'v+b', 'w+a']);
    expect(jobs[0]).toMatchObject({
      video: { relative: 'sub/w.mp4', path: '/p/sub/w.mp4', label: 'Wanda' },
      audio: { relative: 'b.wav', path: '/p/b.wav', label: 'b' },
      output: '/p/out/w-b.mp4',
      outputRelative: 'out/w-b.mp4',
      state: { kind: 'new' },
    });
  });

  it('lets the narrowest setting win', async () => {
    const settings = {
      defaults: { crf: 20, strength: 0.5, smoothing: 0.1, maxYaw: 30 },
      videos: { v: { strength: 0.6, smoothing: 0.2, maxYaw: 31 } },
      audios: { a: { smoothing: 0.3, maxYaw: 32 } },
      pairs: { 'v+a': { maxYaw: 33 } },
    };
    const [first, second] = await plan({ ...TWO_BY_TWO, settings }, new FakeFiles(DISK));
    expect(first.settings).toMatchObject({ crf: 20, strength: 0.6, smoothing: 0.3, maxYaw: 33 });
    expect(second.settings).toMatchObject({ crf: 20, strength: 0.6, smoothing: 0.2, maxYaw: 31 });
  });

  it('calls everything current after it was made, and reads each input once', async () => {
    const made = await plan(TWO_BY_TWO, new FakeFiles(DISK));
    const files = new FakeFiles(withOutputs(made));
    const again = await plan({ ...TWO_BY_TWO, title: 'X' }, files, { ledger: ledgerOf(made) });
    expect(states(again)).toEqual(['current', 'current', 'current', 'current']);
    const once = [...DISK.keys(), ...made.map(({ output }) => output)];
    expect(files.hashed.toSorted()).toEqual(once.toSorted());
  });

  it('names what changed, where the ledger knows what it was', async () => {
    const made = await plan(TWO_BY_TWO, new FakeFiles(DISK));
    const [v, w] = TWO_BY_TWO.videos;
    const disk = withOutputs(made);
    disk.set('/p/a.wav', 'other audio');
    const changed = {
      ...TWO_BY_TWO,
      videos: [{ ...v, face: { time: 0, x: 0.5, y: 0.5 } }, w],
      settings: { defaults: { strength: 1.3 } },
    };
    const ledger = new Map(
      [...ledgerOf(made)].map(([pair, entry]) => {
        const from = made.find((job) => job.pair === pair)?.parts;
        return [pair, { ...entry, ...(from && { from }) }] as const;
      }),
    );
    const more = { ledger: parseLedger(serializeLedger(ledger)), engineVersion: '2' };
    const [first] = await plan(changed, new FakeFiles(disk), more);
    if (first.state.kind !== 'stale') throw new Error(first.state.kind);
    expect(first.state.changes?.map(({ name }) => name).toSorted()).toEqual([
      'audioHash',
      'engineVersion',
      'face',
      'strength',
    ]);
    expect(staleStateText('en', first.state)).toMatch(
      /^changed since it was made: .*the recording.*setting “Mouth movement”$/,
    );
    expect(staleStateText('zh', first.state)).toContain('录音、');
    // Ledgers of earlier versions do not tell.
    const [old] = await plan(changed, new FakeFiles(disk), { ...more, ledger: ledgerOf(made) });
    if (old.state.kind !== 'stale') throw new Error(old.state.kind);
    expect(staleStateText('en', old.state)).toBe('something it is made from changed');
  });

  it('makes only what changed again', async () => {
    const made = await plan(TWO_BY_TWO, new FakeFiles(DISK));
    const ledger = ledgerOf(made);
    const disk = withOutputs(made);
    const kinds = async (fields: Record<string, unknown>, more: Partial<PlanFacts> = {}) => {
      const jobs = await plan(fields, new FakeFiles(disk), { ledger, ...more });
      return jobs.map(
        ({ pair, state }) => `${pair} ${'reason' in state ? state.reason : state.kind}`,
      );
    };
    const all = (word: string) => made.map(({ pair }) => `${pair} ${word}`);

    disk.set('/p/a.wav', 'other audio');
    expect(await kinds(TWO_BY_TWO)).toEqual([
      'v+a changed',
      'v+b current',
      'w+a changed',
      'w+b current',
    ]);
    disk.set('/p/a.wav', 'audio a');
    expect(await kinds({ ...TWO_BY_TWO, settings: { videos: { v: { crf: 9 } } } })).toEqual([
      'v+a changed',
      'v+b changed',
      'w+a current',
      'w+b current',
    ]);
    const face = { time: 0, x: 0.5, y: 0.5 };
    const [v, w] = TWO_BY_TWO.videos;
    expect(await kinds({ ...TWO_BY_TWO, videos: [v, { ...w, face }] })).toEqual([
      'v+a current',
      'v+b current',
      'w+a changed',
      'w+b changed',
    ]);
    const [a, b] = TWO_BY_TWO.audios;
    expect(await kinds({ ...TWO_BY_TWO, audios: [{ ...a, track: 2 }, b] })).toEqual([
      'v+a changed',
      'v+b current',
      'w+a changed',
      'w+b current',
    ]);
    const onlyOfA = ['v+a changed', 'v+b current', 'w+a changed', 'w+b current'];
    for (const part of [{ from: 2 }, { to: 5.5 }, { offset: 1 }]) {
      expect(await kinds({ ...TWO_BY_TWO, audios: [{ ...a, ...part }, b] })).toEqual(onlyOfA);
    }
    const whole = { from: 0, offset: 0 };
    expect(await kinds({ ...TWO_BY_TWO, audios: [{ ...a, ...whole }, b] })).toEqual(all('current'));
    expect(await kinds({ ...TWO_BY_TWO, videos: [{ ...v, from: 3 }, w] })).toEqual([
      'v+a changed',
      'v+b changed',
      'w+a current',
      'w+b current',
    ]);
    expect(await kinds(TWO_BY_TWO, { engineVersion: '2' })).toEqual(all('changed'));
    expect(await kinds(TWO_BY_TWO, { modelHashes: { face: 'f01' } })).toEqual(all('changed'));
    expect(await kinds({ ...TWO_BY_TWO, output: { folder: 'new' } })).toEqual(
      all('output-renamed'),
    );
    disk.delete('/p/out/v-a.mp4');
    disk.set('/p/out/v-b.mp4', 'cut');
    // As long as what was made, but not that.
    disk.set('/p/out/w-a.mp4', '\0'.repeat(7));
    expect(await kinds(TWO_BY_TWO)).toEqual([
      'v+a output-missing',
      'v+b output-altered',
      'w+a output-altered',
      'w+b current',
    ]);
  });

  it('tells each job what of its sources it uses, also of one file used twice', async () => {
    const jobs = await plan(
      {
        videos: [
          { id: 'v', path: 'v.mp4', from: 3, to: 9 },
          { id: 'w', path: 'v.mp4', from: 20 },
        ],
        audios: [{ id: 'a', path: 'a.wav', to: 5, offset: 0.5 }],
        matrix: {},
      },
      new FakeFiles(DISK),
    );
    const spoken = { audioPart: { to: 5 }, speechOffset: 0.5 };
    expect(jobs).toMatchObject([
      { pair: 'v+a', videoPart: { from: 3, to: 9 }, ...spoken, state: { kind: 'new' } },
      { pair: 'w+a', videoPart: { from: 20 }, ...spoken, state: { kind: 'new' } },
    ]);
    const [of, other] = jobs.map(({ state }) => 'fingerprint' in state && state.fingerprint);
    expect(of).not.toBe(other);
    const [plain] = await plan(TWO_BY_TWO, new FakeFiles(DISK));
    expect(Object.keys(plain)).not.toEqual(expect.arrayContaining(['videoPart']));
    expect(Object.keys(plain)).not.toEqual(expect.arrayContaining(['speechOffset']));
  });

  it('keeps what is wrong with one input to its own pairs', async () => {
    const disk = new Map([...DISK, ['/p/sub/w.mp4', '<folder>']]);
    disk.delete('/p/b.wav');
    const jobs = await plan(TWO_BY_TWO, new FakeFiles(disk));
    expect(states(jobs)).toEqual(['new', 'missing-input', 'invalid', 'invalid']);
    expect(jobs[1].state).toMatchObject({
      failure: { code: 'input-missing', params: { path: 'b.wav' } },
    });
  });

  it('follows no path out of the folder, by dots, by symlink or for outputs', async () => {
    const outside = new Map([...DISK, ['/secret/v.mp4', 'secret'], ['/secret/w.mp4', 'secret']]);
    const links = new Map([['/p/sub', '/secret']]);
    const files = new FakeFiles(outside, links);
    const [v, w] = TWO_BY_TWO.videos;
    const videos = [{ ...v, path: '../secret/v.mp4' }, w];
    const escaped = await plan({ ...TWO_BY_TWO, videos }, files);
    expect(escaped.map(({ state }) => 'failure' in state && state.failure.code)).toEqual(
      Array(4).fill('path-outside-project'),
    );
    expect(files.hashed).toEqual(['/p/a.wav', '/p/b.wav']);
    expect(escaped.every(({ video }) => video.path === '')).toBe(true);

    const wish = { ...TWO_BY_TWO, videos, allowOutsidePaths: true };
    expect(states(await plan(wish, files))).toEqual(Array(4).fill('new'));
    expect(states(await plan(wish, files, { trusted: false }))).toEqual(Array(4).fill('invalid'));

    const out = await plan({ ...TWO_BY_TWO, output: { folder: 'sub/made' } }, files);
    expect(out.every(({ state, output }) => state.kind === 'invalid' && output === '')).toBe(true);
  });

  it('accepts a project folder that is itself behind a symlink', async () => {
    const files = new FakeFiles(DISK, new Map([['/home/p', '/p']]));
    const jobs = await plan(TWO_BY_TWO, files, { folder: '/home/p' });
    expect(states(jobs)).toEqual(Array(4).fill('new'));
  });

  it('marks every pair of a collision, also by case only, and outputs that are inputs', async () => {
    const videos = [
      { id: 'v', path: 'v.mp4', label: 'Anna' },
      { id: 'w', path: 'sub/w.mp4', label: 'anna' },
    ];
    const name = '{videoLabel}-{audio}.mp4';
    const jobs = await plan({ ...TWO_BY_TWO, videos, output: { name } }, new FakeFiles(DISK));
    expect(jobs.map(({ state }) => 'failure' in state && state.failure.code)).toEqual(
      Array(4).fill('output-collision'),
    );
    const pairs = [{ video: 'v', audio: 'a' }];
    const over = {
      ...TWO_BY_TWO,
      matrix: undefined,
      pairs,
      output: { folder: '.', name: 'V.mp4' },
    };
    const [job] = await plan(over, new FakeFiles(DISK));
    expect(job.state).toMatchObject({ kind: 'invalid', failure: { code: 'output-is-input' } });
  });

  it.each([
    ['a video that is in no pair', { videos: [{ id: 'w', path: 'sub/W.mp4' }] }],
    ['a recording that is in no pair', { audios: [{ id: 'b', path: 'sub/w.mp4' }] }],
    ['one that is not there yet', { audios: [{ id: 'b', path: 'sub/w.report.json' }] }],
  ])('lets no output take the place of %s', async (_, more: Record<string, { id: string }[]>) => {
    const videos = [{ id: 'v', path: 'v.mp4' }, ...(more['videos'] ?? [])];
    const audios = [{ id: 'a', path: 'a.wav' }, ...(more['audios'] ?? [])];
    const output = { folder: 'sub', name: 'w.mp4' };
    const read = { videos, audios, pairs: [{ video: 'v', audio: 'a' }], output };
    const [job] = await plan(read, new FakeFiles(DISK));
    expect(job.state).toMatchObject({ kind: 'invalid', failure: { code: 'output-is-input' } });
  });

  it('plans a thousand pairs in milliseconds', async () => {
    const ids = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, i) => ({ id: `${prefix}${i}`, path: `${prefix}${i}` }));
    const fields = { videos: ids('v', 10), audios: ids('a', 100), matrix: {} };
    const disk = new Map<string, string>(
      [...fields.videos, ...fields.audios].map(({ path }) => [`/p/${path}`, path] as const),
    );
    const read = project(fields);
    const made = await planJobs(read, factsOn(new FakeFiles(disk)));
    for (const { output } of made) disk.set(output, '7 bytes');
    const ledger = ledgerOf(made);
    const start = process.cpuUsage();
    const jobs = await planJobs(read, factsOn(new FakeFiles(disk), { ledger }));
    const elapsed = process.cpuUsage(start).user / 1000;
    expect(new Set(states(jobs))).toEqual(new Set(['current']));
    expect(jobs).toHaveLength(1000);
    // 20 to 50 ms of processor time were measured; the bound only has to catch something quadratic.
    expect(elapsed).toBeLessThan(400);
  });
});
