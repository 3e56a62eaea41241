/** How soon something has its turn: before all others, as usual, or when nobody else wants anything. */
export const FLEET_PRIORITIES = ['high', 'normal', 'low'] as const;
export type FleetPriority = (typeof FLEET_PRIORITIES)[number];

/** Of the queue: the smaller goes first, 0 is none. */
const MOST = 2 ** 21 - 1;
const BAND = Math.floor(MOST / FLEET_PRIORITIES.length);

/** The turns that a priority has, both ends inclusive. */
export function bandOf(priority: FleetPriority): { readonly from: number; readonly to: number } {
  const from = FLEET_PRIORITIES.indexOf(priority) * BAND + 1;
  return { from, to: from + BAND - 1 };
}

/**
 * The turn of a project's next pair, by start-time fair queueing (Goyal, Vin and Cheng 1996) with pairs for packets:
 * one after its own last one, and never before what is served now. So a project that comes late with three pairs
 * does not wait for the thousand of another. Beyond the last turn of a band pairs are served as they come.
 * @param last the project's own last turn, of this band; 0: none
 * @param now the first turn that waits in the band; 0: none waits
 */
export function nextTurn(priority: FleetPriority, last: number, now: number): number {
  const { from, to } = bandOf(priority);
  // While nobody waits, turns begin anew.
  if (now === 0) return from;
  return Math.min(to, Math.max(from, last + 1, now));
}
