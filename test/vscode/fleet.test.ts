import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { configuration } from '../../src/vscode/configuration.js';
import { makeOwnProjects, type OwnProjects } from './ownProjects.js';
import { until } from './sampleProject.js';

const { Global, Workspace } = vscode.ConfigurationTarget;
const VARIABLES = ['HEYGEM_QUEUE', 'HEYGEM_STORAGE'];

describe('the settings of a fleet', () => {
  let own: OwnProjects;

  beforeEach(() => {
    own = makeOwnProjects();
  });

  afterEach(async () => {
    await own.end();
    for (const name of ['queue', 'storage']) await set(name, undefined);
    for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
  });

  it('have other machines make the videos where both are set, and none where neither is', async () => {
    assert.equal(own.engines.engine().fleet, undefined);
    await set('queue', 'redis://127.0.0.1:1');
    await set('storage', '/mnt/share');
    own.engines.outdate();
    assert.ok(own.engines.engine().fleet);
    assert.deepEqual(own.unfit, []);
  });

  it('are told where they cannot be followed, and videos are made here then', async () => {
    await set('queue', 'redis://:secret@127.0.0.1:1');
    assert.equal(own.engines.engine().fleet, undefined);
    assert.deepEqual(
      own.unfit.map(({ code, params }) => [code, params]),
      [['fleet-without-storage', { queue: 'redis://127.0.0.1:1' }]],
    );
  });

  it('leave what is not set to the environment, where a password belongs', async () => {
    process.env['HEYGEM_QUEUE'] = 'redis://:secret@127.0.0.1:1';
    await set('storage', '/mnt/share');
    assert.deepEqual(configuration.fleet(), {
      ...{ queue: 'redis://:secret@127.0.0.1:1', storage: '/mnt/share' },
    });
  });

  it('are not for a workspace to say', async () => {
    const settings = vscode.workspace.getConfiguration('heygem');
    await assert.rejects(async () => settings.update('fleet.queue', 'redis://evil', Workspace));
  });
});

/** Resolves when it is seen. */
async function set(name: string, value: string | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('heygem').update(`fleet.${name}`, value, Global);
  await until('the setting is seen', () => {
    const seen = vscode.workspace.getConfiguration('heygem').get(`fleet.${name}`);
    return seen === (value ?? '');
  });
}
