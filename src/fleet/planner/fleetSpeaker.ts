import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { ENGINE_VERSION } from '../../core/engineVersion.js';
import { HeygemError } from '../../core/errors.js';
import type { SpeakRequest, SpeakResult } from '../../core/voice/speaking.js';
import type { TaskWatch } from '../../engine/device.js';
import { readFailure } from '../failureText.js';
import { speakingQueue } from '../names.js';
import { unlessAborted } from '../../core/unlessAborted.js';
import { FINISHED, PAIR_TRIES } from '../policy.js';
import { readSpeechResult, type SpeakTask } from '../tasks.js';
import type { FleetOffice } from './fleetOffice.js';
import type { Lane } from './lane.js';
import { endOf, type LaneEnd } from './laneEnd.js';
import type { Wanted } from './placedJob.js';
import { speakId } from './sentJob.js';
import { takeSpeech } from './takeSpeech.js';
import { WantedJobs } from './wantedJobs.js';

type Over = Exclude<LaneEnd, { readonly kind: 'gone' }>;

/** Has scripts spoken by the machines of a fleet. Owns nothing that lasts: the queue and the storage do. */
export class FleetSpeaker {
  private readonly jobs: WantedJobs;

  constructor(private readonly office: FleetOffice) {
    this.jobs = new WantedJobs(office);
  }

  /** Rejects as a worker's `speak` does. */
  async speak(request: SpeakRequest, watch: TaskWatch): Promise<SpeakResult> {
    const { office } = this;
    const { signal } = watch;
    const { target, replaces, ...rest } = request;
    const leave = office.attend();
    try {
      const opening = office.laneNamed(speakingQueue(ENGINE_VERSION, office.storage.id));
      const lane = await unlessAborted(opening, signal);
      const name = basename(target);
      const id = speakId(request.key ?? randomUUID(), await office.storage.within(target));
      const about = { name, project: '', refusals: [], run: randomUUID() };
      const task: SpeakTask = { ...about, kind: 'speak', request: { ...rest, target: name } };
      const options = {
        ...PAIR_TRIES,
        ...{ priority: 1, removeOnComplete: FINISHED, removeOnFail: FINISHED },
      };
      const end = await this.over(lane, { id, task, options }, watch);
      if (end.kind === 'let-go') throw new HeygemError('cancelled');
      try {
        if (end.kind === 'failed') throw readFailure(end.reason, name);
        const { result, speech } = readSpeechResult(end.value);
        await takeSpeech(office.storage.resultNamed(result, id), target, replaces);
        return speech;
      } finally {
        await this.jobs.clear(lane, id);
      }
    } finally {
      leave();
    }
  }

  /** Puts the job in, again where a queue lost it, and waits for its end. One that is let go is taken out. */
  private async over(lane: Lane, wanted: Wanted<SpeakTask>, watch: TaskWatch): Promise<Over> {
    const { signal } = watch;
    for (;;) {
      const run = await this.jobs.place(lane, wanted, signal);
      const end = await endOf(lane, wanted.id, signal, (event) => {
        if (event.kind === 'progress' && !signal.aborted) watch.onProgress(event.told.progress);
      });
      if (end.kind === 'let-go') await this.jobs.cancel(lane, wanted.id, run);
      if (end.kind !== 'gone') return end;
    }
  }
}
