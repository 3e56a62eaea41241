import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { newProject } from '../../src/vscode/newProject.js';
import { Messages } from './messages.js';
import { closeAll, workspaceFolder } from './sampleProject.js';

const ROOT = join(__dirname, '..');
const { showSaveDialog, showQuickPick } = vscode.window;

interface Item extends vscode.QuickPickItem {
  readonly path: string;
}

describe('a new project', () => {
  let folder: string;
  let messages: Messages;
  /** What the dialog proposed, and what the list offered. */
  let proposed: string | undefined;
  let offered: readonly Item[] | undefined;
  let choose: (items: readonly Item[]) => readonly Item[] | undefined;

  beforeEach(() => {
    folder = join(workspaceFolder(), 'spring 课程');
    mkdirSync(join(folder, 'more'), { recursive: true });
    cpSync(join(ROOT, 'test/fixtures/presenter-small.mp4'), join(folder, 'anna $(x).mp4'));
    cpSync(join(ROOT, 'media/demo/speech-en.flac'), join(folder, 'more', 'one.flac'));
    messages = new Messages();
    [proposed, offered] = [undefined, undefined];
    choose = (items) => items.filter(({ picked }) => picked);
    Object.assign(vscode.window, {
      showSaveDialog: ({ defaultUri }: vscode.SaveDialogOptions) => {
        proposed = defaultUri?.fsPath;
        return Promise.resolve(defaultUri);
      },
      showQuickPick: (items: readonly Item[]) => {
        offered = items;
        return Promise.resolve(choose(items));
      },
    });
  });

  afterEach(async () => {
    Object.assign(vscode.window, { showSaveDialog, showQuickPick });
    messages.stop();
    await closeAll();
    rmSync(folder, { recursive: true, force: true });
  });

  const make = () =>
    vscode.commands.executeCommand<vscode.Uri | undefined>(
      'heygem.newProjectHere',
      vscode.Uri.file(folder),
    );
  const read = (path: string) =>
    JSON.parse(readFileSync(path, 'utf8')) as {
      title: string;
      videos: { path: string }[];
      audios: { path: string }[];
    };

  it('is called as its folder, and begins with what is ticked', async () => {
    const uri = await make();
    assert.equal(proposed, join(folder, 'spring 课程.heygem'));
    assert.deepEqual(
      offered?.map(({ path, picked }) => [path, picked]),
      [
        ['anna $(x).mp4', true],
        ['more/one.flac', true],
      ],
    );
    assert.doesNotMatch(offered[0].label, /\$\(/, 'no icon of a name');
    assert.equal(uri?.fsPath, proposed);
    const { title, videos, audios } = read(proposed);
    assert.equal(title, 'spring 课程');
    assert.deepEqual(
      videos.map(({ path }) => path),
      ['anna $(x).mp4'],
    );
    assert.deepEqual(
      audios.map(({ path }) => path),
      ['more/one.flac'],
    );
  });

  it('begins empty where nothing is ticked', async () => {
    choose = () => [];
    await make();
    const { videos, audios } = read(proposed ?? '');
    assert.deepEqual([videos, audios], [[], []]);
  });

  it('is not written where the person thinks better of it', async () => {
    choose = () => undefined;
    assert.equal(await make(), undefined);
    assert.ok(offered);
    assert.equal(existsSync(proposed ?? ''), false);
    assert.deepEqual(messages.heard, []);
  });

  it('takes the place of none: it is called otherwise, and a name that is taken is told', async () => {
    const taken = join(folder, `${basename(folder)}.heygem`);
    writeFileSync(taken, '{ "version": 1 }');
    await make();
    assert.equal(proposed, join(folder, 'spring 课程 2.heygem'));
    Object.assign(vscode.window, { showSaveDialog: () => Promise.resolve(vscode.Uri.file(taken)) });
    assert.equal(await make(), undefined);
    assert.equal(readFileSync(taken, 'utf8'), '{ "version": 1 }');
    const [{ text, buttons }] = messages.heard;
    assert.match(text, /already/);
    assert.deepEqual(buttons, ['Open']);
  });

  it('ticks nothing in a folder that holds more than one course', async () => {
    for (let k = 0; k < 20; k += 1) writeFileSync(join(folder, `${k}.mp4`), 'x');
    const identify = (paths: readonly string[]) =>
      Promise.resolve(paths.map(() => 'videos' as const));
    await newProject('en', vscode.Uri.file(folder), identify);
    assert.equal(offered?.length, 22);
    assert.deepEqual(
      offered.filter(({ picked }) => picked),
      [],
    );
    assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith('.heygem')).length, 1);
  });
});
