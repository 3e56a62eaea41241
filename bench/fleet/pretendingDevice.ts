import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HeygemError } from '../../src/core/errors.js';
import type { LipSyncJob, MadeVideo } from '../../src/core/job.js';
import type { SegmentRequest, SegmentResult } from '../../src/core/outputSegments.js';
import type { Device, DeviceWork, TaskWatch, WorkKind } from '../../src/engine/device.js';
import { reportOf } from '../../test/fixtures/fakeService.js';

export interface Pretence {
  /** Of each output. */
  readonly segments: number;
  /** How long one takes. */
  readonly segmentMs: number;
  /** How long it takes to learn a video; no time unless told. */
  readonly learnMs?: number;
}

/** What machines that pretend have done since they started. */
export interface Pretended {
  /** Sleep that was asked for: late timers are not counted as work. */
  readonly drawnMs: number;
  /** The same with late timers: how long hands were at segments. */
  readonly atItMs: number;
  readonly segments: number;
  readonly tasks: number;
}

const FRAMES = 250;
/** As often as a real device tells of itself. */
const STEP_MS = 250;

/** A device that sleeps instead of drawing, and tells of it as a real one does. Owns what it has done. */
export class PretendingDevice implements Device {
  readonly name = 'pretending';
  private done: Pretended = { drawnMs: 0, atItMs: 0, segments: 0, tasks: 0 };

  /** @param beforeGivingOut waited for once an output is prepared */
  constructor(
    private readonly pretence: Pretence,
    private readonly beforeGivingOut: () => Promise<void> = () => Promise.resolve(),
  ) {}

  get pretended(): Pretended {
    return this.done;
  }

  make<Kind extends WorkKind>(
    kind: Kind,
    request: DeviceWork[Kind]['request'],
    watch: TaskWatch,
  ): Promise<DeviceWork[Kind]['result']> {
    const ways: Ways = {
      learn: () => delay(this.pretence.learnMs ?? 0, undefined, { signal: watch.signal }),
      prepare: async (job) => {
        await this.beforeGivingOut();
        const { segments } = this.pretence;
        const runs = Array.from({ length: segments }, (_, k) => ({
          from: k * FRAMES,
          to: (k + 1) * FRAMES,
        }));
        const kept = (await isPreparedAgain(job)) ? [...runs.keys()] : [];
        return { journal: hashOf(job.output), segments: runs, kept };
      },
      segments: (wanted) => this.sleep(wanted, watch),
      join: async (job) => ({ kind: 'joined', ...(await written(job, this.pretence.segments)) }),
      forget: () => undefined,
    };
    this.done = { ...this.done, tasks: this.done.tasks + 1 };
    return Promise.resolve().then(() => ways[kind](request));
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  private async sleep(
    { indices }: SegmentRequest,
    { signal, onProgress }: TaskWatch,
  ): Promise<SegmentResult> {
    const wholeMs = indices.length * this.pretence.segmentMs;
    const total = indices.length * FRAMES;
    const rate = (1000 * FRAMES) / this.pretence.segmentMs;
    for (let sleptMs = 0; sleptMs < wholeMs;) {
      const step = Math.min(STEP_MS, wholeMs - sleptMs);
      const began = performance.now();
      await delay(step, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) throw new HeygemError('cancelled');
      sleptMs += step;
      const { drawnMs, atItMs } = this.done;
      const took = performance.now() - began;
      this.done = { ...this.done, drawnMs: drawnMs + step, atItMs: atItMs + took };
      const done = Math.floor((total * sleptMs) / wholeMs);
      onProgress({ stage: 'render', done, total, rate });
    }
    this.done = { ...this.done, segments: this.done.segments + indices.length };
    return { kind: 'made' };
  }
}

type Ways = {
  readonly [Kind in WorkKind]: (
    request: DeviceWork[Kind]['request'],
  ) => DeviceWork[Kind]['result'] | Promise<DeviceWork[Kind]['result']>;
};

/** A pair has its turn again when its segments are there; a mark stands for these, which any machine sees. */
async function isPreparedAgain({ video, target }: LipSyncJob): Promise<boolean> {
  const [pair] = basename(target).split('-a');
  const mark = join(dirname(video), `${pair}.prepared`);
  return writeFile(mark, '', { flag: 'wx' }).then(
    () => false,
    () => true,
  );
}

async function written(job: LipSyncJob, segments: number): Promise<MadeVideo> {
  const content = `pretended ${basename(job.output)}`;
  await writeFile(job.target, content, { flag: 'wx' });
  const file = { bytes: Buffer.byteLength(content), sha256: hashOf(content) };
  return { report: reportOf(job, segments * FRAMES), file };
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function sumOf(all: readonly Pretended[]): Pretended {
  const sum = (of: keyof Pretended) => all.reduce((total, one) => total + one[of], 0);
  return {
    drawnMs: sum('drawnMs'),
    atItMs: sum('atItMs'),
    segments: sum('segments'),
    tasks: sum('tasks'),
  };
}
