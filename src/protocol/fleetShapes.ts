import {
  FLEET_TASKS,
  type FleetKit,
  type FleetTask,
  type FleetWorker,
} from '../core/fleet/fleetSnapshot.js';
import { STAGES } from '../core/job.js';
import { failureShape } from './failureShape.js';
import { array, literal, number, object, string, type Shape } from './shape.js';

const kitShape: Shape<FleetKit> = object({
  ...{ id: string, engine: string, models: string, ffmpeg: string, provider: string },
});

const taskShape: Shape<FleetTask> = object({
  kind: literal(...FLEET_TASKS),
  name: string,
  project: string,
  stage: literal(...STAGES),
  done: number,
  total: number,
  rate: number,
  attempt: number,
});

/** What a worker tells of itself: anybody who may use the queue can have written it. */
export const fleetWorkerShape: Shape<FleetWorker> = object(
  {
    id: string,
    name: string,
    state: literal('working', 'idle', 'resting', 'leaving'),
    kit: kitShape,
    slots: number,
    tasks: array(taskShape),
    made: object({ tasks: number, frames: number, failures: number }),
    since: number,
  },
  {
    speaks: literal(true),
    reason: failureShape,
    lastFailure: object({ name: string, failure: failureShape, at: number }),
  },
);
