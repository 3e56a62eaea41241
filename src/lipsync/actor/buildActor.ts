import { join } from 'node:path';
import type { FaceChoice } from '../../core/faceTrack.js';
import type { Run } from '../../core/runs.js';
import { UNHEARD } from '../../core/ownSpeech.js';
import { ratio, type VideoInfo } from '../../core/videoInfo.js';
import { FaceTracker } from '../../face/tracker.js';
import { decode } from '../../media/decoder.js';
import { decodeFrames } from '../../media/frameSource.js';
import type { FfmpegTools } from '../../media/locate.js';
import { grabFrame, grabFrameNear } from '../../media/picture.js';
import type { LoadedModels } from '../loadedModels.js';
import type { LearntActor, SeenActor } from './actor.js';
import { TRACK_FILE } from './actorFiles.js';
import { ActorObserver } from './actorObserver.js';
import { FaceSteps } from './faceSteps.js';
import { footageOf } from './videoFootage.js';
import { FollowedWriter, type FollowedFace } from './followedFace.js';
import { learnOwnSpeech } from './learnOwnSpeech.js';
import type { StudyPlan } from './studyPlan.js';
import { TrackWriter } from './trackWriter.js';

export interface BuildActorOptions {
  readonly video: string;
  readonly info: VideoInfo;
  readonly choice?: FaceChoice;
  /** What to study of the video; all of it when absent. */
  readonly study?: StudyPlan;
  /** Instead: these frames alone, about where a seek finds them. Nothing is heard of them. */
  readonly window?: Run;
  /** Where a shorter study of the same video found the face. The caller closes it. */
  readonly followed?: FollowedFace;
  /** Existing folder that the track file is written into. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Called after each frame with the frames done. */
  readonly onFrame: (done: number) => void;
}

/**
 * Watches a video once: where the face is in the frames that may be shown, and there and in the
 * glimpses after them how it rests and what its mouth looks like. Then hears what it says there.
 */
export async function buildActor(
  tools: FfmpegTools,
  models: LoadedModels,
  options: BuildActorOptions,
): Promise<LearntActor> {
  const { info, folder, study } = options;
  const tracker = await trackerFor(tools, models, options);
  const writer = await TrackWriter.create(join(folder, TRACK_FILE));
  const keeper = study && (await FollowedWriter.create(folder));
  try {
    const observer = new ActorObserver(models, info, writer);
    const seen = await watch(tools, { tracker, observer, writer, keeper }, options);
    if (options.window) return { ...seen, whole: false, ownSpeech: UNHEARD };
    const ownSpeech = await learnOwnSpeech(tools, models, options, observer.lips);
    return { ...seen, ownSpeech };
  } finally {
    await Promise.all([writer.close(), keeper?.close()]);
  }
}

/** One that has been shown the chosen face, unless where that went is known already. */
async function trackerFor(
  tools: FfmpegTools,
  models: LoadedModels,
  { video, info, choice, followed, signal }: BuildActorOptions,
): Promise<FaceTracker> {
  const rate = ratio(info.frameRate);
  const tracker = new FaceTracker(models.tracker, {
    color: info.color,
    frameRate: rate,
    footage: footageOf(tools, video, info, signal),
    ...(choice ? { choice } : {}),
  });
  if (choice && !followed) {
    await tracker.showChoice(await chosenFrame(tools, { video, info, choice, signal }));
  }
  return tracker;
}

type Choosing = Required<Pick<BuildActorOptions, 'video' | 'info' | 'choice' | 'signal'>>;

/** A person may have been pointed at anywhere in the file, whatever part of it is used. */
async function chosenFrame(tools: FfmpegTools, { video, info, choice, signal }: Choosing) {
  const { part, ...whole } = info;
  const rate = ratio(info.frameRate);
  const time = choice.time - (part?.from ?? 0) - (part ? (info.pictureStart ?? 0) : 0);
  const index = Math.round(time * rate);
  const last = Math.max(0, info.frameCount - 1);
  if (part && (index < 0 || index > last)) {
    const seek = Math.max(0, Math.min(choice.time, part.fileDuration - 2 / rate));
    return grabFrameNear(tools, video, whole, seek, signal);
  }
  return grabFrame(tools, video, info, Math.min(index, last), signal);
}

interface Watchers {
  readonly tracker: FaceTracker;
  readonly observer: ActorObserver;
  readonly writer: TrackWriter;
  readonly keeper: FollowedWriter | undefined;
}

async function watch(
  tools: FfmpegTools,
  { tracker, observer, writer, keeper }: Watchers,
  { video, info, study, window, followed, signal, onFrame }: BuildActorOptions,
): Promise<SeenActor> {
  const { extent, glimpses } = study ?? { extent: Infinity, glimpses: [] };
  const only = study && { only: [{ from: 0, to: extent }, ...glimpses] };
  const frames = window
    ? decode(tools, video, info, { signal, ...soughtFrames(window, info) })
    : decodeFrames(tools, video, info, { signal, ...only });
  const later = indicesOf(glimpses);
  const steps = new FaceSteps(tracker, followed);
  const endTrack = async (): Promise<void> => {
    observer.endTrack();
    await keeper?.finish(tracker.state);
  };
  let done = 0;
  for await (const frame of frames) {
    if (done < extent) {
      const step = await steps.next(frame);
      keeper?.push(step);
      observer.observe(frame, step);
    } else {
      if (done === extent) await endTrack();
      const at = later[done - extent];
      if (at.fresh) tracker.leap(at.index);
      observer.glimpse(frame, await tracker.track(frame), at);
    }
    done += 1;
    onFrame(done);
    await Promise.all([writer.drained(), keeper?.drained()]);
  }
  if (done <= extent) await endTrack();
  // A video that ends sooner than its container says was seen whole.
  const { mostFaces, quarter } = tracker;
  observer.leaveOut(tracker.pictures(), 'picture');
  return { ...observer.result(done < extent), mostFaces, quarter };
}

/** Half a frame early: the frame's own time may have been rounded. */
function soughtFrames({ from, to }: Run, { frameRate, part }: VideoInfo) {
  const seek = Math.max(0, from - 0.5) / ratio(frameRate);
  return { count: to - from, ...((from > 0 || part) && { seek }) };
}

/** Every frame of some stretches, and whether it begins one. */
function indicesOf(stretches: readonly Run[]): { index: number; fresh: boolean }[] {
  return stretches.flatMap(({ from, to }) =>
    Array.from({ length: to - from }, (_, i) => ({ index: from + i, fresh: i === 0 })),
  );
}
