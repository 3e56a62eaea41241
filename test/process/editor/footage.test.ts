import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openSession, viewWhere } from './sessionRig.js';

const PROJECT = {
  version: 1,
  title: 'Talk',
  videos: [{ id: 'anna', path: 'anna.mp4', label: 'Anna' }],
  audios: [{ id: 'one', path: 'one.wav' }],
  matrix: {},
};
const FILES = { 'anna.mp4': 'a video', 'one.wav': 'words' };

type Rig = ReturnType<typeof openSession>;
let rig: Rig;

afterEach(async () => {
  await rig.close();
});

/** Writes files outside of the project's folder; returns their paths. */
function elsewhere(files: Readonly<Record<string, string>>): string[] {
  const folder = join(rig.root, 'elsewhere');
  mkdirSync(folder, { recursive: true });
  return Object.entries(files).map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
}

function project() {
  return JSON.parse(rig.text.read()) as typeof PROJECT & { allowOutsidePaths?: boolean };
}

async function open(given: unknown = PROJECT, files: Readonly<Record<string, string>> = FILES) {
  rig = openSession(given, files);
  await rig.session.handle({ kind: 'ready' });
}

describe('files from outside', () => {
  it('are copied to a folder of their kind, and overwrite nothing', async () => {
    await open();
    mkdirSync(join(rig.folder, 'videos'));
    writeFileSync(join(rig.folder, 'videos', 'ben.mp4'), 'somebody else');
    const uris = elsewhere({ 'ben.mp4': 'another video', 'two.wav': 'more words' });
    expect(await rig.session.handle({ kind: 'drop', uris })).toEqual({ kind: 'ok' });
    expect(project().videos.at(-1)).toEqual({ id: 'ben-2', path: 'videos/ben (2).mp4' });
    expect(project().audios.at(-1)).toEqual({ id: 'two', path: 'speech/two.wav' });
    const text = (name: string) => readFileSync(join(rig.folder, name), 'utf8');
    expect(text('videos/ben (2).mp4')).toBe('another video');
    expect(text('videos/ben.mp4')).toBe('somebody else');
    expect(rig.text.undone).toHaveLength(1);
  });

  it('are named where they lie as the person says, who may say otherwise of the next', async () => {
    await open();
    rig.shell.placing = 'link';
    await rig.session.handle({ kind: 'drop', uris: elsewhere({ 'ben.mp4': 'another' }) });
    await rig.session.handle({ kind: 'drop', uris: elsewhere({ 'two.wav': 'more' }) });
    const ben = { id: 'ben', path: '../elsewhere/ben.mp4', outside: true };
    expect(project().videos.at(-1)).toEqual(ben);
    expect(project().allowOutsidePaths).toBeUndefined();
    expect(project().audios.at(-1)?.path).toBe('../elsewhere/two.wav');
    expect(existsSync(join(rig.folder, 'videos'))).toBe(false);
    // A long video stays where it is; that is no word on a short recording.
    rig.shell.placing = 'copy';
    const three = elsewhere({ 'three.wav': 'a few', 'four.wav': 'a few more' });
    await rig.session.handle({ kind: 'drop', uris: three });
    expect(
      project()
        .audios.slice(-2)
        .map(({ path }) => path),
    ).toEqual(['speech/three.wav', 'speech/four.wav']);
    expect(rig.shell.asked.map((paths) => paths.length)).toEqual([1, 1, 2]);
    const view = await viewWhere(rig.session, (each) => each.project?.videos.length === 2);
    expect(view.problems).toEqual([]);
  });

  it('are not added where the person thinks better of it', async () => {
    await open();
    rig.shell.placing = undefined;
    const before = rig.text.read();
    await rig.session.handle({ kind: 'drop', uris: elsewhere({ 'ben.mp4': 'another' }) });
    expect(rig.text.read()).toBe(before);
  });

  it('tell how far copying is, and leave nothing when it is stopped', async () => {
    await open();
    const uris = elsewhere({ 'ben.mp4': 'x'.repeat(64 << 20), 'carl.mp4': 'y' });
    // So much that no disk has it copied before the stop is heard.
    truncateSync(join(rig.root, 'elsewhere', 'carl.mp4'), 4 * 2 ** 30);
    const seen: number[] = [];
    rig.session.onView(({ files }) => {
      if (files?.kind !== 'copying') return;
      seen.push(files.fraction);
      if (files.number === 2) void rig.session.handle({ kind: 'stop-files' });
    });
    expect(await rig.session.handle({ kind: 'drop', uris })).toEqual({ kind: 'declined' });
    expect(seen.length).toBeGreaterThan(1);
    expect(readdirSync(join(rig.folder, 'videos'))).toEqual([]);
    expect(project().videos).toHaveLength(1);
    expect(rig.session.view().files).toBeUndefined();
  });
});

