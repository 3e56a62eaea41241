import { Worker } from 'node:worker_threads';
import { stalledWords } from '../../core/stalledModel.js';

/** Seconds that a run may take; and loading with the first runs, in which kernels are chosen and compiled. */
export interface LipPatience {
  readonly seconds: number;
  readonly atFirst: number;
}

/** The engine gives up on a worker that is silent for two minutes without knowing why (`engine/workerProcess.ts`). */
export const PATIENCE: LipPatience = { seconds: 60, atFirst: 100 };

/** Runs beside the main thread, which a network that never ends holds. Text, as a thread wants a file of its own. */
const WATCH = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const left = new Int32Array(workerData.left);
setInterval(() => {
  if (Atomics.load(left, 0) > 0 && Atomics.sub(left, 0, 1) === 1) {
    writeSync(2, workerData.words);
    process.kill(workerData.pid, 'SIGKILL');
  }
}, 1000);
`;

/**
 * Ends this process when a network does not answer: native code cannot be stopped any other way, and whoever waits
 * for the process goes on without it. Counts seconds of the watching thread, so that a machine that sleeps ends
 * nothing. Owns the thread.
 */
export class StallWatch {
  private readonly left = new Int32Array(new SharedArrayBuffer(4));
  private readonly thread: Worker;

  constructor(
    name: string,
    private readonly patience: LipPatience,
  ) {
    const { seconds } = patience;
    const words = stalledWords({ name, seconds });
    const workerData = { left: this.left.buffer, words, pid: process.pid };
    this.thread = new Worker(WATCH, { eval: true, workerData });
    this.thread.unref();
  }

  /** @param when at first loading and choosing take longer */
  async over<T>(work: () => Promise<T>, when: 'at-first' | 'later' = 'later'): Promise<T> {
    const { seconds, atFirst } = this.patience;
    Atomics.store(this.left, 0, when === 'later' ? seconds : atFirst);
    try {
      return await work();
    } finally {
      Atomics.store(this.left, 0, 0);
    }
  }

  async end(): Promise<void> {
    await this.thread.terminate();
  }
}
