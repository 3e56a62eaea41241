import type { FleetKit, FleetWorker } from './fleetSnapshot.js';

/** What plans depend on: only machines that have the same make what they are to make. */
export type KitNeeds = Pick<FleetKit, 'engine' | 'models'>;

export function fits({ kit }: Pick<FleetWorker, 'kit'>, { engine, models }: KitNeeds): boolean {
  return kit.engine === engine && kit.models === models;
}

/**
 * The kit with the most hands for each pair that is already with it; undefined where no machine fits that takes
 * anything.
 * @param held pairs that a kit already has of ours
 */
export function chooseKit(
  workers: readonly FleetWorker[],
  needs: KitNeeds,
  held: (kit: string) => number,
): string | undefined {
  const slots = new Map<string, number>();
  for (const worker of workers) {
    if (!fits(worker, needs) || worker.state === 'leaving') continue;
    const { id } = worker.kit;
    slots.set(id, (slots.get(id) ?? 0) + (worker.state === 'resting' ? 0 : worker.slots));
  }
  let best: { readonly id: string; readonly load: number } | undefined;
  for (const [id, count] of slots) {
    if (count === 0) continue;
    const load = (held(id) + 1) / count;
    if (best === undefined || load < best.load) best = { id, load };
  }
  return best?.id;
}

/** Hands of all machines of a kit. */
export function slotsOf(workers: readonly FleetWorker[], kit: string): number {
  return workers
    .filter((worker) => worker.kit.id === kit && worker.state !== 'leaving')
    .reduce((sum, { slots }) => sum + slots, 0);
}
