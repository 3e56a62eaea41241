import { endWindowsTree } from '../files/endWindowsTree.js';

/** Whether a child can lead a group of its own; on Windows `detached` would open a console. */
export const HAS_GROUPS = process.platform !== 'win32';

/** Signals the leader of a group with all in it, a dead leader's too; on Windows its tree is ended at once. */
export function signalTree(pid: number, signal: NodeJS.Signals): void {
  if (HAS_GROUPS) {
    try {
      process.kill(-pid, signal);
    } catch {
      // Nobody of the group is left.
    }
    return;
  }
  endWindowsTree(pid);
}
