import { OWN_GROUP_VARIABLE } from '../protocol/workerEnvironment.js';

/**
 * What to signal to end this process with all its children: its process group, if the engine gave
 * it one of its own, else only itself (Windows, where children end when their pipes close).
 */
export function ownTreeTarget(): number {
  return process.env[OWN_GROUP_VARIABLE] === '1' ? -process.pid : process.pid;
}

/** Ends this process and its children at once. */
export function killOwnTree(): void {
  process.kill(ownTreeTarget(), 'SIGKILL');
}
