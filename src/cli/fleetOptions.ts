import { Option, type Command } from 'commander';
import { HeygemError } from '../core/errors.js';
import {
  FLEET_VARIABLES,
  parseFleetWish,
  type FleetPlace,
  type FleetWords,
} from '../core/fleet/fleetWish.js';

/**
 * Options of commands that may hand work to other machines. Their values are not checked as they are parsed: what is
 * wrong with one would be repeated, and a queue's address may hold a password.
 */
export function withFleet(parent: Command): Command {
  const queue = new Option('--queue <address>', 'other machines make the videos: their queue');
  const storage = new Option('--storage <folder>', 'and the folder that they share');
  return parent
    .addOption(queue.env(FLEET_VARIABLES.queue))
    .addOption(storage.env(FLEET_VARIABLES.storage));
}

/** @throws HeygemError fleet-queue-invalid, fleet-storage-relative, fleet-without-storage, fleet-without-queue */
export function fleetPlace(words: FleetWords): FleetPlace | undefined {
  const wish = parseFleetWish(words);
  switch (wish.kind) {
    case 'none':
      return undefined;
    case 'fleet':
      return { queue: wish.queue, storage: wish.storage };
    case 'unfit':
      throw new HeygemError(wish.failure.code, wish.failure.params);
  }
}
