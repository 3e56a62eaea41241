import type { CheckRequest, VideoCheck } from '../../core/check.js';
import type { FaceChoice } from '../../core/faceTrack.js';
import { treatmentOf } from '../../core/pictureTreatment.js';
import { ratio, type VideoInfo } from '../../core/videoInfo.js';
import { eyeDistance, fitPose, type CanonicalFace } from '../../face/canonical.js';
import { FaceDetector } from '../../face/detector.js';
import { FaceTracker, type TrackerModels, type TrackStep } from '../../face/tracker.js';
import { usability } from '../../face/usability.js';
import { decode } from '../../media/decoder.js';
import type { FfmpegTools } from '../../media/locate.js';
import { probeVideo } from '../../media/probe.js';
import type { Ears } from '../hearSpeech.js';
import { FaceSurvey, type SampledFace } from './faceSurvey.js';
import { planSamples } from './samplePlan.js';

export interface CheckDependencies {
  readonly tools: FfmpegTools;
  readonly models: TrackerModels;
  readonly ears: Ears;
  readonly canonical: CanonicalFace;
  readonly signal: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** Told, as often as is handy, how many frames are looked at, or seconds listened to, of how many. */
export type OnProgress = (stage: 'track' | 'speech', done: number, total: number) => void;

type CheckSettings = CheckRequest['settings'];

/** Looks at a sample of the pictures; throws HeygemError where the file cannot be read. */
export async function checkVideo(
  path: string,
  settings: CheckSettings,
  choice: FaceChoice | undefined,
  { tools, models, canonical, signal, onProgress }: CheckDependencies,
): Promise<VideoCheck> {
  const info = await probeVideo(tools, path, signal, settings);
  const rate = ratio(info.frameRate);
  const segments = planSamples(info.frameCount, rate);
  const detector = new FaceDetector(models.detector, info.color);
  const tracker = new FaceTracker(models, trackerOptions(info, choice));
  if (choice) await showChoice(tracker, tools, path, info, choice, signal);
  const survey = new FaceSurvey();
  const total = segments.reduce((sum, { count }) => sum + count, 0);
  let mostFaces = 0;
  for (const segment of segments) {
    tracker.reset();
    let first = true;
    const { from, count } = segment;
    const request = from === 0 ? { signal, count } : { signal, count, seek: from / rate };
    for await (const frame of decode(tools, path, info, request)) {
      if (first) mostFaces = Math.max(mostFaces, (await detector.detect(frame)).length);
      first = false;
      survey.add(judgeStep(await tracker.track(frame), canonical, settings));
      onProgress?.('track', survey.count, total);
    }
  }
  return {
    width: info.width,
    height: info.height,
    frameRate: rate,
    variableRate: info.variableRate,
    treatment: treatmentOf(info),
    duration: info.duration,
    sample: { whole: segments.length === 1, segments: segments.length, frames: survey.count },
    ...survey.figures,
    mostFaces,
  };
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
