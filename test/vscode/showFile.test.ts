import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { hasDesktop } from '../../src/vscode/showFile.js';
import { VsCodeShell } from '../../src/vscode/vscodeShell.js';
import { Messages } from './messages.js';
import { closeAll, makeSample, TEXT, until, type Sample } from './sampleProject.js';

/** The rig's VS Code runs in a browser: it has no file manager, no player and no trash. */
describe('a project outside the workspace, where there is no desktop', () => {
  let sample: Sample;
  let messages: Messages;

  beforeEach(() => {
    sample = makeSample(TEXT, tmpdir());
    messages = new Messages();
  });

  afterEach(async () => {
    messages.stop();
    await closeAll();
    sample.remove();
  });

  it('tells where its output folder is, and gives the path', async () => {
    assert.equal(hasDesktop(), false);
    messages.answer(() => 'Copy Path');
    await vscode.commands.executeCommand('heygem.openOutputFolder', sample.uri);
    const { clipboard } = vscode.env;
    const path = join(sample.folder, 'out');
    await until('the path is copied', async () => (await clipboard.readText()) === path);
    assert.ok(existsSync(path));
    const [{ kind, text, buttons }] = messages.heard;
    assert.equal(messages.heard.length, 1);
    assert.equal(kind, 'information');
    assert.match(text, /not part of the folder that is open/);
    assert.ok(text.includes(path));
    assert.deepEqual(buttons, ['Copy Path', 'Open in New Window']);
  });

  it('shows a video of it in an editor', async () => {
    const video = join(sample.folder, 'out', 'anna-one.mp4');
    mkdirSync(join(sample.folder, 'out'));
    writeFileSync(video, 'none');
    messages.answer(() => 'Open');
    await shellOf(sample).perform({ kind: 'reveal', output: 'out/anna-one.mp4' }, video);
    await until('it is open', () => tabs().some((label) => label === 'anna-one.mp4'));
    assert.deepEqual(
      messages.heard.map(({ kind, buttons }) => [kind, ...buttons]),
      [['information', 'Copy Path', 'Open']],
    );
  });

  it('shows one of a project in the workspace in the explorer, without a word', async () => {
    const inside = makeSample();
    try {
      const file = join(inside.folder, 'anna.mp4');
      await shellOf(inside).perform({ kind: 'reveal', output: 'anna.mp4' }, file);
      assert.deepEqual(messages.heard, []);
    } finally {
      inside.remove();
    }
  });

  it('keeps what is deleted in a folder beside it, and says so before', async () => {
    const video = join(sample.folder, 'anna.mp4');
    messages.answer(() => 'Delete');
    const shell = shellOf(sample);
    assert.equal(await shell.mayDiscard({ kind: 'result', name: 'anna.mp4' }), true);
    assert.match(messages.heard[0].text, /heygem-bin/);
    await shell.discard([video]);
    assert.equal(existsSync(video), false);
    const [time] = readdirSync(join(sample.folder, 'heygem-bin'));
    assert.ok(existsSync(join(sample.folder, 'heygem-bin', time, 'anna.mp4')));
  });
});

function tabs(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs).map(({ label }) => label);
}

function shellOf({ uri }: Sample): VsCodeShell {
  return new VsCodeShell({
    uri,
    locale: 'en',
    log: { info: () => undefined } as unknown as vscode.LogOutputChannel,
    webview: () => undefined,
    rememberRun: () => undefined,
  });
}
