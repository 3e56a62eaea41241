import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { EditorView } from '../../../src/protocol/editorView.js';
import { openSession, viewWhere } from './sessionRig.js';

const PROJECT = {
  version: 1,
  title: 'talk',
  videos: [{ id: 'anna', path: 'anna.mp4' }],
  audios: [
    { id: 'one', path: 'one.wav' },
    { id: 'loud', path: 'loud.wav' },
  ],
  matrix: {},
};
const FILES = { 'anna.mp4': 'video', 'one.wav': 'plain', 'loud.wav': 'clipped' };

let rig: ReturnType<typeof openSession>;
afterEach(() => rig.close());

const found = ({ problems }: EditorView) => problems.filter(({ origin }) => origin === 'check');
const concernsOf = ({ project }: EditorView) =>
  project?.audios.find(({ path }) => path === 'loud.wav')?.concerns?.map(({ code }) => code);

async function checked(): Promise<EditorView> {
  await rig.session.handle({ kind: 'ready' });
  await viewWhere(rig.session, ({ project }) =>
    [...(project?.videos ?? []), ...(project?.audios ?? [])].every(
      ({ facts }) => facts.kind === 'ready',
    ),
  );
  expect(await rig.session.handle({ kind: 'check' })).toEqual({ kind: 'ok' });
  return viewWhere(rig.session, (view) => view.checking === undefined);
}

describe('what a check found', () => {
  it('stays on its source through edits of others, and moves with the text', async () => {
    rig = openSession(PROJECT, FILES);
    const view = await checked();
    expect(view.checked).toMatchObject({ inputs: 3, concerns: 1, unchecked: 0 });
    expect(concernsOf(view)).toEqual(['audio-clipped']);
    const [before] = found(view);
    expect(before.about).toEqual({ kind: 'source', list: 'audios', id: 'loud' });

    await rig.session.handle({ kind: 'edit', edit: { kind: 'set-title', title: 'Another' } });
    const source = { list: 'audios', id: 'one' } as const;
    await rig.session.handle({ kind: 'edit', edit: { kind: 'remove-source', source } });
    const after = await viewWhere(rig.session, ({ project }) => project?.audios.length === 1);
    expect(concernsOf(after)).toEqual(['audio-clipped']);
    expect(found(after)[0].line).toBeLessThan(before.line);
    expect(after.checked).toMatchObject({ inputs: 2, concerns: 1, unchecked: 0 });
  });

  it('goes with a setting that it depends on, with its source, and with its content only', async () => {
    rig = openSession(PROJECT, FILES);
    await checked();
    const scope = { kind: 'audio', id: 'loud' } as const;
    const set = { kind: 'set-setting', scope, name: 'silenceThreshold', value: -60 } as const;
    await rig.session.handle({ kind: 'edit', edit: set });
    const other = await viewWhere(rig.session, (view) => concernsOf(view) === undefined);
    expect(other.checked).toMatchObject({ inputs: 2, concerns: 0, unchecked: 1 });
    const reset = { kind: 'reset-setting', scope, name: 'silenceThreshold' } as const;
    await rig.session.handle({ kind: 'edit', edit: reset });
    await viewWhere(rig.session, (view) => concernsOf(view)?.length === 1);

    writeFileSync(join(rig.folder, 'one.wav'), 'plain but longer');
    await rig.session.filesChanged();
    const touched = await viewWhere(rig.session, (view) => view.checked?.unchecked === 1);
    expect(concernsOf(touched)).toEqual(['audio-clipped']);
    writeFileSync(join(rig.folder, 'loud.wav'), 'clipped still, but another file');
    await rig.session.filesChanged();
    const gone = await viewWhere(rig.session, (view) => concernsOf(view) === undefined);
    expect(found(gone)).toEqual([]);
    expect(gone.checked).toMatchObject({ inputs: 1, concerns: 0, unchecked: 2 });
  });

  it('is said too where it is nothing', async () => {
    rig = openSession(PROJECT, { ...FILES, 'loud.wav': 'plain' });
    const view = await checked();
    expect(view.message).toMatchObject({
      code: 'check-clean',
      sentence: expect.stringContaining('3') as string,
    });
    expect(view.checked).toMatchObject({ inputs: 3, concerns: 0, unchecked: 0 });
  });
});

it('can be cancelled, and keeps what was said so far', async () => {
  rig = openSession(PROJECT, { ...FILES, 'one.wav': 'slow' });
  await rig.session.handle({ kind: 'ready' });
  await viewWhere(rig.session, ({ project }) => project?.videos[0].facts.kind === 'ready');
  const round = rig.session.handle({ kind: 'check' });
  // A sign of life before the files are read.
  expect(rig.session.view().checking).toMatchObject({ total: 0, fraction: 0 });
  await viewWhere(rig.session, ({ checking }) => checking?.name === 'one.wav');
  await rig.session.handle({ kind: 'cancel-check' });
  expect(await round).toEqual({ kind: 'ok' });
  const view = await viewWhere(rig.session, ({ checking }) => checking === undefined);
  expect(view.message?.code).toBe('check-stopped');
  expect(view.checked).toMatchObject({ inputs: 1, unchecked: 2 });
  // And another one can be begun.
  expect(await rig.session.handle({ kind: 'check' })).toEqual({ kind: 'ok' });
  expect(rig.session.view().checked).toMatchObject({ inputs: 3, concerns: 1, unchecked: 0 });
});
