import PQueue from 'p-queue';
import { ENGINE_VERSION } from '../../core/engineVersion.js';
import { toFailure } from '../../core/errors.js';
import type { FleetSnapshot } from '../../core/fleet/fleetSnapshot.js';
import type { FleetPlace } from '../../core/fleet/fleetWish.js';
import type { SpeakRequest, SpeakResult } from '../../core/voice/speaking.js';
import type { TaskWatch } from '../../engine/device.js';
import type { Fleet, FleetOptions } from '../../engine/fleetPart.js';
import type { JobOutcome } from '../../engine/jobOrder.js';
import type { WaitingOutput } from '../../engine/outputMaker.js';
import { assertWritable, connectQueue } from '../connection.js';
import { modelsId } from '../modelsId.js';
import { Storage } from '../storage.js';
import { FleetMaker } from './fleetMaker.js';
import { FleetOffice } from './fleetOffice.js';
import { FleetSpeaker } from './fleetSpeaker.js';
import { FleetWatch } from './fleetWatch.js';

/** Pairs under way at once: enough for a large fleet, few enough that their locks are no burden to the storage. */
const UNDER_WAY = 512;

/** Rejects as `FleetPart.openFleet` says. */
export async function openFleet(options: FleetOptions): Promise<Fleet> {
  const { queue, modelsRoot, files, log, priority = 'normal' } = options;
  const needs = { engine: ENGINE_VERSION, models: await modelsId(modelsRoot) };
  const storage = await Storage.open(options.storage);
  const link = await connectQueue(queue, log);
  try {
    await assertWritable(link);
  } catch (error) {
    await link.close();
    throw error;
  }
  return new PlannersFleet(new FleetOffice({ link, storage, needs, files, priority, log }));
}

/** Rejects as `openFleet` does. */
export async function fleetStatus(
  place: FleetPlace & { readonly modelsRoot: string },
  log: (line: string) => void,
): Promise<FleetSnapshot> {
  const needs = { engine: ENGINE_VERSION, models: await modelsId(place.modelsRoot) };
  const storage = await Storage.open(place.storage);
  const link = await connectQueue(place.queue, log);
  try {
    return await new FleetWatch(link, storage.id, needs).look();
  } finally {
    await link.close();
  }
}

/** A fleet as who plans sees it. Owns how many pairs are under way. */
class PlannersFleet implements Fleet {
  private readonly turns = new PQueue({ concurrency: UNDER_WAY });

  constructor(private readonly office: FleetOffice) {}

  async add({ party, signal, make }: WaitingOutput): Promise<JobOutcome> {
    const leave = this.office.attend();
    let begun: Promise<JobOutcome> | undefined;
    try {
      const begin = () => (begun = make(new FleetMaker(this.office, party)));
      return await this.turns.add(begin, { signal });
    } catch (error) {
      // Who waits is let go at once; what was begun ends itself.
      if (begun) return await begun;
      if (signal.aborted) return { kind: 'cancelled' };
      return { kind: 'failed', failure: toFailure(error) };
    } finally {
      leave();
    }
  }

  async speaks(): Promise<boolean> {
    const seen = await this.office.watch.look();
    const workers = seen.kind === 'connected' ? seen.workers : [];
    return workers.some(({ speaks, state }) => speaks === true && state !== 'leaving');
  }

  speak(request: SpeakRequest, watch: TaskWatch): Promise<SpeakResult> {
    return this.office.seeTo(new FleetSpeaker(this.office).speak(request, watch));
  }

  watch(listener: (snapshot: FleetSnapshot) => void): () => void {
    return this.office.watch.listen(listener);
  }

  async dispose(): Promise<void> {
    await this.office.close();
  }
}
