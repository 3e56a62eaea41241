import { HeygemError } from '../../core/errors.js';
import { loopIndex } from '../../core/loopOrder.js';
import type { Run } from '../../core/runs.js';
import {
  heardAround,
  triedFrames,
  type TriedFrames,
  type TryRequest,
  type TryResult,
} from '../../core/tryout.js';
import { ratio, type AudioInfo, type VideoInfo } from '../../core/videoInfo.js';
import { checkInputFile } from '../../media/inputFile.js';
import { cutDuration, soundCut } from '../../media/soundCut.js';
import { probeAudio } from '../../media/speechTrack.js';
import { FEATURE_RATE } from '../../speech/featureFrames.js';
import type { Actor } from '../actor/actor.js';
import type { ShownMotion } from '../backend.js';
import { backendOf } from '../chooseBackend.js';
import { FaceScript } from '../faceScript.js';
import { motionOf, spokenOf } from '../hearSpeech.js';
import { studyFor } from '../prepareOutput.js';
import type { TaskOptions } from '../service.js';
import { StageClock } from '../stageClock.js';
import { spokenSamples } from '../spokenSamples.js';
import type { Workshop } from '../workshop.js';
import { drawTry, playTried } from './drawTry.js';
import type { TriedFootage } from './triedFootage.js';
import type { TriedSpeech } from './triedSpeech.js';

/** What tries before this one have learnt: moving a slider learns nothing anew. */
export interface TryMemory {
  readonly footage: TriedFootage;
  readonly speeches: TriedSpeech;
}

/** Activity from where on somebody speaks. */
const SPEAKING = 0.5;

/**
 * Makes some seconds of an output by themselves: only what these show is studied, unless what the output
 * needs was learnt already, and only what lies around them is heard of a long recording.
 * @throws HeygemError input errors, no-face-here, disk-full, cancelled
 */
export async function tryOut(
  workshop: Workshop,
  memory: TryMemory,
  request: TryRequest,
  { signal, onProgress }: TaskOptions,
): Promise<TryResult> {
  const clock = new StageClock(onProgress);
  try {
    return await new Trial(workshop, memory, request, clock, signal).make();
  } catch (error) {
    throw signal.aborted ? new HeygemError('cancelled', {}, undefined, error) : error;
  }
}

/** Who is seen in a try, and in which frames. */
interface Cast {
  readonly actor: Actor;
  readonly rough: boolean;
  readonly tried: TriedFrames;
  /** Frames of the video. */
  readonly frames: number;
  /** Frame of the video that is the actor's first. */
  readonly base: number;
}

class Trial {
  constructor(
    private readonly workshop: Workshop,
    private readonly memory: TryMemory,
    private readonly request: TryRequest,
    private readonly clock: StageClock,
    private readonly signal: AbortSignal,
  ) {}

  async make(): Promise<TryResult> {
    const { workshop, request, clock, signal, memory } = this;
    const { footage } = memory;
    const { job } = request;
    clock.begin('probe', 1);
    await checkInputFile(job.video);
    await checkInputFile(job.audio);
    const [info, sound] = await Promise.all([
      footage.of(workshop.tools, job, signal),
      probeAudio(workshop.tools, job.audio, signal, job.audioTrack),
    ]);
    const duration = spokenSeconds(sound, job);
    const cast = await this.cast(info, duration);
    const { actor, rough, tried, frames, base } = cast;
    const { output } = tried;
    const rate = ratio(info.frameRate);
    const from = output.from / rate;
    const spoken = { from, output, duration, rate };
    const { motion: heard, speechShare } = await this.motion(actor, sound, spoken);
    const { settings } = job;
    const scriptOf = (motion: ShownMotion) =>
      new FaceScript(workshop.models, { info, actor, motion, settings });
    if (!showsFace(scriptOf(heard), cast)) {
      throw new HeygemError('no-face-here', { path: job.video });
    }
    const count = output.to - output.from;
    const backend = await backendOf(workshop, job);
    const samples = spokenSamples(workshop.tools, job, signal);
    const order = { info, actor, first: output.from, journal: undefined, samples, signal };
    const onFrame = (done: number): void => {
      if (done === 1) clock.begin('model', count);
      clock.advance(done);
    };
    const play = () =>
      playTried(workshop.tools, job.video, { info, actor, output, base, frames, signal });
    const plan = { ...order, settings, motion: heard, frames: count, play, onFrame };
    const script = scriptOf((await backend.plan(plan)) ?? heard);
    const drawer = await backend.drawer({ ...order, script, run: { from: 0, to: count } });
    clock.begin('render', count);
    const before = (job.speechOffset ?? 0) - (job.audioPart?.from ?? 0);
    const passed = await drawTry(workshop, request, {
      ...{ info, actor, script, drawer, output, base, frames, signal },
      speech: { path: job.audio, info: sound, from: Math.max(0, from - before) },
      filmed: await this.ownSound(info, cast),
      onFrame: (done) => {
        clock.advance(done);
      },
    });
    clock.end();
    return { from, frames: count, rate, passed, speechShare, rough };
  }

