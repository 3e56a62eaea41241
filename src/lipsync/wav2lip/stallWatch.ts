import { Worker } from 'node:worker_threads';
import { stalledWords } from '../../core/stalledModel.js';

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
    private readonly seconds: number,
  ) {
    const words = stalledWords({ name, seconds });
    const workerData = { left: this.left.buffer, words, pid: process.pid };
    this.thread = new Worker(WATCH, { eval: true, workerData });
    this.thread.unref();
  }

  /** @param seconds that it may take, where they are others than usual */
  async over<T>(work: () => Promise<T>, seconds = this.seconds): Promise<T> {
    Atomics.store(this.left, 0, seconds);
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
