import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSession, stateOf, viewWhere } from './sessionRig.js';

const PROJECT = {
  version: 1,
  title: 'talk',
  videos: [{ id: 'anna', path: 'anna.mp4' }],
  audios: [
    { id: 'one', path: 'one.wav' },
    { id: 'far', path: '../away/far.wav' },
  ],
  matrix: {},
};
const SOURCE = { list: 'audios', id: 'far' } as const;

let rig: ReturnType<typeof openSession>;
beforeEach(async () => {
  rig = openSession(PROJECT, { 'anna.mp4': 'video', 'one.wav': 'plain' });
  mkdirSync(join(rig.root, 'away'));
  writeFileSync(join(rig.root, 'away/far.wav'), 'plain from afar');
  await rig.session.handle({ kind: 'ready' });
});
afterEach(() => rig.close());

const far = () => rig.session.view().project?.audios.at(-1);

describe('one file outside the folder', () => {
  it('stops only its own pairs, and says so on its card and in the list of problems', async () => {
    const view = await viewWhere(rig.session, () => far()?.outside === 'mendable');
    expect(view.problems).toMatchObject([
      { code: 'path-outside', severity: 'warning', about: { kind: 'source', id: 'far' } },
    ]);
    const started = await rig.session.generate('all', false);
    if (started.kind !== 'started') throw new Error(started.notice.sentence);
    await started.done;
    const after = await viewWhere(rig.session, ({ run }) => !run.running);
    expect(stateOf(after, 'anna+one')?.kind).toBe('done');
    expect(stateOf(after, 'anna+far')?.kind).not.toBe('done');
  });

  it('is used from where it lies once it is allowed', async () => {
    const edit = { kind: 'set-outside', source: SOURCE, outside: true } as const;
    expect(await rig.session.handle({ kind: 'edit', edit })).toEqual({ kind: 'ok' });
    await viewWhere(rig.session, () => far()?.facts.kind === 'ready');
    expect(far()?.outside).toBeUndefined();
    const started = await rig.session.generate(['anna+far'], false);
    if (started.kind !== 'started') throw new Error(started.notice.sentence);
    expect((await started.done).snapshot.done).toBe(1);
  });

  it('is copied in and named anew', async () => {
    expect(await rig.session.handle({ kind: 'copy-in', ...SOURCE })).toEqual({ kind: 'ok' });
    await viewWhere(rig.session, () => far()?.facts.kind === 'ready');
    expect(far()?.path).toBe('speech/far.wav');
    expect(readFileSync(join(rig.folder, 'speech/far.wav'), 'utf8')).toBe('plain from afar');
    expect(rig.text.read()).not.toContain('outside');
    // One undo step.
    expect(rig.text.undone).toHaveLength(1);
  });

  it('is neither used nor read where nothing outside may be', async () => {
    rig.shell.outsideAllowed = () => false;
    await rig.session.changed();
    const { problems, project } = await viewWhere(
      rig.session,
      (each) => stateOf(each, 'anna+far')?.kind === 'invalid',
    );
    const refusals = (project?.pairs ?? []).flatMap(({ state }) =>
      'notice' in state ? [state.notice] : [],
    );
    const told = [...problems, ...refusals].filter(({ code }) => code.startsWith('path-outside'));
    expect(told.length).toBeGreaterThan(1);
    // What cannot be done here is not advised.
    for (const { hint } of told) expect(hint).toMatch(/^It may not be used here/);
    const edit = { kind: 'set-outside', source: SOURCE, outside: true } as const;
    await rig.session.handle({ kind: 'edit', edit });
    const view = await viewWhere(rig.session, ({ outsideRefused }) => outsideRefused === true);
    expect(view.project?.audios.at(-1)?.outside).toBe('refused');
    expect(await rig.session.handle({ kind: 'copy-in', ...SOURCE })).toMatchObject({
      kind: 'refused',
      notice: { code: 'path-outside-project' },
    });
  });

  it('that is gone cannot be copied in', async () => {
    rig.text.write(rig.text.read().replace('far.wav', 'gone.wav'));
    await viewWhere(
      rig.session,
      () => far()?.facts.kind !== 'ready' && far()?.path !== '../away/far.wav',
    );
    expect(await rig.session.handle({ kind: 'copy-in', ...SOURCE })).toMatchObject({
      kind: 'refused',
      notice: { code: 'input-missing' },
    });
  });
});
