import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findNode } from '../../../src/engine/nodeRuntime.js';
import { pathFromEnvironment } from '../../../src/engine/programs.js';
import { endWindowsTree } from '../../../src/files/endWindowsTree.js';
import { programsOnPath } from '../../../src/files/programsOnPath.js';
import { powershellPath, taskkillPath } from '../../../src/files/windowsPrograms.js';

describe('a program of the system', () => {
  const everywhere = () => true;

  it('is looked for in absolute folders alone', () => {
    const env = { PATH: '.:bin:/usr/bin::node_modules/.bin:/opt/x' };
    const found = programsOnPath('node', env, 'linux', everywhere);
    expect(found).toEqual(['/usr/bin/node', '/opt/x/node']);
  });

  it('is looked for on Windows by its whole name, never in the present folder', () => {
    const env = { Path: '.;"C:\\Program Files\\nodejs";tools' };
    const found = programsOnPath('node', env, 'win32', everywhere);
    expect(found).toEqual(['C:\\Program Files\\nodejs\\node.exe']);
  });

  it.each([
    ['D:\\Windows', 'D:\\Windows\\System32\\taskkill.exe'],
    [undefined, 'C:\\Windows\\System32\\taskkill.exe'],
    ['Windows', 'C:\\Windows\\System32\\taskkill.exe'],
    ['\\\\host\\share', 'C:\\Windows\\System32\\taskkill.exe'],
  ])('ends process trees on Windows from SystemRoot %s', (root, wanted) => {
    expect(taskkillPath(root === undefined ? {} : { SystemRoot: root })).toBe(wanted);
  });

  it('ends what the process started too', () => {
    const started: string[] = [];
    endWindowsTree(42, (program, args) => started.push([program, ...args].join(' ')));
    expect(started).toEqual([`${taskkillPath()} /pid 42 /T /F`]);
  });

  it('ends the process at least where taskkill fails', () => {
    const ended: number[] = [];
    const fail = (_program: string, _args: readonly string[], onFailure: () => void) => {
      onFailure();
    };
    endWindowsTree(42, fail, (pid) => ended.push(pid));
    expect(ended).toEqual([42]);
  });

  it('speaks on Windows from where Windows lies, not from a search path', () => {
    const wanted = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
    expect(powershellPath({ SystemRoot: '.\\here', PATH: 'C:\\evil' })).toBe(wanted);
  });

  it('is not one that the environment names relatively', () => {
    const env = { A: 'bin/x', B: './x', C: '/x', D: 'C:\\x' };
    const named = ['A', 'B', 'C', 'D', 'E'].map((name) => pathFromEnvironment(name, env, 'linux'));
    expect(named).toEqual([undefined, undefined, '/x', undefined, undefined]);
    expect(pathFromEnvironment('D', env, 'win32')).toBe('C:\\x');
  });
});

describe('the Node that runs the worker', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'heygem-node-'));
    // Answers like a Node.
    writeFileSync(join(folder, 'node'), '#!/bin/sh\necho v22.0.0\n');
    chmodSync(join(folder, 'node'), 0o755);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.runIf(process.platform !== 'win32')('is none that lies in the folder at hand', async () => {
    const here = relative(process.cwd(), folder);
    const host = { execPath: '/vscode', electron: true };
    const own = { command: '/vscode', env: { ELECTRON_RUN_AS_NODE: '1' } };
    expect(await findNode({ ...host, env: { PATH: here } })).toEqual(own);
    expect(await findNode({ ...host, env: { PATH: '', HEYGEM_NODE: join(here, 'node') } })).toEqual(
      own,
    );
    const found = { command: join(folder, 'node'), env: {} };
    expect(await findNode({ ...host, env: { PATH: folder } })).toEqual(found);
  });
});
