import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, makeSample, until, TEXT, type Sample } from './sampleProject.js';

const ID = 'heygem-studio.heygem-studio';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly taskDefinitions: readonly { readonly type: string }[];
  };
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: string } };
}

function manifest(): Manifest {
  const extension = vscode.extensions.getExtension(ID);
  assert.ok(extension, 'the extension is there');
  return extension.packageJSON as Manifest;
}

describe('the extension', () => {
  let sample: Sample;

  before(async () => {
    sample = makeSample();
    await vscode.extensions.getExtension(ID)?.activate();
  });

  afterEach(closeAll);
  after(() => {
    sample.remove();
  });

  it('runs in the VS Code that is meant', () => {
    assert.equal(vscode.version, process.env['HEYGEM_EXPECTED_VSCODE']);
  });

  it('has a command for each one of its manifest', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const missing = manifest()
      .contributes.commands.map(({ command }) => command)
      .filter((command) => !known.has(command));
    assert.deepEqual(missing, []);
  });

  it('opens a project as a page, several times at once', async () => {
    await vscode.commands.executeCommand('vscode.open', sample.uri);
    await until('there is a page', () => pages().length === 1);
    await vscode.commands.executeCommand('workbench.action.splitEditorRight');
    await until('there are two', () => pages().length === 2);
  });

  it('opens the text where it is asked to', async () => {
    await vscode.commands.executeCommand('vscode.open', sample.uri);
    await until('there is a page', () => pages().length === 1);
    await vscode.commands.executeCommand('heygem.openAsText', sample.uri);
    await until('the text is shown', () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.fsPath === sample.uri.fsPath && document.languageId === 'heygem';
    });
  });

  for (const [name, schema] of [
    ['by its name', ''],
    ['by its schema', '"$schema": "heygem://schema/v1.json",'],
  ] as const) {
    it(`helps with a text that it knows ${name}: completion and problems`, async () => {
      const stranger = '"matrix": {}, "pairs": [{ "video": "nobody", "audio": "one" }]';
      const broken = TEXT.replace('"matrix": {}', stranger).replace('"spring"', '5');
      const other = makeSample(broken.replace('"version"', `${schema} "version"`));
      try {
        const document = await vscode.workspace.openTextDocument(other.uri);
        await vscode.window.showTextDocument(document);
        const problems = () => vscode.languages.getDiagnostics(other.uri);
        await until('the schema speaks', () =>
          problems().some(({ message }) => message.includes('"string"')),
        );
        await until('our own check speaks', () =>
          problems().some(({ code }) => code === 'unknown-video'),
        );
        assert.equal(problems().length, 2, JSON.stringify(problems()));
        const place = document.positionAt(document.getText().indexOf('"title"'));
        assert.ok((await proposals(other.uri, place)).includes('allowOutsidePaths'));
      } finally {
        await closeAll();
        other.remove();
      }
    });
  }

  it('offers a task for each project and runs it to its end', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'heygem' });
    const task = tasks.find(({ definition }) =>
      sample.uri.fsPath.endsWith(String(definition['project'])),
    );
    assert.ok(task, 'the sample has a task');
    const ended = new Promise<number | undefined>((resolve) => {
      const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name !== task.name) return;
        listening.dispose();
        resolve(exitCode);
      });
    });
    await vscode.tasks.executeTask(task);
    // The sample's media are no media: each pair fails, and the task says so.
    assert.equal(await ended, 1);
  });

  it('follows a text that another program writes', async () => {
    await vscode.commands.executeCommand('vscode.open', sample.uri);
    await until('there is a page', () => pages().length === 1);
    writeFileSync(sample.uri.fsPath, TEXT.replace('spring', 'winter'));
    await until('the document follows', async () => {
      const document = await vscode.workspace.openTextDocument(sample.uri);
      return document.getText().includes('winter') && !document.isDirty;
    });
    writeFileSync(join(sample.folder, 'talk.heygem'), TEXT);
  });

  it("adds to what VS Code's explorer hides, and takes nothing from it", () => {
    const hidden = vscode.workspace
      .getConfiguration('files')
      .get<Record<string, boolean>>('exclude');
    assert.equal(hidden?.['**/.git'], true);
    assert.equal(hidden['**/.*.mp4.busy'], true);
  });

  it('says that it is limited where a folder is not trusted', () => {
    assert.equal(manifest().capabilities.untrustedWorkspaces.supported, 'limited');
    assert.equal(vscode.workspace.isTrusted, true, 'these tests run in a trusted folder');
  });
});

function pages(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputCustom);
}

async function proposals(uri: vscode.Uri, place: vscode.Position): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    place,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}
