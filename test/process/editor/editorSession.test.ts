import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CheckingView, EditorView } from '../../../src/protocol/editorView.js';
import { FileLock } from '../../../src/engine/fileLock.js';
import { outputLockPath } from '../../../src/engine/outputLock.js';
import { openSession, stateOf, viewWhere } from './sessionRig.js';

const PROJECT = {
  version: 1,
  title: 'talk',
  videos: [{ id: 'anna', path: 'anna.mp4' }],
  audios: [
    { id: 'one', path: 'one.wav' },
    { id: 'two', path: 'two.wav' },
  ],
  matrix: {},
};
const FILES = { 'anna.mp4': 'video', 'one.wav': 'plain', 'two.wav': 'plain' };

let rig: ReturnType<typeof openSession>;
afterEach(() => rig.close());

describe('a session', () => {
  it('shows a project with what its sources hold', async () => {
    rig = openSession(PROJECT, FILES);
    await rig.session.handle({ kind: 'ready' });
    const view = await viewWhere(rig.session, ({ project }) =>
      [...(project?.videos ?? []), ...(project?.audios ?? [])].every(
        ({ facts }) => facts.kind === 'ready',
      ),
    );
    expect(view.trusted).toBe(true);
    expect(view.project?.pairs.map(({ id, output }) => [id, output])).toEqual([
      ['anna+one', 'out/anna-one.mp4'],
      ['anna+two', 'out/anna-two.mp4'],
    ]);
    const facts = view.project?.videos[0].facts;
    expect(facts).toMatchObject({ duration: 4, size: 5, picture: { width: 64 } });
    const still = /^page:(.*)\?v=/.exec(
      facts?.kind === 'ready' ? (facts.thumbnail ?? '') : '',
    )?.[1];
    expect(readFileSync(String(still), 'utf8')).toContain('still');
    expect(view.disk?.free).toBeGreaterThan(0);
    expect(view.project?.videos[0].mostFaces).toBe(2);
    const ask = (time: number) => rig.session.handle({ kind: 'faces', video: 'anna', time });
    expect(await ask(1)).toMatchObject({ kind: 'faces', faces: [{ x: 0.7 }, { x: 0.3 }] });
    expect(await ask(1)).toEqual(await ask(1));
    expect(await ask(3.5)).toEqual({ kind: 'faces', faces: [] });
  });

  it('tells how far a check is, does one at a time, and then what it found', async () => {
    rig = openSession(PROJECT, { ...FILES, 'two.wav': 'slow' });
    await rig.session.handle({ kind: 'ready' });
    const told: (CheckingView | undefined)[] = [];
    rig.session.onView(({ checking }) => told.push(checking));
    const checks = [1, 2].map(() => rig.session.handle({ kind: 'check' }));
    const moving = await viewWhere(rig.session, ({ checking }) => checking?.name === 'two.wav');
    expect(moving.checking).toMatchObject({ number: 3, total: 3 });
    expect(await Promise.all(checks)).toEqual([{ kind: 'ok' }, { kind: 'ok' }]);
    const after = await viewWhere(rig.session, ({ checking }) => checking === undefined);
    expect(after.message?.code).toBe('check-clean');
    const fractions = told.flatMap((checking) => checking?.fraction ?? []);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  });

  it('shows an empty file as a project to begin with, and its first source makes it one', async () => {
    rig = openSession('\n', FILES);
    await rig.session.handle({ kind: 'ready' });
    const { project, problems } = rig.session.view();
    expect(problems).toEqual([]);
    expect(project).toMatchObject({ videos: [], audios: [], pairs: [] });
    const files = ['anna.mp4', 'one.wav'].map((name) => join(rig.folder, name));
    await rig.session.handle({ kind: 'drop', uris: files });
    await viewWhere(rig.session, (view) => view.project?.pairs.length === 1);
    expect(JSON.parse(rig.text.read())).toMatchObject({ version: 1, matrix: {} });
  });

  it('makes pairs, tells of progress and keeps what was made', async () => {
    rig = openSession(PROJECT, { ...FILES, 'two.wav': 'slow' });
    const started = await rig.session.generate('all', false);
    if (started.kind !== 'started') throw new Error(started.notice.sentence);
    await viewWhere(rig.session, (view) => stateOf(view, 'anna+two')?.kind === 'running');
    const moving = await viewWhere(rig.session, (view) => view.run.fraction > 0.6);
    const pictureIn = (view: EditorView) => {
      const drawn = stateOf(view, 'anna+two');
      return drawn?.kind === 'running' ? drawn.picture : undefined;
    };
    const showing = await viewWhere(rig.session, (view) => pictureIn(view) !== undefined);
    const address = pictureIn(showing) ?? '';
    const [picture, version] = address.replace('page:', '').split('?v=');
    expect(Number(version)).toBeGreaterThan(0);
    expect(readFileSync(picture, 'utf8')).toContain('picture');
    expect(moving.run).toMatchObject({ running: true, total: 2, done: 1 });
    const summary = await started.done;
    expect(summary.snapshot.done).toBe(2);
    const view = await viewWhere(
      rig.session,
      ({ run, history }) => !run.running && history.length === 2,
    );
    expect(stateOf(view, 'anna+one')).toMatchObject({
      kind: 'done',
      figures: expect.stringContaining('3 frames') as string,
    });
    expect(view.run).toMatchObject({ running: false, done: 2, failed: 0, total: 2 });
    await expect.poll(() => existsSync(dirname(picture))).toBe(false);
    // Copies of both results and of the source, before anybody asks for them.
    const copies = join(dirname(dirname(dirname(picture))), 'previews');
    await expect.poll(() => (existsSync(copies) ? readdirSync(copies).length : 0)).toBe(3);
    expect(rig.shell.remembered[0]).toEqual(['anna+one', 'anna+two']);
    expect(rig.shell.remembered.at(-1)).toEqual([]);

    const again = await rig.session.handle({ kind: 'generate', pairs: 'all', force: false });
    expect(again).toMatchObject({
      ...{ kind: 'news', notice: { code: 'nothing-to-make' }, again: true },
    });
    const preview = await rig.session.handle({ kind: 'preview', pair: 'anna+one' });
    expect(preview).toMatchObject({ kind: 'preview', preview: { duration: 3 / 25 } });
  });

  it('cancels one of several and says why another failed', async () => {
    const audios = [...PROJECT.audios, { id: 'bad', path: 'bad.wav' }];
    rig = openSession(
      { ...PROJECT, audios },
      { ...FILES, 'one.wav': 'slow', 'bad.wav': 'no-face' },
    );
    const started = await rig.session.generate('all', false);
    if (started.kind !== 'started') throw new Error(started.notice.sentence);
    await viewWhere(rig.session, (view) => stateOf(view, 'anna+one')?.kind === 'running');
    const stopping = rig.session.handle({ kind: 'cancel', pairs: ['anna+one'] });
    // At once: what comes after may take seconds.
    expect(stateOf(rig.session.view(), 'anna+one')).toEqual({ kind: 'cancelling' });
    await stopping;
    await started.done;
    const view = await viewWhere(rig.session, ({ run }) => !run.running);
    expect(view.run).toMatchObject({ done: 1, failed: 1, total: 3 });
    expect(view.run.ended).toMatchObject({ cancelled: 1, first: 'anna+two' });
    expect(stateOf(view, 'anna+one')).toEqual({ kind: 'cancelled' });
    expect(stateOf(view, 'anna+two')?.kind).toBe('done');
    expect(stateOf(view, 'anna+bad')).toMatchObject({
      kind: 'failed',
      notice: { code: 'no-face', hint: expect.stringContaining('front') as string },
    });
  });

  it('shows what another window makes, and makes it no second time', async () => {
    rig = openSession(PROJECT, FILES);
    await rig.session.handle({ kind: 'ready' });
    const view = await viewWhere(
      rig.session,
      (each) =>
        (each.project?.pairs ?? []).length === 2 && stateOf(each, 'anna+one')?.kind === 'new',
    );
    const relative = view.project?.pairs[0].output ?? '';
    const output = join(dirname(rig.text.path), relative);
    mkdirSync(dirname(output), { recursive: true });
    const lock = await FileLock.acquire(outputLockPath(output));
    await viewWhere(rig.session, (each) => stateOf(each, 'anna+one')?.kind === 'elsewhere');
    const intent = { kind: 'generate', pairs: ['anna+one'], force: false } as const;
    expect(await rig.session.handle(intent)).toMatchObject({
      ...{ kind: 'news', again: false, notice: { code: 'making-elsewhere' } },
    });
    await lock?.release();
    await viewWhere(rig.session, (each) => stateOf(each, 'anna+one')?.kind === 'new');
  });

  it('tells that a crashed job is tried again', async () => {
    rig = openSession(PROJECT, { ...FILES, 'one.wav': 'crash-once slow' });
    const started = await rig.session.generate(['anna+one'], false);
    if (started.kind !== 'started') throw new Error(started.notice.sentence);
    const view = await viewWhere(rig.session, ({ message }) => message?.code === 'tried-again');
    expect(view.message?.sentence).toContain('out/anna-one.mp4');
    expect((await started.done).snapshot.done).toBe(1);
  });

  it('edits in single steps that change no more than they mean', async () => {
    rig = openSession(PROJECT, FILES);
    const before = rig.text.read();
    const edit = { kind: 'exclude-cell', video: 'anna', audio: 'two' } as const;
    expect(await rig.session.handle({ kind: 'edit', edit })).toEqual({ kind: 'ok' });
    expect(rig.text.read()).toContain('{ "video": "anna", "audio": "two" }');
    expect(await rig.session.handle({ kind: 'add-all-pairs' })).toEqual({ kind: 'ok' });
    const { matrix } = JSON.parse(rig.text.read()) as { matrix: unknown };
    expect([{}, { exclude: [] }]).toContainEqual(matrix);
    expect(rig.text.read().split('\n')[0]).toBe(before.split('\n')[0]);
    const wrong = { kind: 'exclude-cell', video: 'nobody', audio: 'two' } as const;
    const answer = await rig.session.handle({ kind: 'edit', edit: wrong });
    expect(answer).toMatchObject({ kind: 'refused', notice: { code: 'unknown-video' } });
    expect(rig.text.undone).toHaveLength(2);
  });

  it('makes several edits as one step of undo, or none of them', async () => {
    const cell = { video: 'anna', audio: 'two' } as const;
    rig = openSession({ ...PROJECT, pairs: [cell] }, FILES);
    const before = rig.text.read();
    const leaveOut = [
      { kind: 'remove-pair', ...cell },
      { kind: 'exclude-cell', ...cell },
    ] as const;
    expect(await rig.session.handle({ kind: 'edits', edits: leaveOut })).toEqual({ kind: 'ok' });
    expect(rig.text.undone).toEqual([before]);
    expect(JSON.parse(rig.text.read())).toMatchObject({ pairs: [], matrix: { exclude: [cell] } });
    const left = rig.text.read();
    const half = [
      { kind: 'set-title', title: 'x' },
      { ...leaveOut[1], audio: 'none' },
    ] as const;
    expect(await rig.session.handle({ kind: 'edits', edits: half })).toMatchObject({
      kind: 'refused',
      notice: { code: 'unknown-audio' },
    });
    expect(rig.text.read()).toBe(left);
    expect(rig.text.undone).toHaveLength(1);
  });

  it('adds files of the folder as they are', async () => {
    rig = openSession(PROJECT, { ...FILES, 'more words.wav': 'plain' });
    rig.shell.chosen = [join(rig.folder, 'more words.wav')];
    await rig.session.handle({ kind: 'pick', list: 'audios' });
    const { audios } = JSON.parse(rig.text.read()) as typeof PROJECT;
    expect(audios.at(-1)).toEqual({ id: 'more-words', path: 'more words.wav' });
    expect(rig.shell.asked).toEqual([]);
    const odd = await rig.session.handle({ kind: 'drop', uris: ['/etc/hostname'] });
    expect(odd).toMatchObject({ kind: 'refused', notice: { code: 'not-a-medium' } });
  });

  it('takes a file in parts and leaves nothing of one that breaks off', async () => {
    rig = openSession(PROJECT, FILES);
    const part = { kind: 'import', upload: 'u1', name: 'new.wav', size: 6 } as const;
    const first = new TextEncoder().encode('abc');
    await rig.session.handle({ ...part, offset: 0, bytes: first });
    await rig.session.handle({ ...part, offset: 3, bytes: new TextEncoder().encode('def') });
    expect(readFileSync(join(rig.folder, 'speech', 'new.wav'), 'utf8')).toBe('abcdef');
    expect(rig.text.read()).toContain('"speech/new.wav"');
    // Whoever is asked and says no is not told off.
    rig.shell.copies = false;
    const answer = await rig.session.handle({ ...part, upload: 'u0', offset: 0, bytes: first });
    expect(answer).toEqual({ kind: 'declined' });
    rig.shell.copies = true;
    const broken = { ...part, upload: 'u2', name: '../../evil.wav' };
    await rig.session.handle({ ...broken, offset: 0, bytes: first });
    // A page that begins the same upload anew leaves no half file of the first.
    await rig.session.handle({ ...broken, offset: 0, bytes: first });
    expect(await rig.session.handle({ ...broken, offset: 5, bytes: first })).toMatchObject({
      kind: 'refused',
    });
    expect(readdirSync(join(rig.folder, 'speech'))).toEqual(['new.wav']);
    expect(existsSync(join(rig.root, 'evil.wav'))).toBe(false);
  });

  it('shows where broken text is broken, and the project again when it is mended', async () => {
    rig = openSession(PROJECT, FILES);
    const whole = rig.text.read();
    rig.text.write(whole.replace('"title":', '"title"'));
    const broken = await viewWhere(rig.session, ({ problems }) => problems.length > 0);
    expect(broken.project).toBeUndefined();
    expect(broken.problems[0]).toMatchObject({ severity: 'error', code: 'syntax', line: 3 });
    const answer = await rig.session.handle({ kind: 'generate', pairs: 'all', force: false });
    expect(answer).toMatchObject({ kind: 'refused', notice: { code: 'project-invalid' } });
    rig.text.write(whole);
    const mended = await viewWhere(rig.session, ({ project }) => project !== undefined);
    expect(mended.problems).toEqual([]);
  });

  it('runs and writes nothing where it is not trusted', async () => {
    rig = openSession(PROJECT, FILES);
    rig.shell.isTrusted = false;
    await rig.session.handle({ kind: 'ready' });
    const view = await viewWhere(rig.session, ({ project }) => project !== undefined);
    expect(view.trusted).toBe(false);
    expect(view.project?.videos[0].facts).toEqual({ kind: 'unknown' });
    for (const intent of [
      { kind: 'generate', pairs: 'all', force: false },
      { kind: 'edit', edit: { kind: 'set-title', title: 'x' } },
      { kind: 'check' },
    ] as const) {
      const answer = await rig.session.handle(intent);
      expect(answer).toMatchObject({ kind: 'refused', notice: { code: 'not-trusted' } });
    }
    expect(rig.text.undone).toEqual([]);
    expect(readdirSync(rig.folder)).not.toContain('out');
  });

  it('removes outputs that no pair makes any more, and no others', async () => {
    rig = openSession(PROJECT, FILES);
    const started = await rig.session.generate('all', false);
    if (started.kind === 'started') await started.done;
    const edit = { kind: 'exclude-cell', video: 'anna', audio: 'two' } as const;
    await rig.session.handle({ kind: 'edit', edit });
    writeFileSync(join(rig.folder, 'out', 'mine.mp4'), 'not ours');
    await rig.session.handle({ kind: 'clean-up' });
    expect(readdirSync(join(rig.folder, 'out')).sort()).toEqual([
      'anna-one.mp4',
      'anna-one.report.json',
      'mine.mp4',
    ]);
  });
});
