import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { lipModel } from '../models/lipModel.js';
import { Messages } from './messages.js';
import { workspaceFolder } from './sampleProject.js';

const { showOpenDialog, showInputBox } = vscode.window;

describe('a lip model of the person’s own', () => {
  let messages: Messages;
  let file: string;
  let typed: (string | undefined)[];
  let proposed: (string | undefined)[];

  beforeEach(() => {
    messages = new Messages();
    file = join(workspaceFolder(), 'my lips 唇.onnx');
    proposed = [];
    Object.assign(vscode.window, {
      showOpenDialog: () => Promise.resolve([vscode.Uri.file(file)]),
      showInputBox: ({ value }: vscode.InputBoxOptions) => {
        proposed.push(value);
        return Promise.resolve(typed.shift());
      },
    });
  });

  afterEach(() => {
    Object.assign(vscode.window, { showOpenDialog, showInputBox });
    messages.stop();
    rmSync(file, { force: true });
  });

  const add = () => vscode.commands.executeCommand('heygem.addModel');
  const heard = () => messages.heard.map(({ kind, text }) => `${kind}: ${text}`).join('\n');
  const store = () => join(process.env['XDG_DATA_HOME'] ?? '', 'heygem', 'lip-models');

  it('is tried and kept, with a name and a licence', async () => {
    const bytes = lipModel();
    writeFileSync(file, bytes);
    typed = ['Mine', 'CC BY 4.0'];
    await add();
    assert.deepEqual(proposed, ['my lips 唇', '']);
    assert.match(heard(), /^information: Added Mine: 96 px, \d+\.\d ms a frame on cpu\./);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const record = JSON.parse(readFileSync(join(store(), sha256, 'record.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    assert.equal(record['name'], 'Mine');
    assert.equal(record['licence'], 'CC BY 4.0');
    assert.ok(existsSync(file), 'the original stays');
    rmSync(join(store(), sha256), { recursive: true });
  });

  it('that is none is refused, with what to do', async () => {
    writeFileSync(file, 'no model');
    typed = ['Mine', ''];
    await add();
    assert.match(heard(), /^error: .*failed.*heygem models test/s);
  });

  it('is not added where somebody thought better of it', async () => {
    writeFileSync(file, lipModel());
    typed = ['Mine', undefined];
    await add();
    assert.equal(heard(), '');
  });
});
