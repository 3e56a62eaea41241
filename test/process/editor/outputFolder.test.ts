import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openSession } from './sessionRig.js';

const PROJECT = {
  version: 1,
  videos: [{ id: 'anna', path: 'anna.mp4' }],
  audios: [{ id: 'one', path: 'one.wav' }],
  matrix: {},
};
const FILES = { 'anna.mp4': 'video', 'one.wav': 'plain' };

let rig: ReturnType<typeof openSession>;
afterEach(() => rig.close());

function withFolder(folder: string, more: object = {}) {
  rig = openSession({ ...PROJECT, ...more, output: { folder } }, FILES);
}

/** *Open Output Folder* makes the folder: a project must not choose one anywhere. */
describe('the output folder', () => {
  it('is made where it is missing', async () => {
    withFolder('a/b');
    const made = await rig.session.makeOutputFolder();
    expect(made).toBe(realpathSync(join(rig.folder, 'a', 'b')));
  });

  it.each(['../x', '../../x', 'a/../../x', '../project/../x'])(
    'is not made outside of the project: %s',
    async (folder) => {
      withFolder(folder);
      const before = readdirSync(rig.root);
      const making = rig.session.makeOutputFolder();
      await expect(making).rejects.toMatchObject({ code: 'path-outside-project' });
      expect(readdirSync(rig.root)).toEqual(before);
    },
  );

  it('is not made behind a symlink that the project brings', async () => {
    withFolder('out/deep');
    mkdirSync(join(rig.root, 'elsewhere'));
    symlinkSync(join(rig.root, 'elsewhere'), join(rig.folder, 'out'));
    const making = rig.session.makeOutputFolder();
    await expect(making).rejects.toMatchObject({ code: 'path-outside-project' });
    expect(readdirSync(join(rig.root, 'elsewhere'))).toEqual([]);
  });

  it('is made outside where the project says so and is trusted, and only then', async () => {
    withFolder('../x', { allowOutsidePaths: true });
    rig.shell.isTrusted = false;
    const making = rig.session.makeOutputFolder();
    await expect(making).rejects.toMatchObject({ code: 'not-trusted' });
    expect(existsSync(join(rig.root, 'x'))).toBe(false);
    rig.shell.isTrusted = true;
    await rig.session.makeOutputFolder();
    expect(existsSync(join(rig.root, 'x'))).toBe(true);
  });

  it.each(['open', 'reveal'] as const)(
    'of an untrusted project leads nowhere outside by %s',
    async (kind) => {
      withFolder('../x', { allowOutsidePaths: true });
      rig.shell.isTrusted = false;
      await rig.session.open();
      const answer = await rig.session.handle({ kind, output: '../x/anna-one.mp4' });
      expect(answer).toMatchObject({ kind: 'refused' });
      expect(rig.shell.performed).toEqual([]);
    },
  );
});
