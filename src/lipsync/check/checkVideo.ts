import type { CheckRequest, VideoCheck } from '../../core/check.js';
import type { FaceChoice } from '../../core/faceTrack.js';
import { treatmentOf } from '../../core/pictureTreatment.js';
import { ratio, type VideoInfo } from '../../core/videoInfo.js';
import { eyeDistance, fitPose, type CanonicalFace } from '../../face/canonical.js';
import { CoverMeter } from '../../face/coverMeter.js';
import { FaceTracker, type TrackerModels, type TrackStep } from '../../face/tracker.js';
import { usability } from '../../face/usability.js';
import { decode } from '../../media/decoder.js';
import { onlyPart } from '../../media/footagePart.js';
import type { FfmpegTools } from '../../media/locate.js';
import { probeVideo } from '../../media/probe.js';
import { LEARN_YAW } from '../actor/actorObserver.js';
import { footageOf } from '../actor/videoFootage.js';
import { videoShortfall } from '../shortfalls.js';
import { FaceSurvey, type SampledFace } from './faceSurvey.js';
import { OwnOffset, type OffsetDependencies } from './ownOffset.js';
import { framesForLips, planSamples, type Segment } from './samplePlan.js';

export interface CheckDependencies extends OffsetDependencies {
  readonly models: TrackerModels;
  readonly onProgress?: OnProgress;
}

/** Told, as often as is handy, how many frames are looked at, or seconds listened to, of how many. */
export type OnProgress = (stage: 'track' | 'speech', done: number, total: number) => void;

type CheckSettings = CheckRequest['settings'];

/** Looks at a sample of the pictures; throws HeygemError where the file cannot be read. */
export async function checkVideo(
  path: string,
  { settings, face: choice, videoPart }: Omit<CheckRequest, 'video' | 'audio'>,
  dependencies: CheckDependencies,
): Promise<VideoCheck> {
  const { tools, models, signal } = dependencies;
  const whole = await probeVideo(tools, path, signal, settings);
  const info = await onlyPart(tools, path, whole, videoPart, signal);
  const rate = ratio(info.frameRate);
  const segments = planSamples(info.frameCount, rate);
  const footage = footageOf(tools, path, info, signal);
  const tracker = new FaceTracker(models, { ...trackerOptions(info, choice), footage });
  if (choice) await showChoice(tracker, tools, path, whole, choice, signal);
  const survey = new FaceSurvey();
  const covers = new CoverMeter();
  const lipFrames = framesForLips(segments, { frameCount: info.frameCount, frameRate: rate });
  const offset = await OwnOffset.open(path, info, lipFrames, dependencies);
  await look(dependencies, path, info, {
    segments,
    lookers: { tracker, survey, covers, offset },
    settings,
  });
  // Of a long video only places were looked at.
  const seen = segments.length === 1 ? survey.count : undefined;
  const breaksOff = await videoShortfall(tools, path, { info, frames: seen, signal });
  return {
    width: info.width,
    height: info.height,
    frameRate: rate,
    variableRate: info.variableRate,
    treatment: treatmentOf(info),
    duration: info.duration,
    sample: { whole: segments.length === 1, segments: segments.length, frames: survey.count },
    ...survey.figures,
    mostFaces: tracker.mostFaces,
    cover: covers.result().cover,
    peopleTurned: 90 * tracker.quarter,
    soundOffset: offset?.seconds ?? null,
    ...(breaksOff && { breaksOff }),
  };
}

interface Look {
  readonly segments: readonly Segment[];
  readonly lookers: {
    readonly tracker: FaceTracker;
    readonly survey: FaceSurvey;
    readonly covers: CoverMeter;
    readonly offset: OwnOffset | undefined;
  };
  readonly settings: CheckSettings;
}

/** Shows the sample to all who are to see it. */
async function look(
  { tools, canonical, signal, onProgress }: CheckDependencies,
  path: string,
  info: VideoInfo,
  { segments, lookers, settings }: Look,
): Promise<void> {
  const { tracker, survey, covers, offset } = lookers;
  const watched = segments.map(({ from, count }) =>
    from === 0 ? Math.max(count, offset?.frames ?? 0) : count,
  );
  const total = watched.reduce((sum, count) => sum + count, 0);
  let done = 0;
  for (const [i, { from, count }] of segments.entries()) {
    if (from > 0) tracker.leap(from);
    let at = 0;
    let fresh = true;
    const seek = from > 0 && { seek: from / ratio(info.frameRate) };
    for await (const frame of decode(tools, path, info, { signal, count: watched[i], ...seek })) {
      const step = await tracker.track(frame);
      if (from === 0) offset?.see(at, step);
      // What is watched beyond a sample for its lips alone must not weigh in the shares.
      if (at < count) {
        const judged = judgeStep(step, canonical, settings);
        survey.add(judged);
        fresh ||= step.cut;
        if (step.kind === 'face' && isFrontal(judged)) {
          covers.push(frame, step.landmarks, from + at, fresh);
          fresh = false;
        }
      }
      at += 1;
      done += 1;
      onProgress?.('track', done, total);
    }
  }
}

function isFrontal(face: SampledFace): boolean {
  return face.kind === 'face' && !face.unusable && Math.abs(face.yaw) <= LEARN_YAW;
}

function trackerOptions(
  info: VideoInfo,
  choice: FaceChoice | undefined,
): ConstructorParameters<typeof FaceTracker>[1] {
  const options = { color: info.color, frameRate: ratio(info.frameRate) };
  return choice === undefined ? options : { ...options, choice };
}

/** After this the tracker looks for the chosen face in every segment. */
async function showChoice(
  tracker: FaceTracker,
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  choice: FaceChoice,
  signal: AbortSignal,
): Promise<void> {
  const last = info.duration - 1 / ratio(info.frameRate);
  const seek = Math.max(0, Math.min(last, choice.time));
  for await (const frame of decode(tools, path, info, { signal, seek, count: 1 })) {
    await tracker.showChoice(frame);
  }
}

function judgeStep(
  step: TrackStep,
  canonical: CanonicalFace,
  settings: CheckSettings,
): SampledFace {
  if (step.kind === 'none') return { kind: 'none', reason: step.reason };
  const pose = fitPose(step.landmarks, canonical);
  const size = eyeDistance(pose);
  const unusable = usability(pose, size, settings);
  return { kind: 'face', yaw: pose.yaw, eyeDistance: size, unusable };
}
