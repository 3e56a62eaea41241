import { endWindowsTree } from '../files/endWindowsTree.js';

/** Whether a spawned child leads a group of its own; on Windows `detached` would open a console. */
export const OWN_GROUP = process.platform !== 'win32';

/**
 * Ends a process and its children at once. Where processes have groups, this also reaches the
 * children of a leader that is already dead.
 */
export function killTree(pid: number): void {
  if (OWN_GROUP) {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // Nobody of the group is left.
    }
    return;
  }
  endWindowsTree(pid);
}
