import { execFileSync } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { findNode } from '../../src/engine/nodeRuntime.js';
import { toolsets } from './toolsets.js';

/** What `npm test -- --node` and its words for ffmpeg set: nothing else may run unnoticed. */
const { HEYGEM_TEST_NODE, HEYGEM_FFMPEG, HEYGEM_FFPROBE } = process.env;
const wished = HEYGEM_TEST_NODE ?? process.versions.node;

const versionOf = (node: string) =>
  execFileSync(node, ['--version'], { encoding: 'utf8' }).trim().slice(1);

it('tests, what they start and their threads run by the Node that was asked for', async () => {
  expect(process.versions.node).toBe(wished);
  expect(versionOf(process.execPath)).toBe(wished);
  const program = 'require("node:worker_threads").parentPort.postMessage(process.versions.node)';
  const thread = new Worker(program, { eval: true });
  expect(await new Promise((resolve) => thread.once('message', resolve))).toBe(wished);
});

it('so does what the product starts', async () => {
  expect(versionOf((await findNode()).command)).toBe(wished);
});

it.runIf(HEYGEM_TEST_NODE)('so does what looks for node', () => {
  expect(versionOf('node')).toBe(wished);
});

it.runIf(HEYGEM_FFMPEG)('media are read and written by the ffmpeg that was asked for', () => {
  const [first] = toolsets;
  expect([first.ffmpeg.path, first.ffprobe.path]).toEqual([HEYGEM_FFMPEG, HEYGEM_FFPROBE]);
});
