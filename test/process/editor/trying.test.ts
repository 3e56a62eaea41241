import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listCache } from '../../../src/engine/cache.js';
import type { Answer, Intent } from '../../../src/protocol/editor.js';
import { openSession, stateOf, viewWhere } from './sessionRig.js';

const PROJECT = {
  version: 1,
  title: 'talk',
  videos: [{ id: 'anna', path: 'anna.mp4' }],
  audios: [{ id: 'one', path: 'one.wav' }],
  pairs: [{ video: 'anna', audio: 'one' }],
};
const FILES = { 'anna.mp4': 'video', 'one.wav': 'plain' };
const SETTINGS = { strength: 1.3, smoothing: 0.25, silenceThreshold: -45 };
const TRY: Extract<Intent, { kind: 'try' }> = {
  ...{ kind: 'try', window: 'w', pair: 'anna+one', at: 1, settings: SETTINGS },
};

let rig: ReturnType<typeof openSession>;
let log: string;

beforeEach(() => {
  log = join(mkdtempSync(join(tmpdir(), 'heygem tries ')), 'log');
  process.env['HEYGEM_FAKE_LOG'] = log;
});

afterEach(async () => {
  await rig.close();
  delete process.env['HEYGEM_FAKE_LOG'];
  rmSync(dirname(log), { recursive: true });
});

/** What the workers were asked to try. */
function made(): readonly string[] {
  return readFileSync(log, 'utf8').match(/^try .*$/gm) ?? [];
}

function fileOf(answer: Answer, which: 'result' | 'source'): string {
  if (answer.kind !== 'tried') throw new Error(JSON.stringify(answer));
  return /^page:(.*)\?v=/.exec(answer.tried.preview[which])?.[1] ?? '';
}

async function opened(files: Readonly<Record<string, string>> = FILES, project: object = PROJECT) {
  rig = openSession(project, files);
  await rig.session.handle({ kind: 'ready' });
  await viewWhere(rig.session, (view) => stateOf(view, 'anna+one') !== undefined);
}

describe('a try', () => {
  it('is made with the sliders of its window, lies in the cache, and is no result', async () => {
    await opened();
    const before = stateOf(rig.session.view(), 'anna+one');
    const answer = await rig.session.handle(TRY);
    expect(answer).toMatchObject({
      kind: 'tried',
      tried: { at: 1, frames: 100, rough: true, preview: { duration: 4, rate: 25, spans: [] } },
    });
    const result = fileOf(answer, 'result');
    expect(readFileSync(result, 'utf8')).toBe('a try at 1.3');
    expect(readFileSync(fileOf(answer, 'source'), 'utf8')).toBe('as filmed');
    expect(dirname(dirname(result))).toBe(join(rig.cacheRoot, 'tries'));
    const kinds = (await listCache(rig.cacheRoot)).map(({ kind }) => kind);
    expect(kinds).toContain('tries');
    expect(kinds).not.toContain('segments');
    expect(readdirSync(rig.folder).sort()).toEqual(['anna.mp4', 'one.wav']);
    const view = rig.session.view();
    expect(stateOf(view, 'anna+one')).toEqual(before);
    expect(view).toMatchObject({ history: [], run: { running: false, total: 0 } });
    expect(view.tries).toBeUndefined();
    expect(rig.text.undone).toEqual([]);
  });

  it('is made again while it is rough, and taken from the cache when it is not', async () => {
    await opened();
    await rig.session.handle(TRY);
    await rig.session.handle(TRY);
    expect(made()).toHaveLength(2);
    await rig.close();
    await opened({ ...FILES, 'one.wav': 'known' });
    const first = await rig.session.handle(TRY);
    expect(await rig.session.handle(TRY)).toEqual(first);
    expect(made()).toHaveLength(3);
    const other = await rig.session.handle({ ...TRY, settings: { ...SETTINGS, strength: 2 } });
    expect(dirname(fileOf(other, 'result'))).toBe(dirname(fileOf(first, 'result')));
    expect(fileOf(other, 'source')).toBe(fileOf(first, 'source'));
    expect(made()).toHaveLength(4);
  });

  it('keeps only the latest turns of the sliders of one place', async () => {
    await opened();
    let answer: Answer | undefined;
    for (let turn = 0; turn < 12; turn += 1) {
      const settings = { ...SETTINGS, strength: turn / 10 };
      answer = await rig.session.handle({ ...TRY, settings });
    }
    const folder = dirname(fileOf(answer ?? { kind: 'ok' }, 'result'));
    const videos = readdirSync(folder).filter((name) => name.endsWith('.mp4'));
    expect(videos).toHaveLength(9);
    expect(readFileSync(fileOf(answer ?? { kind: 'ok' }, 'result'), 'utf8')).toBe('a try at 1.1');
  });

  it('is made beside what runs, and breaks nothing of it', async () => {
    await opened({ ...FILES, 'one.wav': 'slow' });
    const started = await rig.session.generate('all', false);
    if (started.kind !== 'started') throw new Error(started.notice.sentence);
    await viewWhere(rig.session, (view) => stateOf(view, 'anna+one')?.kind === 'running');
    expect(await rig.session.handle(TRY)).toMatchObject({ kind: 'tried' });
    expect(stateOf(rig.session.view(), 'anna+one')?.kind).toBe('running');
    expect((await started.done).snapshot).toMatchObject({ done: 1, failed: 0 });
  });

  it('tells how far it is, and is ended by its window alone', async () => {
    await opened({ ...FILES, 'one.wav': 'long' });
    const trying = rig.session.handle(TRY);
    const view = await viewWhere(rig.session, ({ tries }) => (tries?.at(0)?.fraction ?? 0) > 0.5);
    expect(view.tries).toEqual([
      { id: 'w', stage: 'drawing', fraction: expect.closeTo(0.725) as number },
    ]);
    await rig.session.handle({ kind: 'stop-try', window: 'another' });
    expect(rig.session.view().tries).toHaveLength(1);
    await rig.session.handle({ kind: 'stop-try', window: 'w' });
    expect(await trying).toEqual({ kind: 'declined' });
    expect(rig.session.view().tries).toBeUndefined();
  });

  it('ends what its window asked for before', async () => {
    await opened({ ...FILES, 'one.wav': 'long' });
    const first = rig.session.handle(TRY);
    await viewWhere(rig.session, ({ tries }) => tries !== undefined);
    const second = rig.session.handle({ ...TRY, at: 2 });
    expect(await first).toEqual({ kind: 'declined' });
    expect(rig.session.view().tries).toHaveLength(1);
    await rig.session.handle({ kind: 'stop-try', window: 'w' });
    expect(await second).toEqual({ kind: 'declined' });
  });

  it('says in words why there is none', async () => {
    await opened({ ...FILES, 'one.wav': 'no-face-here' });
    expect(await rig.session.handle(TRY)).toMatchObject({
      kind: 'refused',
      notice: {
        code: 'no-face-here',
        sentence: 'In these seconds anna.mp4 shows no face that can be used.',
      },
    });
    rig.shell.isTrusted = false;
    expect(await rig.session.handle(TRY)).toMatchObject({ notice: { code: 'not-trusted' } });
  });

  it('is refused where an input is missing, before anything starts', async () => {
    await opened({ 'anna.mp4': 'video' });
    await viewWhere(rig.session, (view) => stateOf(view, 'anna+one')?.kind === 'missing-input');
    expect(await rig.session.handle(TRY)).toMatchObject({ notice: { code: 'input-missing' } });
    expect(existsSync(join(rig.cacheRoot, 'tries'))).toBe(false);
  });
});
