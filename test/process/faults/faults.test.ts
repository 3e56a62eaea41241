import { fork, type ChildProcess } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../engine/bundle.js';
import { batchOnce } from './batchOnce.js';
import type { Fault } from './diskFaults.js';
import { FaultRig } from './faultRig.js';
import type { Sweep, Swept } from './faultSweep.js';

/**
 * A batch of four pairs in which each thing that it does to the disk goes wrong once, in every way.
 * Whatever happens, nothing of others is touched, nothing half is called current, and the next batch
 * completes and leaves nothing lying about.
 *
 * All of that takes minutes. Each step goes wrong in one of the four ways of an error, each of them at
 * every fourth step and beginning with another, and at every second step the batch is killed.
 * HEYGEM_TEST_ALL=1 tries every step in every way.
 */

const PROCESSES = 2;
const isThorough = process.env['HEYGEM_TEST_ALL'] === '1';
/** The first step that goes wrong so, and from one to the next. */
const FAULTS: Readonly<Record<Fault, readonly [first: number, every: number]>> = {
  kill: [1, 2],
  ENOSPC: [1, 4],
  EIO: [2, 4],
  EACCES: [3, 4],
  EFBIG: [4, 4],
};
const MINUTES = 60_000;

let template: FaultRig;
let bundles: { readonly sweep: string; readonly victim: string };

beforeAll(async () => {
  const folder = 'test/process/faults';
  bundles = {
    sweep: bundle(`${folder}/faultSweep.ts`),
    victim: bundle(`${folder}/faultedBatch.ts`),
  };
  template = new FaultRig();
  template.write('a.wav', 'old words');
  template.writeProject(['a']);
  await batchOnce(template.places);
  template.write('a.wav', 'new words');
  template.write('b.wav', 'other words');
  template.writeProject(['a', 'b']);
  template.placeStrangers();
});

/** A test that takes too long leaves no process behind. */
const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

afterAll(() => {
  template.remove();
});

/** One of the processes that share a fault's steps; counted from 0. */
function sweepIn(index: number, fault: Fault): Promise<Swept> {
  const [first, every] = isThorough ? [1, 1] : FAULTS[fault];
  const wish: Sweep = {
    ...{ template: template.root, fault, victim: bundles.victim },
    ...{ first: first + index * every, every: every * PROCESSES },
  };
  const child = fork(bundles.sweep, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  children.add(child);
  return new Promise((resolve, reject) => {
    child.once('message', (swept) => {
      resolve(swept as Swept);
    });
    child.once('exit', (code) => {
      reject(new Error(`the sweep ended with ${String(code)}`));
    });
    child.send(wish);
  });
}

describe('a batch on a disk that goes wrong', () => {
  it.each(Object.keys(FAULTS) as Fault[])(
    'loses nothing and says nothing false after %s at any step',
    async (fault) => {
      const processes = Array.from({ length: PROCESSES }, (_, index) => sweepIn(index, fault));
      const all = await Promise.all(processes);
      expect(all.flatMap(({ breaches }) => breaches)).toEqual([]);
      // Fewer would mean that the faults no longer reach what the engine does.
      const reached = Math.max(...all.map((each) => each.reached));
      expect(reached).toBeGreaterThan(fault === 'kill' ? 80 : 200);
    },
    20 * MINUTES,
  );
});
