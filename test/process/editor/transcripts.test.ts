import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openSession, stateOf, viewWhere } from './sessionRig.js';

const PROJECT = {
  version: 1,
  videos: [{ id: 'anna', path: 'anna.mp4' }],
  audios: [
    { id: 'one', path: 'one.wav', transcript: 'one.srt' },
    { id: 'two', path: 'two.wav' },
    { id: 'said', path: 'said.wav', say: { text: 'Hello.' }, transcript: 'gone.txt' },
  ],
  pairs: [{ video: 'anna', audio: 'one' }],
  settings: { defaults: { subtitles: 'files' } },
};
const FILES = { 'anna.mp4': 'a video', 'one.wav': 'a', 'two.wav': 'b', 'one.srt': 'words' };

let opened: ReturnType<typeof openSession> | undefined;
afterEach(() => opened?.close());

async function open(project: unknown = PROJECT) {
  opened = openSession(project, FILES);
  await opened.session.open();
  return opened;
}

type Opened = Awaited<ReturnType<typeof open>>;
const audioOf = ({ session }: Opened, id: string) =>
  session.view().project?.audios.find((audio) => audio.id === id);
const written = ({ text }: Opened, id: string) =>
  (JSON.parse(text.read()) as typeof PROJECT).audios.find((audio) => audio.id === id)?.transcript;

it('shows the text of a recording, and none of what is spoken from a script', async () => {
  const rig = await open();
  expect(audioOf(rig, 'one')?.transcript).toEqual({ file: 'one.srt' });
  expect(audioOf(rig, 'two')).not.toHaveProperty('transcript');
  expect(audioOf(rig, 'said')).not.toHaveProperty('transcript');
});

it('tells a text that is gone on its card and its pair, and finds it again', async () => {
  const rig = await open();
  const { session, folder, shell, text } = rig;
  mkdirSync(join(folder, 'texts', 'deep'), { recursive: true });
  renameSync(join(folder, 'one.srt'), join(folder, 'texts', 'deep', 'one.srt'));
  await session.filesChanged();
  const notice = audioOf(rig, 'one')?.transcript?.notice;
  expect(notice?.sentence).toBe('The text one.srt of this recording is missing.');
  expect(session.view('zh').project?.audios[0].transcript?.notice?.sentence).toContain('缺少');
  await viewWhere(session, (view) => stateOf(view, 'anna+one')?.kind === 'missing-input');
  shell.folder = folder;
  expect(await session.handle({ kind: 'find-missing' })).toEqual({ kind: 'ok' });
  expect(written(rig, 'one')).toBe('texts/deep/one.srt');
  expect(text.undone).toHaveLength(1);
  await viewWhere(session, () => audioOf(rig, 'one')?.transcript?.notice === undefined);
});

it('takes a file of the project as it lies, and another one as a copy', async () => {
  const rig = await open();
  const { session, folder, text } = rig;
  const give = (more: { name: string; text?: string; path?: string }, id = 'two') =>
    session.handle({ kind: 'give-transcript', id, ...more });
  expect(await give({ name: 'one.srt', path: 'one.srt' })).toEqual({ kind: 'ok' });
  expect(written(rig, 'two')).toBe('one.srt');
  expect(await give({ name: 'talk.txt', text: '你好。' })).toEqual({ kind: 'ok' });
  expect(written(rig, 'two')).toBe('scripts/talk.txt');
  expect(readFileSync(join(folder, 'scripts', 'talk.txt'), 'utf8')).toBe('你好。');
  expect(text.undone).toHaveLength(2);
  const code = async (...wish: Parameters<typeof give>) => {
    const answer = await give(...wish);
    return answer.kind === 'refused' ? answer.notice.code : answer.kind;
  };
  expect(await code({ name: 'photo.txt' })).toBe('script-unreadable');
  expect(await code({ name: 'table.csv', text: 'a,b' })).toBe('script-unreadable');
  expect(await code({ name: 'x.txt', path: '../x.txt' })).toBe('path-outside');
  expect(await code({ name: 'x.txt', text: 'x' }, 'nobody')).toBe('input-missing');
  expect(existsSync(join(folder, 'scripts', 'x.txt'))).toBe(false);
  expect(text.undone).toHaveLength(2);
});

it('opens the text, also where nothing may be changed', async () => {
  const { session, shell, folder } = await open();
  shell.isTrusted = false;
  const intent = { kind: 'open-script', id: 'one' } as const;
  expect(await session.handle(intent)).toEqual({ kind: 'ok' });
  expect(shell.performed).toEqual([[intent, join(folder, 'one.srt')]]);
  expect(await session.handle({ kind: 'open-script', id: 'two' })).toMatchObject({
    notice: { code: 'input-missing' },
  });
  const give = { kind: 'give-transcript', id: 'two', name: 'a.txt', text: 'a' } as const;
  expect(await session.handle(give)).toMatchObject({ notice: { code: 'not-trusted' } });
});

it('looks for a lost text among texts only', async () => {
  const rig = await open();
  const { session, folder, shell } = rig;
  // What was planned once is known by its content, if it was not being written then.
  utimesSync(join(folder, 'one.srt'), 1e9, 1e9);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await rig.engine.planText(rig.path, rig.text.read());
  rmSync(join(folder, 'one.srt'));
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'deep', 'other.wav'), 'words');
  await session.filesChanged();
  shell.folder = folder;
  await session.handle({ kind: 'find-missing' });
  expect(written(rig, 'one')).toBe('one.srt');
  writeFileSync(join(folder, 'deep', 'other.txt'), 'words');
  await session.handle({ kind: 'find-missing' });
  expect(written(rig, 'one')).toBe('deep/other.txt');
});
