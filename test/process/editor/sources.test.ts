import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import type { Answer } from '../../../src/protocol/editor.js';
import { openSession, viewWhere } from './sessionRig.js';

const PROJECT = {
  version: 1,
  title: 'talk',
  videos: [{ id: 'anna', path: 'anna.mp4', from: 1, to: 3 }],
  audios: [
    { id: 'one', path: 'one.wav', track: 2, from: 0.25, offset: 0.5 },
    { id: 'two', path: 'two.wav' },
  ],
  matrix: {},
};
const FILES = { 'anna.mp4': 'video', 'one.wav': 'plain', 'two.wav': 'plain' };

let rig: ReturnType<typeof openSession>;
afterEach(() => rig.close());

function contentOf(answer: Answer | string): string {
  const address =
    typeof answer === 'string'
      ? answer
      : answer.kind === 'playable'
        ? answer.address
        : answer.kind === 'frame'
          ? answer.image
          : '';
  const path = /^page:(.*)\?v=/.exec(address)?.[1];
  return path === undefined ? JSON.stringify(answer) : readFileSync(path, 'utf8');
}

it('gives copies of sources that play, and stills of a strip', async () => {
  rig = openSession(PROJECT, FILES);
  await rig.session.handle({ kind: 'ready' });
  const play = async (list: 'audios' | 'videos', id: string) =>
    contentOf(await rig.session.handle({ kind: 'play-source', source: { list, id } }));
  expect(await play('videos', 'anna')).toBe('preview of anna.mp4 {}');
  expect(await play('audios', 'one')).toBe('preview of one.wav {"sound":{"track":2}}');
  expect(await play('audios', 'two')).toBe('preview of two.wav {"sound":{}}');
  const gone = await rig.session.handle({
    kind: 'play-source',
    source: { list: 'audios', id: 'three' },
  });
  expect(gone).toMatchObject({ kind: 'refused', notice: { code: 'input-missing' } });
  const still = { kind: 'strip-still', video: 'anna', time: 1.5 } as const;
  expect(contentOf(await rig.session.handle(still))).toBe('still at 1.5');
});

it('shows what of a source is used, and where speech is', async () => {
  rig = openSession(PROJECT, FILES);
  await rig.session.handle({ kind: 'ready' });
  const { project } = await viewWhere(rig.session, ({ project }) =>
    [...(project?.videos ?? []), ...(project?.audios ?? [])].every(
      ({ facts }) => facts.kind === 'ready',
    ),
  );
  expect(project?.videos[0]).toMatchObject({ part: { from: 1, to: 3 } });
  expect(project?.audios[0]).toMatchObject({
    part: { from: 0.25 },
    offset: 0.5,
    facts: { spoken: { from: 0.5, to: 2 } },
  });
  expect(project?.audios[1]).not.toHaveProperty('part');

  const source = { list: 'audios', id: 'one' } as const;
  const before = rig.text.read();
  const edit = { kind: 'set-part', source, from: 0.5 } as const;
  expect(await rig.session.handle({ kind: 'edit', edit })).toEqual({ kind: 'ok' });
  expect(rig.text.read()).toBe(
    before.replace('"from": 0.25', '"from": 0.5').replace(/,\s*"offset": 0.5/, ''),
  );
});

it('shows a result beside the part of the footage that it was made of', async () => {
  rig = openSession(PROJECT, FILES);
  const started = await rig.session.generate(['anna+one'], false);
  if (started.kind !== 'started') throw new Error(started.notice.sentence);
  await started.done;
  await viewWhere(rig.session, ({ history }) => history.length === 1);
  const answer = await rig.session.handle({ kind: 'preview', pair: 'anna+one' });
  if (answer.kind !== 'preview') throw new Error(JSON.stringify(answer));
  expect(contentOf(answer.preview.source)).toBe('preview of anna.mp4 {"from":1,"seconds":2}');
  expect(answer.preview.spans[0]).toMatchObject({ kind: 'silence', from: 0 });
});

it('names a file once more, for another part of it', async () => {
  const told = { face: { time: 1, x: 0.5, y: 0.5 }, consent: 'signed' };
  const videos = [{ ...PROJECT.videos[0], ...told }];
  rig = openSession({ ...PROJECT, videos }, FILES);
  await rig.session.handle({ kind: 'ready' });
  const again = { kind: 'add-part', source: { list: 'videos', id: 'anna' } } as const;
  expect(await rig.session.handle(again)).toEqual({ kind: 'ok' });
  const view = await viewWhere(rig.session, ({ project }) => project?.videos.length === 2);
  expect(view.project?.videos[1]).toMatchObject({
    id: 'anna-2',
    path: 'anna.mp4',
    name: 'anna.mp4 (2)',
    ...told,
  });
  expect(view.project?.videos[1]).not.toHaveProperty('part');
  expect(view.project?.pairs.map(({ output }) => output)).toContain('out/anna-2-one.mp4');
});
