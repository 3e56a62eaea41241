import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { Messages } from './messages.js';
import { closeAll, makeSample, TEXT, until, type Sample } from './sampleProject.js';

describe('commands', () => {
  let sample: Sample;

  beforeEach(() => {
    sample = makeSample();
  });

  afterEach(async () => {
    await closeAll();
    sample.remove();
  });

  it('start what there is to make, and say when there is nothing', async () => {
    const empty = makeSample('{ "version": 1 }\n');
    try {
      assert.equal(await vscode.commands.executeCommand('heygem.generateAll', empty.uri), false);
    } finally {
      empty.remove();
    }
    assert.equal(await vscode.commands.executeCommand('heygem.generateAll', sample.uri), true);
    await vscode.commands.executeCommand('heygem.cancel');
  });

  it('offer the pairs where none is selected in a page', async () => {
    await vscode.commands.executeCommand('vscode.open', sample.uri);
    const asked = vscode.commands.executeCommand('heygem.generateSelected', sample.uri);
    // Nobody chooses: the list is closed as soon as it is there.
    const closing = setInterval(() => {
      void vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    }, 200);
    try {
      assert.equal(await asked, false);
    } finally {
      clearInterval(closing);
    }
  });

  it('refuse broken text without touching it', async () => {
    const broken = makeSample(TEXT.replace('"version": 1,', '"version": 1'));
    try {
      assert.equal(await vscode.commands.executeCommand('heygem.generateAll', broken.uri), false);
      assert.equal(broken.onDisk(), TEXT.replace('"version": 1,', '"version": 1'));
    } finally {
      broken.remove();
    }
  });

  it('list what a check found among the problems, where the text has it now', async () => {
    const document = await vscode.workspace.openTextDocument(sample.uri);
    await vscode.window.showTextDocument(document);
    const found = () =>
      vscode.languages.getDiagnostics(sample.uri).filter(({ source }) => source === 'heygem');
    await vscode.commands.executeCommand('heygem.checkProject', sample.uri);
    await until('all three files are found to be no media', () => found().length === 3);
    const lines = () => found().map(({ range }) => range.start.line);
    assert.deepEqual(lines().sort(), [4, 6, 7]);
    assert.match(found()[0].message, /^(anna\.mp4|one\.wav|two\.wav): /);
    // An edit of something else moves them along.
    const edit = new vscode.WorkspaceEdit();
    edit.insert(sample.uri, new vscode.Position(1, 0), '  // Another line.\n');
    await vscode.workspace.applyEdit(edit);
    await until('they moved with the text', () => lines().sort().join() === '5,7,8');
  });

  it('make nothing of a text that is no file', async () => {
    const provider = { provideTextDocumentContent: () => TEXT };
    const past = vscode.workspace.registerTextDocumentContentProvider('heygem-past', provider);
    try {
      const uri = sample.uri.with({ scheme: 'heygem-past' });
      await vscode.workspace.openTextDocument(uri);
      assert.equal(await vscode.commands.executeCommand('heygem.generateAll', uri), false);
      assert.equal(existsSync(join(sample.folder, 'out')), false);
    } finally {
      past.dispose();
    }
  });

  it('offer to make or to open a project where there is none', async () => {
    sample.remove();
    await until(
      'none is found',
      async () => (await vscode.workspace.findFiles('**/*.heygem')).length === 0,
    );
    const messages = new Messages();
    try {
      assert.equal(await vscode.commands.executeCommand('heygem.generateAll'), false);
      const told = messages.heard.map(({ text, buttons }) => [text, ...buttons]);
      assert.deepEqual(told, [
        ['There is no HeyGem project here yet.', 'New Project...', 'Open...'],
      ]);
    } finally {
      messages.stop();
    }
  });

  it('lead to the page of a project that cannot be made', async () => {
    const empty = makeSample('{ "version": 1 }\n');
    const messages = new Messages(() => 'Show');
    try {
      await vscode.commands.executeCommand('heygem.generateAll', empty.uri);
      assert.deepEqual(messages.heard[0].buttons, ['Show']);
      await until('its page is open', () =>
        vscode.window.tabGroups.all.some(
          ({ activeTab }) =>
            activeTab?.input instanceof vscode.TabInputCustom &&
            activeTab.input.uri.fsPath === empty.uri.fsPath,
        ),
      );
    } finally {
      messages.stop();
      await closeAll();
      empty.remove();
    }
  });

  it('survive a project that is gone', async () => {
    const gone = vscode.Uri.joinPath(sample.uri, '..', 'gone.heygem');
    assert.equal(await vscode.commands.executeCommand('heygem.generateAll', gone), undefined);
  });
});

describe('a project that is renamed', () => {
  it('keeps its ledger', async () => {
    const sample = makeSample();
    try {
      const ledger = `${sample.uri.fsPath}.lock`;
      writeFileSync(ledger, '{ "version": 1, "outputs": {} }\n');
      const before = readFileSync(ledger, 'utf8');
      const renamed = vscode.Uri.joinPath(sample.uri, '..', 'other name.heygem');
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(sample.uri, renamed);
      assert.ok(await vscode.workspace.applyEdit(edit));
      const followed = `${renamed.fsPath}.lock`;
      await until('the ledger follows', () => existsSync(followed) && !existsSync(ledger));
      assert.equal(readFileSync(followed, 'utf8'), before);
    } finally {
      await closeAll();
      sample.remove();
    }
  });

  it('says anew where its files lie', async () => {
    const sample = makeSample();
    try {
      const uri = vscode.Uri.joinPath(sample.uri, '..', 'sub', 'talk.heygem');
      await rename(sample.uri, uri);
      await acceptQuestion('the sources are named from there', async () =>
        (await textOf(uri)).includes('"../anna.mp4"'),
      );
    } finally {
      await closeAll();
      sample.remove();
    }
  });
});

describe('a file that is renamed', () => {
  let sample: Sample;
  const renamed = () => TEXT.replace('anna.mp4', 'takes/anna 2.mp4');
  const places = () =>
    [
      vscode.Uri.joinPath(sample.uri, '..', 'anna.mp4'),
      vscode.Uri.joinPath(sample.uri, '..', 'takes', 'anna 2.mp4'),
    ] as const;

  beforeEach(() => {
    sample = makeSample();
  });

  afterEach(async () => {
    await setting().update('followRenames', undefined, vscode.ConfigurationTarget.Global);
    await closeAll();
    sample.remove();
  });

  it('is followed in projects that nobody opened, after asking', async () => {
    await rename(...places());
    await acceptQuestion('the project is saved', () => sample.onDisk() === renamed());
  });

  it('is followed without a question where that is wished, and undone at once', async () => {
    await setting().update('followRenames', 'always', vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('heygem.openAsText', sample.uri);
    await rename(...places());
    await until('the project is saved', () => sample.onDisk() === renamed());
    await vscode.commands.executeCommand('undo');
    await until('all is as it was', async () => (await textOf(sample.uri)) === TEXT);
  });

  it('is not followed where that is not wished', async () => {
    await setting().update('followRenames', 'never', vscode.ConfigurationTarget.Global);
    await rename(...places());
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    assert.equal(sample.onDisk(), TEXT);
  });
});

async function rename(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(from, to);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Presses the first button of the notification that asks, until it had the effect. */
async function acceptQuestion(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  await until(what, async () => {
    await vscode.commands.executeCommand('notification.acceptPrimaryAction');
    return isSo();
  });
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

function setting(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('heygem');
}
