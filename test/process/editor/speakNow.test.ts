import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openSession } from './sessionRig.js';

let opened: ReturnType<typeof openSession> | undefined;
afterEach(() => opened?.close());

const SRT =
  '1\n00:00:01,000 --> 00:00:04,000\nHello there.\n\n2\n00:00:05,000 --> 00:00:08,000\nBye.\n';
const SAID = {
  plain: { text: 'Hello there. And more.\n\nA GIF of 重庆.' },
  how: {
    ...{ text: 'Hello there. And more.', voice: 'af_heart', speed: 1.15 },
    pauses: { sentence: 0.5 },
  },
  paused: { text: 'Hello there. And more.', pauses: { paragraph: 1 } },
  marked: { file: 'talk.md' },
  timed: { file: 'talk.srt' },
  wide: { file: 'wide.txt' },
};
const PROJECT = {
  version: 1,
  videos: [{ id: 'v', path: 'v.mp4' }],
  audios: Object.entries(SAID).map(([id, say]) => ({ id, path: `speech/${id}.wav`, say })),
  matrix: {},
  pronunciations: { GIF: 'jif', 重庆: 'chong2 qing4', other: 'not said' },
};
const FILES = {
  'v.mp4': 'a video',
  'talk.md': '# Title\n\nSay **this**, a GIF.\n\n- One\n- Two\n',
  'talk.srt': SRT,
  'wide.txt': '\uFEFFHello there.\r\nAnd more.\r\n',
};

it('makes by "Speak now" the very recording that a batch would: it is current then', async () => {
  opened = openSession(PROJECT, FILES);
  const { session, engine, text, path, folder } = opened;
  await session.open();
  const speeches = async () => {
    const { jobs } = await engine.planText(path, text.read());
    return new Map(jobs.map(({ audioId, speech }) => [audioId as string, speech]));
  };
  const before = await speeches();
  for (const id of Object.keys(SAID)) {
    expect(before.get(id)?.request, id).toBeDefined();
    expect(await session.handle({ kind: 'speak-source', id }), id).toEqual({ kind: 'ok' });
    expect(existsSync(join(folder, 'speech', `${id}.wav`)), id).toBe(true);
  }
  const after = await speeches();
  for (const id of Object.keys(SAID)) {
    expect(after.get(id)?.key, id).toBe(before.get(id)?.key);
    expect(after.get(id)?.request, id).toBeUndefined();
  }
  const { project } = session.view();
  expect(project?.audios.map(({ say }) => say?.spoken)).toEqual(
    Object.keys(SAID).map(() => 'current'),
  );
});
