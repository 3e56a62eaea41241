import { join } from 'node:path';
import type { FaceChoice } from '../../core/faceTrack.js';
import type { Run } from '../../core/runs.js';
import { ratio, type VideoInfo } from '../../core/videoInfo.js';
import { FaceTracker } from '../../face/tracker.js';
import { decodeFrames } from '../../media/frameSource.js';
import type { FfmpegTools } from '../../media/locate.js';
import { grabFrame } from '../../media/picture.js';
import type { LoadedModels } from '../loadedModels.js';
import type { LearntActor } from './actor.js';
import { TRACK_FILE } from './actorFiles.js';
import { ActorObserver } from './actorObserver.js';
import type { StudyPlan } from './studyPlan.js';
import { TrackWriter } from './trackWriter.js';

export interface BuildActorOptions {
  readonly video: string;
  readonly info: VideoInfo;
  readonly choice?: FaceChoice;
  /** What to study of the video; all of it when absent. */
  readonly study?: StudyPlan;
  /** Existing folder that the track file is written into. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Called after each frame with the frames done. */
  readonly onFrame: (done: number) => void;
}

/**
 * Watches a video once: where the face is in the frames that may be shown, and there and in the
 * glimpses after them how it rests and what its mouth looks like.
 */
export async function buildActor(
  tools: FfmpegTools,
  models: LoadedModels,
  options: BuildActorOptions,
): Promise<LearntActor> {
  const { video, info, choice, signal } = options;
  const tracker = new FaceTracker(models.tracker, {
    color: info.color,
    frameRate: ratio(info.frameRate),
    ...(choice ? { choice } : {}),
  });
  if (choice) {
    const index = Math.min(
      Math.round(choice.time * ratio(info.frameRate)),
      Math.max(0, info.frameCount - 1),
    );
    await tracker.showChoice(await grabFrame(tools, video, info, index, signal));
  }
  const writer = await TrackWriter.create(join(options.folder, TRACK_FILE));
  try {
    return await watch(tools, tracker, new ActorObserver(models, info, writer), writer, options);
  } finally {
    await writer.close();
  }
}

async function watch(
  tools: FfmpegTools,
  tracker: FaceTracker,
  observer: ActorObserver,
  writer: TrackWriter,
  { video, info, study, signal, onFrame }: BuildActorOptions,
): Promise<LearntActor> {
  const { extent, glimpses } = study ?? { extent: Infinity, glimpses: [] };
  const only = study && { only: [{ from: 0, to: extent }, ...glimpses] };
  const later = indicesOf(glimpses);
  let done = 0;
  for await (const frame of decodeFrames(tools, video, info, { signal, ...only })) {
    if (done < extent) observer.observe(frame, await tracker.track(frame));
    else {
      if (done === extent) observer.endTrack();
      const at = later[done - extent];
      if (at.fresh) tracker.leap(at.index);
      observer.glimpse(frame, await tracker.track(frame), at);
    }
    done += 1;
    onFrame(done);
    await writer.drained();
  }
  if (done <= extent) observer.endTrack();
  // A video that ends sooner than its container says was seen whole.
  return observer.result(done < extent);
}

/** Every frame of some stretches, and whether it begins one. */
function indicesOf(stretches: readonly Run[]): { index: number; fresh: boolean }[] {
  return stretches.flatMap(({ from, to }) =>
    Array.from({ length: to - from }, (_, i) => ({ index: from + i, fresh: i === 0 })),
  );
}
