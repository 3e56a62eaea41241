import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
beforeEach(async () => {
  rig = openSession(PROJECT, FILES);
  const started = await rig.session.generate('all', false);
  if (started.kind === 'started') await started.done;
  await viewWhere(rig.session, ({ run, history }) => !run.running && history.length === 2);
});
afterEach(() => rig.close());

const made = (name: string) => join(rig.folder, 'out', name);
const remove = (pair: string) => rig.session.handle({ kind: 'delete-result', pair });

describe('deleting a result', () => {
  it('takes its report along and leaves all others; gallery and pair follow', async () => {
    expect(await remove('anna+one')).toEqual({ kind: 'ok' });
    expect(readdirSync(join(rig.folder, 'out')).sort()).toEqual([
      'anna-two.mp4',
      'anna-two.report.json',
    ]);
    const view = await viewWhere(
      rig.session,
      (each) => stateOf(each, 'anna+one')?.kind === 'stale' && each.history.length === 1,
    );
    expect(view.history[0].pair).toBe('anna+two');
    expect(stateOf(view, 'anna+two')?.kind).toBe('done');
    expect(view.message?.code).toBe('result-deleted');
    expect(readdirSync(rig.folder)).toContain('one.wav');
  });

  it('does nothing where the person thinks better of it', async () => {
    rig.shell.discards = false;
    expect(await remove('anna+one')).toEqual({ kind: 'declined' });
    expect(existsSync(made('anna-one.mp4'))).toBe(true);
  });

  it('leaves a file alone that another put in the place of a result', async () => {
    writeFileSync(made('anna-one.mp4'), 'somebody else made this');
    expect(await remove('anna+one')).toMatchObject({
      kind: 'refused',
      notice: { code: 'output-changed' },
    });
    expect(readFileSync(made('anna-one.mp4'), 'utf8')).toBe('somebody else made this');
    expect(existsSync(made('anna-one.report.json'))).toBe(true);
  });

  it('knows pairs only, and no paths', async () => {
    writeFileSync(join(rig.folder, 'mine.mp4'), 'mine');
    for (const pair of ['mine.mp4', '../project/mine.mp4', 'out/anna-one.mp4', 'anna+three'])
      expect(await remove(pair)).toMatchObject({ notice: { code: 'not-made-yet' } });
    expect(existsSync(join(rig.folder, 'mine.mp4'))).toBe(true);
    expect(readdirSync(join(rig.folder, 'out'))).toHaveLength(4);
  });

  it('waits for nobody: what is being made now stays', async () => {
    writeFileSync(join(rig.folder, 'one.wav'), 'slow');
    await rig.session.filesChanged();
    const started = await rig.session.generate(['anna+one'], true);
    expect(await remove('anna+one')).toMatchObject({ notice: { code: 'result-busy' } });
    await rig.session.handle({ kind: 'cancel', pairs: 'all' });
    if (started.kind === 'started') await started.done;
    expect(existsSync(made('anna-one.mp4'))).toBe(true);
  });

  it('can be played before, by itself', async () => {
    const answer = await rig.session.handle({ kind: 'play', pair: 'anna+one' });
    expect(answer).toMatchObject({
      kind: 'playable',
      address: expect.stringMatching(/^page:.*whole\.mp4\?v=/) as string,
    });
    await remove('anna+one');
    await viewWhere(rig.session, ({ history }) => history.length === 1);
    const later = await rig.session.handle({ kind: 'play', pair: 'anna+one' });
    expect(later).toMatchObject({ notice: { code: 'not-made-yet' } });
  });
});
