import type { FleetPart } from './engine/fleetPart.js';
import { openBoard } from './fleet/board/openBoard.js';
import { fleetStatus, openFleet } from './fleet/planner/openFleet.js';
import { startWorker } from './fleet/worker/startWorker.js';

/** A bundle of its own, which `loadFleet` loads when it is asked for. */
export const fleetPart: FleetPart = { openFleet, startWorker, fleetStatus, openBoard };
