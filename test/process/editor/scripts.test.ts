import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { HeygemError } from '../../../src/core/errors.js';
import type { ScriptVoices, SpokenWords } from '../../../src/editor/scriptVoices.js';
import { openSession } from './sessionRig.js';

/** Voices that say at once that they spoke, or wait to be told. */
class FakeVoices implements ScriptVoices {
  readonly heard: SpokenWords[] = [];
  readonly spoken: { readonly target: string; readonly words: SpokenWords }[] = [];
  waits = false;
  progress: (done: number) => void = () => undefined;

  lists = 0;
  list = () => {
    this.lists += 1;
    return Promise.resolve([
      { id: 'af_heart', kind: 'pack', name: 'Heart', language: 'en-US' } as const,
    ]);
  };

  listen = async (words: SpokenWords, signal: AbortSignal) => {
    this.heard.push(words);
    if (this.waits) await ended(signal);
    return { path: `/said/${words.text}.wav`, version: '1' };
  };

  speak: ScriptVoices['speak'] = async (target, words, { signal, onProgress }) => {
    this.spoken.push({ target, words });
    this.progress = (done) => {
      onProgress({ done, total: 4 });
    };
    if (this.waits) await ended(signal);
  };
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new HeygemError('cancelled'));
    });
  });
}

const SAID = {
  version: 1,
  audios: [
    {
      id: 'a',
      path: 'speech/a.wav',
      label: 'A',
      say: { text: 'Hello there. And more.', speed: 1.2 },
    },
    { id: 'f', path: 'speech/f.wav', say: { file: 'talk.md' } },
    { id: 'gone', path: 'speech/g.wav', say: { file: 'gone.md' } },
  ],
  pronunciations: { GIF: 'jif', HeyGem: 'hey gem' },
};
const FILES = { 'talk.md': '# Title\n\nSay **this**.' };

let opened: ReturnType<typeof openSession> | undefined;
afterEach(() => opened?.close());

async function open(project: unknown = SAID, voices?: ScriptVoices) {
  opened = openSession(project, FILES, voices);
  await opened.session.open();
  return opened;
}

it('shows how a script begins, and not all of it', async () => {
  const long = 'word '.repeat(5000);
  const { session } = await open({
    ...SAID,
    audios: [{ id: 'a', path: 'a.wav', say: { text: long } }],
  });
  const [audio] = session.view().project?.audios ?? [];
  expect(audio).toMatchObject({ name: 'a', facts: { kind: 'missing' } });
  expect(audio.say).toMatchObject({ spoken: 'not-yet', length: long.length });
  expect(audio.say?.opening.length).toBeLessThan(110);
});

it('calls a voice by its name once it is known, and by its id until then', async () => {
  const say = { text: 'Hello.' };
  const audios = [
    { id: 'a', path: 'a.wav', say: { ...say, voice: 'af_heart' } },
    { id: 'b', path: 'b.wav', say: { ...say, voice: 'mine' } },
  ];
  const voices = new FakeVoices();
  const { session } = await open({ version: 1, audios }, voices);
  const names = () => session.view().project?.audios.map((audio) => audio.say?.voiceName);
  await expect.poll(names).toEqual(['Heart', undefined]);
  expect(voices.lists).toBe(1);
});

it('starts nothing for the names of voices in a folder that is not trusted', async () => {
  const voices = new FakeVoices();
  const say = { text: 'Hello.', voice: 'af_heart' };
  opened = openSession({ version: 1, audios: [{ id: 'a', path: 'a.wav', say }] }, {}, voices);
  opened.shell.isTrusted = false;
  await opened.session.open();
  expect(opened.session.view().project?.audios).toHaveLength(1);
  expect(voices.lists).toBe(0);
});

it('reads a script where it stands, without the marks of its file', async () => {
  const { session } = await open();
  const read = (id: string) => session.handle({ kind: 'read-script', id });
  expect(await read('a')).toEqual({ kind: 'script', text: 'Hello there. And more.' });
  expect(await read('f')).toMatchObject({ text: expect.stringContaining('Say this.') as string });
  expect(await read('gone')).toMatchObject({ kind: 'refused', notice: { code: 'input-missing' } });
  expect(await read('nobody')).toMatchObject({ kind: 'refused' });
});