describe('a file that the project has already', () => {
  it('is told by its content, and added only when the person says so', async () => {
    await open();
    const uris = elsewhere({ 'copy of anna.mp4': 'a video', 'ben.mp4': 'A VIDEO' });
    expect(await rig.session.handle({ kind: 'drop', uris })).toEqual({ kind: 'ok' });
    expect(project().videos.map(({ path }) => path)).toEqual(['anna.mp4', 'videos/ben.mp4']);
    expect(rig.session.view().repeated).toEqual([{ name: 'copy of anna.mp4', known: 'Anna' }]);
    await rig.session.handle({ kind: 'add-again', yes: true });
    expect(project().videos.at(-1)?.path).toBe('videos/copy of anna.mp4');
    expect(rig.session.view().repeated).toBeUndefined();
  });

  it('is none where one drag names it twice', async () => {
    await open();
    const [path] = elsewhere({ 'ben.mp4': 'another' });
    await rig.session.handle({ kind: 'drop', uris: [path, path] });
    expect(project().videos).toHaveLength(2);
    expect(rig.session.view().repeated).toBeUndefined();
  });

  it('is told by its place, and can be had twice', async () => {
    await open();
    const uris = [join(rig.folder, 'anna.mp4')];
    await rig.session.handle({ kind: 'drop', uris });
    expect(project().videos).toHaveLength(1);
    await rig.session.handle({ kind: 'add-again', yes: true });
    expect(project().videos.at(-1)).toEqual({ id: 'anna-2', path: 'anna.mp4' });
  });

  it('leaves no copy behind that was brought for it', async () => {
    await open();
    const bytes = new TextEncoder().encode('a video');
    const part = { kind: 'import', upload: 'u', name: 'again.mp4', size: 7, offset: 0 } as const;
    await rig.session.handle({ ...part, bytes });
    expect(readdirSync(join(rig.folder, 'videos'))).toEqual(['again.mp4']);
    await rig.session.handle({ kind: 'add-again', yes: false });
    expect(readdirSync(join(rig.folder, 'videos'))).toEqual([]);
    expect(readFileSync(join(rig.folder, 'anna.mp4'), 'utf8')).toBe('a video');
  });
});

describe('finding missing files', () => {
  const LOST = {
    ...PROJECT,
    audios: [...PROJECT.audios, { id: 'two', path: 'two.wav' }, { id: 'three', path: 'three.wav' }],
  };

  it('mends all at once what it finds, and says what not', async () => {
    await open(LOST, { ...FILES, 'two.wav': 'two', 'three.wav': 'three' });
    // What was planned once is known by its content, if it was not being written then.
    const long = new Date(Date.now() - 3_600_000);
    for (const name of readdirSync(rig.folder)) utimesSync(join(rig.folder, name), long, long);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await rig.engine.planText(rig.path, rig.text.read());
    mkdirSync(join(rig.folder, 'takes', 'a'), { recursive: true });
    renameSync(join(rig.folder, 'anna.mp4'), join(rig.folder, 'takes', 'a', 'final.mov'));
    for (const name of ['one.wav', 'two.wav', 'three.wav']) {
      renameSync(join(rig.folder, name), join(rig.root, name));
    }
    writeFileSync(join(rig.folder, 'takes', 'two.wav'), 'not two');
    mkdirSync(join(rig.folder, 'speech'));
    writeFileSync(join(rig.folder, 'speech', 'one.wav'), 'words');
    rig.shell.folder = rig.folder;
    const undone = rig.text.undone.length;
    expect(await rig.session.handle({ kind: 'find-missing' })).toEqual({ kind: 'ok' });
    expect(project().videos[0].path).toBe('takes/a/final.mov');
    expect(project().audios[0].path).toBe('speech/one.wav');
    expect(rig.text.undone).toHaveLength(undone + 1);
    const { message } = rig.session.view();
    expect(message?.sentence).toBe('Found 2 of 4 missing files in project.');
    expect(message?.hint).toContain('another content, so choose with Relink: two.wav.');
    expect(message?.hint).toContain('Not there: three.wav.');
  });

  it('takes nothing that is no medium by its name', async () => {
    await open({ ...PROJECT, audios: [{ id: 'one', path: 'secret.txt' }] });
    const [path] = elsewhere({ 'secret.txt': 'words' });
    rig.shell.folder = join(path, '..');
    await rig.session.handle({ kind: 'find-missing' });
    expect(project().audios[0].path).toBe('secret.txt');
    expect(rig.session.view().message?.sentence).toContain('Found none');
  });

  it('asks for no folder where nothing is missing', async () => {
    await open();
    expect(await rig.session.handle({ kind: 'find-missing' })).toEqual({ kind: 'ok' });
    expect(rig.session.view().message?.code).toBe('nothing-missing');
  });

  it('asks what becomes of files that it finds outside', async () => {
    await open(PROJECT, { 'anna.mp4': 'a video' });
    const [path] = elsewhere({ 'one.wav': 'words' });
    rig.shell.folder = join(path, '..');
    rig.shell.placing = 'link';
    await rig.session.handle({ kind: 'find-missing' });
    expect(rig.shell.asked).toEqual([[path]]);
    expect(project().audios[0]).toMatchObject({ path: '../elsewhere/one.wav', outside: true });
    // And back inside it needs no allowance.
    writeFileSync(join(rig.folder, 'here.wav'), 'other words');
    rig.shell.chosen = [join(rig.folder, 'here.wav')];
    await rig.session.handle({ kind: 'relink', list: 'audios', id: 'one' });
    expect(project().audios[0]).toEqual({ id: 'one', path: 'here.wav' });
  });
});
