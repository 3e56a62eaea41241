import { HeygemError } from '../core/errors.js';
import type { JobProgress, Stage } from '../core/job.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import { stageText } from '../core/strings/jobTexts.js';
import type { Locale } from '../core/strings/locale.js';
import type { Part } from '../core/part.js';
import { TRY_SECONDS, type TryRequest } from '../core/tryout.js';
import type { Answer, Intent } from '../protocol/editor.js';
import type { TryingView } from '../protocol/tryViews.js';
import type { MadeTry } from '../engine/tries.js';
import type { ProjectModel } from './projectModel.js';
import type { SessionParts } from './sessionParts.js';

type Wish = Extract<Intent, { kind: 'try' }>;

interface Running {
  readonly abort: AbortController;
  progress: JobProgress | undefined;
}

/** Share of a try that is behind it when a stage begins: drawing and studying take most of it. */
const BEFORE: Readonly<Record<Stage, number>> = {
  speak: 0,
  probe: 0,
  track: 0.1,
  speech: 0.45,
  model: 0.5,
  render: 0.5,
  finish: 1,
};
const SHARE: Readonly<Record<Stage, number>> = {
  // Where a script is spoken first, nobody knows how long that takes.
  speak: 0,
  probe: 0.1,
  track: 0.35,
  speech: 0.05,
  // Where a lip model is asked beforehand, the drawing after it seems to begin again.
  model: 0.45,
  render: 0.45,
  finish: 0,
};

/**
 * Makes some seconds of pairs to be looked at: one try at a time for each open window, whatever else is made.
 * A try changes nothing of a pair. Owns those under way.
 */
export class Trying {
  private readonly running = new Map<string, Running>();

  constructor(
    private readonly parts: SessionParts,
    private readonly model: ProjectModel,
    private readonly signal: AbortSignal,
    private readonly onChange: () => void,
  ) {}

  /** How far those under way are, in a language. */
  views(locale: Locale): readonly TryingView[] {
    return [...this.running].map(([id, { progress }]) => {
      const { stage, done, total } = progress ?? { stage: 'probe' as const, done: 0, total: 0 };
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const fraction = BEFORE[stage] + SHARE[stage] * share;
      return { id, stage: stageText(locale, stage), fraction };
    });
  }

  /** Ends what the same window asked for before. Rejects with input errors, `no-face-here` or `cancelled`. */
  async make(wish: Wish): Promise<Answer> {
    const job = this.jobOf(wish.pair);
    this.stop(wish.window);
    const abort = new AbortController();
    const running: Running = { abort, progress: undefined };
    this.running.set(wish.window, running);
    this.onChange();
    try {
      const signal = AbortSignal.any([this.signal, abort.signal]);
      const watch = {
        signal,
        onProgress: (progress: JobProgress) => {
          running.progress = progress;
          this.onChange();
        },
      };
      const engine = this.parts.engine();
      await engine.scripts.speakPlanned(job.speech, watch);
      const made = await engine.tryOut(this.wanted(job, wish), watch);
      return { kind: 'tried', tried: this.view(job, made) };
    } finally {
      if (this.running.get(wish.window) === running) this.running.delete(wish.window);
      this.onChange();
    }
  }

  stop(window: string): void {
    this.running.get(window)?.abort.abort();
  }

  private jobOf(pair: string): PlannedJob {
    const { jobs, states } = this.model.now;
    const job = jobs.find((each) => (each.pair as string) === pair);
    if (!job) throw new HeygemError('input-missing', { path: pair });
    const state = states.get(job.pair) ?? job.state;
    if (state.kind === 'missing-input' || state.kind === 'invalid') {
      const { code, params, detail } = state.failure;
      throw new HeygemError(code, params, detail);
    }
    return job;
  }

  private wanted(planned: PlannedJob, { at, settings }: Wish) {
    const { video, audio, output, face, audioTrack, videoPart, audioPart, speechOffset } = planned;
    const job: TryRequest['job'] = {
      ...{ video: video.path, audio: audio.path, output },
      settings: { ...planned.settings, ...settings },
      provider: this.parts.shell.provider(),
      ...(face && { face }),
      ...(audioTrack !== undefined && { audioTrack }),
      ...(videoPart && { videoPart }),
      ...(audioPart && { audioPart }),
      ...(speechOffset !== undefined && { speechOffset }),
    };
    return { job, from: spokenPlace(at, audioPart) + shiftOf(planned) };
  }

  private view(planned: PlannedJob, made: MadeTry) {
    const { result, source, from, frames, rate, passed, speechShare, rough } = made;
    const { shell } = this.parts;
    return {
      preview: {
        result: shell.address(result.path, result.version),
        source: shell.address(source.path, source.version),
        spans: [],
        duration: frames / rate,
        rate,
      },
      at: from - shiftOf(planned),
      ...{ frames, passed, speechShare, rough },
    };
  }
}

/** The nearest place of a recording in what of it is spoken. */
function spokenPlace(at: number, { from = 0, to = Infinity }: Part = {}): number {
  return Math.max(from, Math.min(at, to - TRY_SECONDS));
}

/** Seconds from a moment of the recording to where it is in the output. */
function shiftOf({ audioPart, speechOffset = 0 }: PlannedJob): number {
  return speechOffset - (audioPart?.from ?? 0);
}
