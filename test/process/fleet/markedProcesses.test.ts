import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { until } from '../engine/cliRig.js';
import { MarkedProcesses } from './markedProcesses.js';

const { execPath, platform } = process;

it.runIf(platform === 'linux')('finds children, also of a parent that is dead', async () => {
  const marked = new MarkedProcesses();
  const wait = 'setTimeout(() => undefined, 60_000)';
  const start = `require('child_process').spawn(process.execPath, ['-e', '${wait}'], { detached: true }); ${wait}`;
  const env = { ...process.env, ...marked.environment };
  const parent = spawn(execPath, ['-e', start], { env, stdio: 'ignore' });
  await until(() => marked.now().length === 2);
  parent.kill('SIGKILL');
  await until(() => marked.now().length === 1);
  const [child] = marked.now();
  expect(child.command).toContain(wait);
  process.kill(child.pid, 'SIGKILL');
  await until(() => marked.now().length === 0);
});
