import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeAll, makeSample, until, type Sample } from './sampleProject.js';

/** How the rig's VS Code passes a port on: see VSCODE_PROXY_URI in test/e2e/extensionHost.test.ts. */
const passedOn = (port: number) => `${port}.studio.example`;

describe('the studio in the browser', () => {
  let sample: Sample;

  beforeEach(() => {
    sample = makeSample();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('heygem.stopStudio');
    await closeAll();
    sample.remove();
  });

  it('answers where VS Code passes it on, and dies with Stop', async () => {
    const note = join(sample.folder, '.heygem-studio', 'server.json');
    // Whether a browser opens is the window's; here nobody may answer its question about a foreign address.
    void vscode.commands.executeCommand('heygem.openInBrowser', sample.uri);
    await until('a studio runs', () => existsSync(note));
    const { port } = JSON.parse(readFileSync(note, 'utf8')) as { port: number };
    await until(
      'it knows where it is passed on',
      async () => (await status(port, passedOn(port))) === 200,
    );
    assert.equal(await status(port, `localhost:${port}`), 200);
    assert.equal(await status(port, `${port}.studio.example.com`), 403);
    await vscode.commands.executeCommand('heygem.stopStudio');
    assert.equal(await status(port, `localhost:${port}`), undefined);
    assert.equal(existsSync(note), false);
  });
});

/** What the way in answers to a stranger; undefined where nobody listens. */
function status(port: number, host: string): Promise<number | undefined> {
  return new Promise((done) => {
    const options = { host: '127.0.0.1', port, path: '/enter', headers: { host }, agent: false };
    const asking = request(options, (response) => {
      response.resume();
      done(response.statusCode);
    });
    asking.on('error', () => {
      done(undefined);
    });
    asking.end();
  });
}
