import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { configuration } from '../../src/vscode/configuration.js';
import { closeAll, makeSample, TEXT, until } from './sampleProject.js';

describe('a folder', () => {
  afterEach(closeAll);

  it('cannot choose the ffmpeg that runs, nor the provider', async () => {
    const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const folder = join(workspace, '.vscode');
    mkdirSync(folder, { recursive: true });
    const settings = {
      'heygem.ffmpeg.path': join(workspace, 'ffmpeg'),
      'heygem.provider': 'webgpu',
      'heygem.cache.maxSize': 1,
      'heygem.newProject.outputFolder': 'seen',
    };
    try {
      writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
      await until('the settings are read', () => configuration.newProject().folder === 'seen');
      assert.equal(configuration.ffmpeg(), undefined);
      assert.equal(configuration.provider(), 'auto');
      assert.equal(configuration.cacheBytes(), 10 * 2 ** 30);
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await until('they are forgotten', () => configuration.newProject().folder !== 'seen');
    }
  });

  it('has no output folder made outside of the project', async () => {
    const outside = `outside-${process.pid}`;
    const output = `"matrix": {}, "output": { "folder": "../${outside}/x" }`;
    const sample = makeSample(TEXT.replace('"matrix": {}', output));
    try {
      await vscode.commands.executeCommand('heygem.openOutputFolder', sample.uri);
      assert.equal(existsSync(join(sample.folder, '..', outside)), false);
    } finally {
      sample.remove();
    }
  });
});
