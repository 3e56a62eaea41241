import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { TextEdits } from '../../src/editor/textEdits.js';
import { addingAllPairs, addingSources } from '../../src/editor/wishes.js';
import { DocumentText } from '../../src/vscode/documentText.js';
import { TEXT, closeAll, makeSample, until, type Sample } from './sampleProject.js';

describe('edits of a document', () => {
  let sample: Sample;
  let document: vscode.TextDocument;
  let edits: TextEdits;

  beforeEach(async () => {
    sample = makeSample();
    document = await vscode.workspace.openTextDocument(sample.uri);
    await vscode.window.showTextDocument(document);
    edits = new TextEdits(new DocumentText(document));
  });

  afterEach(async () => {
    await closeAll();
    sample.remove();
  });

  it('change the lines they mean and no byte more', async () => {
    const cell = { kind: 'exclude-cell', video: 'anna', audio: 'two' } as const;
    assert.deepEqual(await edits.apply(() => [cell]), { kind: 'applied' });
    assert.equal(document.isDirty, true);
    assert.equal(sample.onDisk(), TEXT);
    assert.ok(await document.save());
    const before = TEXT.split('\n');
    const after = sample.onDisk().split('\n');
    const kept = before.filter((line) => after.includes(line));
    assert.equal(kept.length, before.length - 1, 'only the line of the matrix is written anew');
  });

  it('are one step of undo each, also when they add several sources', async () => {
    const sources = [
      { list: 'audios', path: 'three.wav' },
      { list: 'videos', path: 'bert.mp4' },
    ] as const;
    await edits.apply((text) => addingSources(text, sources));
    const added = document.getText();
    assert.match(added, /"id": "three"/);
    assert.match(added, /"id": "bert"/);
    assert.match(added, /\/\/ the long one/);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), TEXT);
    await vscode.commands.executeCommand('redo');
    assert.equal(document.getText(), added);
  });

  it('that come at the same moment follow one another', async () => {
    const titles = Array.from({ length: 8 }, (_, index) => `title ${index}`);
    const done = titles.map((title) => edits.apply(() => [{ kind: 'set-title', title }]));
    for (const result of await Promise.all(done)) assert.deepEqual(result, { kind: 'applied' });
    assert.match(document.getText(), /"title": "title 7"/);
  });

  it('keep Windows line ends', async () => {
    const editor = vscode.window.activeTextEditor;
    await editor?.edit((builder) => {
      builder.setEndOfLine(vscode.EndOfLine.CRLF);
    });
    await edits.apply(() => [{ kind: 'exclude-cell', video: 'anna', audio: 'one' }]);
    assert.doesNotMatch(document.getText(), /[^\r]\n/);
  });

  it('see what another program wrote meanwhile', async () => {
    writeFileSync(sample.uri.fsPath, TEXT.replace('"spring"', '"autumn"'));
    await until('the change arrives', () => document.getText().includes('autumn'));
    await edits.apply(addingAllPairs);
    await edits.apply(() => [{ kind: 'set-output', folder: 'films' }]);
    assert.match(document.getText(), /"title": "autumn"/);
    assert.match(document.getText(), /"films"/);
  });

  it('go into a document that was closed meanwhile', async () => {
    await closeAll();
    const result = await edits.apply(() => [{ kind: 'set-title', title: 'closed' }]);
    assert.deepEqual(result, { kind: 'applied' });
    const again = await vscode.workspace.openTextDocument(sample.uri);
    assert.match(again.getText(), /"closed"/);
    await vscode.window.showTextDocument(again);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