  /** The actor of the output itself where it is known, else one of these frames. */
  private async cast(info: VideoInfo, duration: number): Promise<Cast> {
    const { workshop, request, signal, clock } = this;
    const { actors, models, tools } = workshop;
    const { job, from } = request;
    const rate = ratio(info.frameRate);
    const study = await studyFor(workshop, job, info, signal);
    const choice = job.face && { choice: job.face };
    const wanted = { video: job.video, info, ...choice, signal };
    const whole = { ...wanted, ...(study && { study }), onFrame: () => undefined };
    const real = await actors.known(models, whole);
    const frames = Math.max(1, real?.whole === true ? real.frames : info.frameCount);
    const tried = triedFrames(from, duration, { frames, rate });
    const last = tried.shown.to;
    // A speech that is a little longer than its container says may show more than was studied.
    if (real && last <= real.frames) return { actor: real, rough: false, tried, frames, base: 0 };
    const window = tried.shown;
    const onFrame = (done: number): void => {
      if (done === 1) clock.begin('track', window.to - window.from);
      clock.advance(done);
    };
    const { actor } = await actors.get(tools, models, { ...wanted, window, onFrame });
    return { actor, rough: true, tried: within(tried, actor), frames, base: window.from };
  }

  private async motion(
    actor: Actor,
    known: AudioInfo,
    { from, output, duration, rate }: Spoken,
  ): Promise<{ readonly motion: ShownMotion; readonly speechShare: number }> {
    const { workshop, memory, request, clock, signal } = this;
    const { job } = request;
    const stretch = heardAround(from, duration);
    clock.begin('speech', 1);
    const onHeard = (done: number, total: number): void => {
      clock.advance(done, total);
    };
    const watch = { signal, onHeard };
    const listened = await memory.speeches.of(workshop, { job, known, stretch, watch });
    const { ownSpeech, spread } = actor;
    const way = job.settings.ownWay ? (ownSpeech.way ?? undefined) : undefined;
    const made = motionOf(workshop.models, listened, job.settings, way);
    const suited = made.motion.suitedTo(spread);
    const start = from - (stretch?.from ?? 0);
    const end = start + (output.to - output.from) / rate;
    const heard = made.activity.subarray(
      Math.round(start * FEATURE_RATE),
      Math.round(end * FEATURE_RATE),
    );
    const spoken = heard.filter((amount) => amount > SPEAKING).length;
    const motion: ShownMotion = {
      shapeAt: (seconds, ...more) => {
        suited.shapeAt(seconds + start, ...more);
      },
      activityAt: (seconds) => suited.activityAt(seconds + start),
    };
    return { motion, speechShare: spoken / Math.max(1, heard.length) };
  }

  /** What was said while it was filmed, to be heard beside it. */
  private async ownSound({ audio, pictureStart = 0, frameRate }: VideoInfo, cast: Cast) {
    const { output } = cast.tried;
    const first = loopIndex(output.from, cast.frames);
    const isForward = loopIndex(output.to - 1, cast.frames) - first === output.to - 1 - output.from;
    if (audio.length === 0 || !isForward) return undefined;
    const { video: path, videoPart } = this.request.job;
    const start = pictureStart + (videoPart?.from ?? 0);
    const info = await probeAudio(this.workshop.tools, path, this.signal);
    return { path, info, from: start + first / ratio(frameRate) };
  }
}

interface Spoken {
  readonly from: number;
  readonly output: Run;
  readonly duration: number;
  readonly rate: number;
}

/** Seconds of an output, as far as its recording's container tells. */
function spokenSeconds(sound: AudioInfo, job: TryRequest['job']): number {
  const { audio, wish } = spokenOf(job);
  return cutDuration(sound, soundCut(audio, sound, wish));
}

/** Fewer where the video ends before its container says. */
function within(tried: TriedFrames, { frames }: Actor): TriedFrames {
  const { output, shown } = tried;
  if (frames >= shown.to - shown.from) return tried;
  const to = Math.min(output.to, output.from + frames);
  return {
    output: { from: output.from, to },
    shown: { from: shown.from, to: shown.from + frames },
  };
}

function showsFace({ hasFace, plan }: FaceScript, { tried, frames, base }: Cast): boolean {
  if (!hasFace) return false;
  for (let t = tried.output.from; t < tried.output.to; t += 1) {
    if (plan.weights[loopIndex(t, frames) - base] > 0) return true;
  }
  return false;
}