it('writes scripts as one step of undo, in a folder that is trusted', async () => {
  const { session, text, shell } = await open(SAID, new FakeVoices());
  const say = { script: { kind: 'text', text: 'New.' } } as const;
  expect(await session.handle({ kind: 'write-script', label: 'New', say })).toEqual({ kind: 'ok' });
  expect(await session.handle({ kind: 'write-script', id: 'a', label: 'A', say })).toEqual({
    kind: 'ok',
  });
  const scripts = [
    { name: 'One', text: 'One.', voice: 'heart' },
    { name: 'Two', text: '1\n00:00:01,000 --> 00:00:02,000\nTwo.', file: 'two.srt' },
    { name: 'Three', text: 'Three.', path: 'talk.md' },
  ];
  expect(await session.handle({ kind: 'add-scripts', scripts })).toEqual({ kind: 'ok' });
  expect(text.undone).toHaveLength(3);
  const { audios } = JSON.parse(text.read()) as { audios: { id: string; say: unknown }[] };
  expect(audios.map(({ id }) => id)).toEqual(['a', 'f', 'gone', 'new', 'one', 'two', 'three']);
  expect(audios.slice(4).map((audio) => audio.say)).toEqual([
    { text: 'One.', voice: 'af_heart' },
    { file: 'scripts/two.srt' },
    { file: 'talk.md' },
  ]);
  shell.isTrusted = false;
  expect(await session.handle({ kind: 'add-scripts', scripts })).toMatchObject({
    notice: { code: 'not-trusted' },
  });
});

it('writes a timed script beside the project, over no other and into no other folder', async () => {
  const { session, folder } = await open();
  mkdirSync(join(folder, 'scripts'));
  writeFileSync(join(folder, 'scripts', 'x.srt'), 'mine');
  const scripts = ['x.srt', '../../x.srt'].map((file) => ({ name: 'X', text: 'Hi.', file }));
  expect(await session.handle({ kind: 'add-scripts', scripts })).toEqual({ kind: 'ok' });
  expect(readdirSync(join(folder, 'scripts')).sort()).toEqual(['x 2.srt', 'x 3.srt', 'x.srt']);
  expect(readFileSync(join(folder, 'scripts', 'x.srt'), 'utf8')).toBe('mine');
});

it('reads the files of a folder in their order, and those of the project with their place', async () => {
  const { session, folder, root } = await open();
  const course = join(root, 'course');
  mkdirSync(course);
  for (const name of ['Lesson 10.md', 'Lesson 2.md', '.hidden.md', 'photo.png'])
    writeFileSync(join(course, name), 'x');
  symlinkSync('/dev/zero', join(course, 'endless.txt'));
  const uris = [course, join(folder, 'talk.md'), join(root, 'nothing.md')];
  const names = async (from: readonly string[]) => {
    const answer = await session.handle({ kind: 'read-files', from });
    return answer.kind === 'script-files'
      ? answer.files.map(({ name, path }) => [name, path])
      : answer;
  };
  expect(await names([join(folder, 'talk.md')])).toEqual([['talk.md', 'talk.md']]);
  expect(await names(uris.slice(0, 1))).toEqual([
    ['Lesson 2.md', undefined],
    ['Lesson 10.md', undefined],
  ]);
  expect(await names(uris)).toMatchObject({ notice: { code: 'input-missing' } });
});

it('lets words be heard, with the pronunciations of the project and those that are tried', async () => {
  const voices = new FakeVoices();
  const { session } = await open(SAID, voices);
  const listen = (window: string, text: string) =>
    session.handle({ kind: 'listen', window, text, pronunciations: { GIF: 'gif' } });
  expect(await listen('w', 'Hi')).toEqual({ kind: 'playable', address: 'page:/said/Hi.wav?v=1' });
  expect(voices.heard[0].pronunciations).toEqual({ GIF: 'gif', HeyGem: 'hey gem' });
  voices.waits = true;
  // The next wish of a window ends the one before; another window's goes on.
  const first = listen('w', 'First');
  const other = listen('v', 'Other');
  const second = listen('w', 'Second');
  expect(await first).toEqual({ kind: 'declined' });
  await session.handle({ kind: 'stop-listen', window: 'w' });
  expect(await second).toEqual({ kind: 'declined' });
  await session.handle({ kind: 'stop-listen', window: 'v' });
  expect(await other).toEqual({ kind: 'declined' });
});

it('speaks a script by itself, tells how far it is, and stops', async () => {
  const voices = new FakeVoices();
  voices.waits = true;
  const { session, folder } = await open(SAID, voices);
  const speaking = session.handle({ kind: 'speak-source', id: 'a' });
  await expect.poll(() => voices.spoken.length).toBe(1);
  voices.progress(1);
  expect(session.view().project?.audios[0].say?.speaking).toBe(0.25);
  const [{ target, words }] = voices.spoken;
  expect(target).toBe(join(folder, 'speech', 'a.wav'));
  expect(words).toMatchObject({ text: 'Hello there. And more.', speed: 1.2, name: 'A' });
  // Asked twice it is spoken once.
  expect(await session.handle({ kind: 'speak-source', id: 'a' })).toEqual({ kind: 'ok' });
  expect(voices.spoken).toHaveLength(1);
  await session.handle({ kind: 'stop-speaking', id: 'a' });
  expect(await speaking).toEqual({ kind: 'declined' });
  expect(session.view().project?.audios[0].say?.speaking).toBeUndefined();
  voices.waits = false;
  expect(await session.handle({ kind: 'speak-source', id: 'f' })).toEqual({ kind: 'ok' });
  // As it stands in the file: whoever speaks it knows the format.
  expect(voices.spoken[1].words).toMatchObject({ format: 'md', text: FILES['talk.md'] });
});
