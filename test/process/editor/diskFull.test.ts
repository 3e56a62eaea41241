import { afterEach, describe, expect, it } from 'vitest';
import { openSession, stateOf, viewWhere } from './sessionRig.js';

let rig: ReturnType<typeof openSession>;
afterEach(() => rig.close());

describe('a disk that runs full', () => {
  it('fails the pair with its hint and stops the others politely', async () => {
    const audios = ['one', 'two', 'three'].map((id) => ({ id, path: `${id}.wav` }));
    const videos = [{ id: 'anna', path: 'anna.mp4' }];
    rig = openSession(
      { version: 1, title: 'talk', videos, audios, matrix: {} },
      { 'anna.mp4': 'video', 'one.wav': 'plain', 'two.wav': 'disk-full', 'three.wav': 'plain' },
    );
    const started = await rig.session.generate('all', false);
    if (started.kind !== 'started') throw new Error(started.notice.sentence);
    const { snapshot } = await started.done;
    expect(snapshot).toMatchObject({ done: 1, failed: 1, cancelled: 1 });
    const view = await viewWhere(rig.session, ({ run, message }) => !run.running && !!message);
    expect(view.message?.code).toBe('disk-ran-full');
    expect(stateOf(view, 'anna+one')?.kind).toBe('done');
    expect(stateOf(view, 'anna+two')).toMatchObject({
      kind: 'failed',
      notice: {
        code: 'disk-full',
        sentence: expect.stringContaining('out/anna-two.mp4.') as string,
      },
    });
    expect(stateOf(view, 'anna+three')).toEqual({ kind: 'cancelled' });
  });
});
