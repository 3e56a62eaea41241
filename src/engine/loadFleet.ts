import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HeygemError } from '../core/errors.js';
import type { FleetPart } from './fleetPart.js';

/**
 * Loads what knows the queue, which few people need: until then nothing of it is read.
 * @param distFolder where the bundles lie
 * @throws HeygemError fleet-missing
 */
export function loadFleet(distFolder: string): FleetPart {
  const file = join(distFolder, 'fleet.cjs');
  try {
    return (createRequire(file)(file) as { readonly fleetPart: FleetPart }).fleetPart;
  } catch (error) {
    throw new HeygemError('fleet-missing', { path: file }, String(error), error);
  }
}
