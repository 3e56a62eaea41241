import type { FleetView } from '../../src/protocol/fleetViews.js';

export type ConnectedFleet = Extract<FleetView, { kind: 'connected' }>;

/** Whether no machine is there to take anything, and if so, whether some are there that rest. */
export function emptiness({ workers }: ConnectedFleet): 'none' | 'all-rest' | undefined {
  const takes = workers.some(({ state }) => state === 'working' || state === 'idle');
  if (takes) return undefined;
  return workers.some(({ state }) => state === 'resting') ? 'all-rest' : 'none';
}

/** What is typed on a machine so that it joins. */
export function workerCommand({ queue }: ConnectedFleet): string {
  return `heygem worker --queue ${queue} --storage FOLDER`;
}
