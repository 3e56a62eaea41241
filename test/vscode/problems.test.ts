import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { VsCodeShell } from '../../src/vscode/vscodeShell.js';
import { closeAll, makeSample, TEXT, until, type Sample } from './sampleProject.js';

const STRANGER = '{ "video": "somebody else", "audio": "one" }';
/** A name that VS Code's own words would end in the middle of, and two problems of one line. */
const BROKEN = TEXT.replace(
  '"matrix": {}',
  `"pairs": [\n    ${STRANGER}, { "video": "anna", "audio": "one" },\n    { "video": "anna",\n      "audio": "one" }\n  ]`,
);

describe('what is wrong with a project', () => {
  let sample: Sample;

  beforeEach(() => {
    sample = makeSample(BROKEN);
  });

  afterEach(async () => {
    await closeAll();
    sample.remove();
  });

  const ours = () =>
    vscode.languages.getDiagnostics(sample.uri).filter(({ source }) => source === 'heygem');

  async function opened(): Promise<vscode.TextDocument> {
    await vscode.commands.executeCommand('vscode.open', sample.uri);
    await until('both are known', () => ours().length === 2);
    return vscode.workspace.openTextDocument(sample.uri);
  }

  it('is underlined as far as it goes', async () => {
    const document = await opened();
    assert.deepEqual(
      ours().map(({ code, range }) => [code, document.getText(range)]),
      [
        ['unknown-video', '"somebody else"'],
        ['duplicate-pair', '{ "video": "anna",\n      "audio": "one" }'],
      ],
    );
  });

  it('leads from the list of problems to its very place in the text', async () => {
    const document = await opened();
    const [{ range }] = ours();
    const [action] = await actions(range);
    assert.equal(action.title, `Show in the text, line ${range.start.line + 1}`);
    assert.ok(action.command);
    const { command, arguments: args = [] } = action.command;
    await vscode.commands.executeCommand(command, ...(args as unknown[]));
    await until('the text is in front', () => inFront() === document.uri.toString());
    const selection = vscode.window.activeTextEditor?.selection;
    assert.equal(selection && document.getText(selection), '"somebody else"');
    assert.deepEqual(await actions(range), [], 'nothing leads to where one is');
  });

  it('is selected in the text when the page leads there', async () => {
    const document = await opened();
    const [{ range }] = ours();
    const shell = new VsCodeShell({
      uri: sample.uri,
      locale: 'en',
      log: { info: () => undefined } as unknown as vscode.LogOutputChannel,
      webview: () => undefined,
      rememberRun: () => undefined,
    });
    const line = range.start.line + 1;
    await shell.perform({ kind: 'open-as-text', line });
    await until('the text is in front', () => inFront() === document.uri.toString());
    const selection = vscode.window.activeTextEditor?.selection;
    assert.equal(selection && document.getText(selection), '"somebody else"');
  });

  async function actions(range: vscode.Range): Promise<readonly vscode.CodeAction[]> {
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      sample.uri,
      range,
    );
    return found.filter(({ command }) => command?.title.startsWith('Show in the text'));
  }
});

describe('a project that is shown as text', () => {
  it('leads back to its page', async () => {
    const sample = makeSample();
    try {
      await vscode.commands.executeCommand('vscode.openWith', sample.uri, 'default');
      await until('the text is in front', () => inFront() === sample.uri.toString());
      await vscode.commands.executeCommand('heygem.openPage');
      await until('the page is in front', () => {
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        return input instanceof vscode.TabInputCustom && input.viewType === 'heygem.project';
      });
    } finally {
      await closeAll();
      sample.remove();
    }
  });
});

function inFront(): string | undefined {
  return vscode.window.activeTextEditor?.document.uri.toString();
}
