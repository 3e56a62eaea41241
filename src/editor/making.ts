import { HeygemError } from '../core/errors.js';
import type { PairId } from '../core/ids.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import type { JobEvent } from '../core/progress/jobEvents.js';
import { sizeText } from '../core/strings/jobTexts.js';
import type { Notice } from '../protocol/editorView.js';
import type { BatchSummary } from '../engine/batch.js';
import type { Answers, News } from './answers.js';
import { DiskWatch } from './diskWatch.js';
import type { PassingMessage } from './passingMessage.js';
import type { ProjectModel } from './projectModel.js';
import { OtherWindows } from './otherWindows.js';
import type { PairKnowledge } from './pairStates.js';
import { LivePictures } from './livePictures.js';
import { Runs } from './runs.js';
import type { SessionParts } from './sessionParts.js';
import type { TextEdits } from './textEdits.js';

export type Generation =
  | { readonly kind: 'started'; readonly done: Promise<BatchSummary> }
  /** Nothing is left to make. */
  | News
  | { readonly kind: 'refused'; readonly notice: Notice };

export interface MakingParts extends SessionParts {
  readonly model: ProjectModel;
  readonly edits: TextEdits;
  readonly answers: Answers;
  readonly message: PassingMessage;
  /** Something that pages show is another. */
  readonly onChange: () => void;
  /** A pair was made, and lies in its place. */
  readonly onMade: (pair: PairId) => void;
  /** Aborted when the project is closed. */
  readonly signal: AbortSignal;
}

type Listener<T> = (value: T) => void;

/** Makes a project's videos and says what happens on the way. Owns the runs and the watch on the disk. */
export class Making {
  readonly runs: Runs;
  readonly pictures: LivePictures;
  readonly others: OtherWindows;
  private readonly diskWatch: DiskWatch;
  private readonly eventListeners = new Set<Listener<JobEvent>>();
  private readonly endListeners = new Set<Listener<BatchSummary>>();

  constructor(private readonly parts: MakingParts) {
    const { model, message, onChange } = parts;
    this.pictures = new LivePictures(parts.cacheRoot, parts.text.path);
    this.diskWatch = new DiskWatch(
      async () => {
        const disk = await model.lookAtDisk();
        onChange();
        return disk;
      },
      ({ needed, free }) => {
        message.say('disk-short', { needed: sizeText(needed), free: sizeText(free) });
      },
    );
    this.others = new OtherWindows({
      ...{ onChange, jobs: () => model.now.jobs },
      busy: () => this.runs.busyPairs,
      onEnd: () => void model.follow(),
    });
    this.runs = new Runs({
      onChange,
      onEvent: (event) => {
        this.follow(event);
      },
      onRetry: (pair) => {
        const job = model.now.jobs.find((each) => each.pair === pair);
        message.say('tried-again', { output: job?.outputRelative ?? pair });
      },
    });
  }

  onEvent(listener: Listener<JobEvent>): () => void {
    this.eventListeners.add(listener);
    return () => this.eventListeners.delete(listener);
  }

  onRunEnd(listener: Listener<BatchSummary>): () => void {
    this.endListeners.add(listener);
    return () => this.endListeners.delete(listener);
  }

  /** What is known of pairs by making them, here or in another window. */
  get knowledge(): Pick<
    PairKnowledge,
    'jobs' | 'cancelling' | 'outcomes' | 'elsewhere' | 'pictureOf'
  > {
    const { runs, others, pictures } = this;
    return {
      ...{ jobs: runs.jobs, cancelling: runs.cancelling, outcomes: runs.outcomes },
      elsewhere: others.pairs,
      pictureOf: (pair, version) =>
        this.parts.shell.address(pictures.pathOf(pair), String(version)),
    };
  }

  /** Starts making pairs that neither wait nor run yet. */
  async generate(pairs: 'all' | readonly string[], force: boolean): Promise<Generation> {
    const { shell, engine, edits, model, answers } = this.parts;
    try {
      if (!shell.trusted()) throw new HeygemError('not-trusted');
      await edits.drained();
      const plan = await model.planned();
      await this.others.look();
      const elsewhere = this.others.pairs;
      const wanted = pairs === 'all' ? undefined : new Set<string>(pairs);
      const busy = this.runs.busyPairs;
      const chosen = plan.jobs.filter(
        ({ pair, state }) =>
          (wanted?.has(pair) ?? true) &&
          !busy.has(pair) &&
          !elsewhere.has(pair) &&
          (force || state.kind !== 'current'),
      );
      if (chosen.length === 0) {
        if (plan.jobs.length === 0) return answers.refused('no-pairs');
        const isWanted = ({ pair }: PlannedJob) => wanted?.has(pair) ?? true;
        if (plan.jobs.some((job) => isWanted(job) && elsewhere.has(job.pair))) {
          return answers.news('making-elsewhere', false);
        }
        const isBusy = plan.jobs.some(({ pair }) => busy.has(pair) && (wanted?.has(pair) ?? true));
        return isBusy
          ? answers.news('making-already', false)
          : answers.news('nothing-to-make', true);
      }
      const ids = new Set(chosen.map(({ pair }) => pair));
      const provider = shell.provider();
      const framesOf = (job: PlannedJob) => model.framesOf(job);
      const { pathOf: pictureOf } = this.pictures;
      const request = { pairs: ids, force, provider, framesOf, pictureOf };
      const done = this.runs.start(engine(), plan, request);
      this.pictures.begin();
      this.remember();
      this.diskWatch.start(model.now.disk);
      return { kind: 'started', done: this.afterwards(done) };
    } catch (error) {
      return answers.refusal(error);
    }
  }

  cancel(pairs: 'all' | readonly string[]): void {
    this.runs.cancel(pairs === 'all' ? 'all' : (pairs as readonly PairId[]));
  }

  /** What is being made is cancelled; nobody is told any more. */
  dispose(): void {
    this.runs.cancel('all');
    this.diskWatch.stop();
    this.others.stop();
    this.eventListeners.clear();
    this.endListeners.clear();
  }

  private follow(event: JobEvent): void {
    const { model, message, signal, onMade } = this.parts;
    // A result that is there can be looked at while the next one is made.
    if (event.kind === 'finished') {
      void model.look();
      void this.pictures.remove(event.id as string as PairId);
      const { result } = event;
      if (result.kind === 'done' && !signal.aborted) onMade(event.id as string as PairId);
      if (result.kind === 'failed' && result.failure.code === 'disk-full') {
        message.say('disk-ran-full');
      }
      // What a person cancels must not come back after a reload.
      if (!signal.aborted) this.remember();
    }
    for (const listener of this.eventListeners) listener(event);
  }

  private async afterwards(done: Promise<BatchSummary>): Promise<BatchSummary> {
    const { model, signal } = this.parts;
    try {
      const summary = await done;
      for (const listener of this.endListeners) listener(summary);
      return summary;
    } finally {
      if (!this.runs.running) {
        this.diskWatch.stop();
        this.pictures.end();
      }
      if (!signal.aborted) {
        this.remember();
        void model.follow();
      }
    }
  }

  private remember(): void {
    this.parts.shell.rememberRun([...this.runs.busyPairs]);
  }
}
