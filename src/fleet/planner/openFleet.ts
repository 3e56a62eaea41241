import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import PQueue from 'p-queue';
import { ENGINE_VERSION } from '../../core/engineVersion.js';
import { HeygemError, toFailure } from '../../core/errors.js';
import type { FleetSnapshot } from '../../core/fleet/fleetSnapshot.js';
import type { FleetPlace } from '../../core/fleet/fleetWish.js';
import type { SpeakRequest, SpeakResult } from '../../core/voice/speaking.js';
import type { TaskWatch } from '../../engine/device.js';
import type { Fleet, FleetOptions } from '../../engine/fleetPart.js';
import type { JobOutcome } from '../../engine/jobOrder.js';
import type { WaitingOutput } from '../../engine/outputMaker.js';
import { cancelRun } from '../cancelling.js';
import { connectQueue } from '../connection.js';
import { readFailure } from '../failureText.js';
import { modelsId } from '../modelsId.js';
import { speakingQueue } from '../names.js';
import { FINISHED, PAIR_TRIES } from '../policy.js';
import { Storage } from '../storage.js';
import type { SpeakTask, SpeechResult } from '../tasks.js';
import { FleetMaker } from './fleetMaker.js';
import { FleetOffice } from './fleetOffice.js';
import { FleetWatch } from './fleetWatch.js';
import { endOf } from './laneEnd.js';
import { placeJob, withdrawJob } from './placedJob.js';
import { speakId } from './sentJob.js';
import { clearResults } from './takeResult.js';
import { takeSpeech } from './takeSpeech.js';

/** Pairs under way at once: enough for a large fleet, few enough that their locks are no burden to the storage. */
const UNDER_WAY = 512;

/** Rejects as `FleetPart.openFleet` says. */
export async function openFleet(options: FleetOptions): Promise<Fleet> {
  const { queue, modelsRoot, files, log, priority = 'normal' } = options;
  const needs = { engine: ENGINE_VERSION, models: await modelsId(modelsRoot) };
  const storage = await Storage.open(options.storage);
  const link = await connectQueue(queue, log);
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
    try {
      return await this.turns.add(() => make(new FleetMaker(this.office, party)), { signal });
    } catch (error) {
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

  async speak(request: SpeakRequest, watch: TaskWatch): Promise<SpeakResult> {
    const { office } = this;
    const { target, replaces, ...rest } = request;
    const leave = office.attend();
    try {
      const lane = await office.laneNamed(speakingQueue(ENGINE_VERSION, office.storage.id));
      const name = basename(target);
      const id = speakId(request.key ?? randomUUID(), await office.storage.within(target));
      const about = { name, project: '', refusals: [], run: randomUUID() };
      const task: SpeakTask = { ...about, kind: 'speak', request: { ...rest, target: name } };
      const options = {
        ...PAIR_TRIES,
        priority: 1,
        removeOnComplete: FINISHED,
        removeOnFail: FINISHED,
      };
      const run = await placeJob(lane.queue, { id, task, options });
      const end = await endOf(lane, id, watch.signal, (event) => {
        if (event.kind === 'progress') watch.onProgress(event.told.progress);
      });
      try {
        if (end.kind === 'failed') throw readFailure(end.reason, name);
        if (end.kind !== 'completed') {
          await cancelRun(office.link.redis, run);
          throw new HeygemError('cancelled');
        }
        const { result, speech } = end.value as SpeechResult;
        await takeSpeech(office.storage.resultNamed(result), target, replaces);
        return speech;
      } finally {
        await withdrawJob(lane.queue, id);
        await clearResults(office.storage, id);
      }
    } finally {
      leave();
    }
  }

  watch(listener: (snapshot: FleetSnapshot) => void): () => void {
    return this.office.watch.listen(listener);
  }

  async dispose(): Promise<void> {
    await this.office.close();
  }
}
