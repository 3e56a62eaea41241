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
 */

const PROCESSES = 2;
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

function sweepIn(process: number, fault: Fault): Promise<Swept> {
  const wish: Sweep = {
    ...{ template: template.root, fault, victim: bundles.victim },
    ...{ first: process, every: PROCESSES },
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
  it.each<Fault>(['kill', 'ENOSPC', 'EIO', 'EACCES', 'EFBIG'])(
    'loses nothing and says nothing false after %s at any step',
    async (fault) => {
      const numbers = Array.from({ length: PROCESSES }, (_, index) => index + 1);
      const all = await Promise.all(numbers.map((number) => sweepIn(number, fault)));
      expect(all.flatMap(({ breaches }) => breaches)).toEqual([]);
      // Fewer would mean that the faults no longer reach what the engine does.
      const tried = all.reduce((sum, each) => sum + each.tried, 0);
      expect(tried).toBeGreaterThan(fault === 'kill' ? 80 : 200);
    },
    20 * MINUTES,
  );
});
