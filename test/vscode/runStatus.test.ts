import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { RunStatus } from '../../src/vscode/runStatus.js';
import { makeOwnProjects, type OwnProjects } from './ownProjects.js';
import { closeAll, makeSample, until, type Sample } from './sampleProject.js';

describe('the status of a run', () => {
  let sample: Sample;
  let own: OwnProjects;
  const ownCreate = vscode.window.createStatusBarItem;

  beforeEach(() => {
    sample = makeSample();
    own = makeOwnProjects();
  });

  afterEach(async () => {
    Object.assign(vscode.window, { createStatusBarItem: ownCreate });
    await own.end();
    await closeAll();
    sample.remove();
  });

  it('goes when the run is over, also where no page shows the project', async () => {
    const shown: boolean[] = [];
    const item = {
      show: () => shown.push(true),
      hide: () => shown.push(false),
      dispose: () => undefined,
    };
    Object.assign(vscode.window, { createStatusBarItem: () => item });
    const status = new RunStatus(own.projects, 'en');
    try {
      const project = await own.projects.open(sample.uri);
      const started = await project.session.generate('all', false);
      assert.ok(started.kind === 'started');
      // As a task does: at once, without waiting for what is still to be told.
      await started.done.finally(() => {
        own.projects.release(project);
      });
      assert.ok(shown.includes(true), 'it was shown');
      await until('it is hidden', () => shown.at(-1) === false, 5_000);
    } finally {
      status.dispose();
    }
  });
});
