import { Worker } from 'node:worker_threads';
import { killOwnTree, ownTreeTarget } from './ownTree.js';

/** Together with the thread's second of polling this stays under five seconds. */
const GRACE_MS = 3_000;

/**
 * Runs beside the main thread, because a main thread that is stuck in native code never hears that
 * its parent is gone. Kept as text: a thread needs a file of its own, and one more bundle for ten
 * lines is not worth it.
 */
const WATCH = `
const { workerData } = require('node:worker_threads');
const alive = (pid) => { try { process.kill(pid, 0); return true; } catch (e) { return e.code === 'EPERM'; } };
const timer = setInterval(() => {
  if (process.ppid === workerData.parent && alive(workerData.parent)) return;
  clearInterval(timer);
  setTimeout(() => process.kill(workerData.target, 'SIGKILL'), workerData.graceMs);
}, 1000);
`;

/**
 * Makes sure that this process and its children end when its parent does, however the parent
 * ended. `tidyUp` may take three seconds to stop ffmpeg and remove partial files.
 */
export function endWithParent(tidyUp: () => Promise<void>): void {
  const watch = new Worker(WATCH, {
    eval: true,
    workerData: { parent: process.ppid, target: ownTreeTarget(), graceMs: GRACE_MS },
  });
  watch.unref();
  process.once('disconnect', () => {
    const hardEnd = setTimeout(killOwnTree, GRACE_MS);
    void tidyUp().finally(() => {
      clearTimeout(hardEnd);
      killOwnTree();
    });
  });
}
