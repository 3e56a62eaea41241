import type { CheckRequest, VideoCheck } from '../../core/check.js';
import type { FaceChoice } from '../../core/faceTrack.js';
import type { YuvFrame } from '../../core/frame.js';
import { ratio, type VideoInfo } from '../../core/videoInfo.js';
import { eyeDistance, fitPose, type CanonicalFace } from '../../face/canonical.js';
import { FaceDetector } from '../../face/detector.js';
import { FaceTracker, type TrackerModels, type TrackStep } from '../../face/tracker.js';
import { usability } from '../../face/usability.js';
import { decodeFrames } from '../../media/frameSource.js';
import type { FfmpegTools } from '../../media/locate.js';
import { grabFrame } from '../../media/picture.js';
import { probeVideo } from '../../media/probe.js';
import { FaceSurvey, type SampledFace } from './faceSurvey.js';
import { planSamples } from './samplePlan.js';

export interface CheckDependencies {
  readonly tools: FfmpegTools;
  readonly models: TrackerModels;
  readonly canonical: CanonicalFace;
  readonly signal: AbortSignal;
}

type CheckSettings = CheckRequest['settings'];

/** Looks at a sample of the pictures; throws HeygemError where the file cannot be read. */
export async function checkVideo(
  path: string,
  settings: CheckSettings,
  choice: FaceChoice | undefined,
  { tools, models, canonical, signal }: CheckDependencies,
): Promise<VideoCheck> {
  const info = await probeVideo(tools, path, signal);
  const segments = planSamples(info.frameCount, ratio(info.frameRate));
  const detector = new FaceDetector(models.detector, info.color);
  const tracker = new FaceTracker(models, trackerOptions(info, choice));
  const chosen = choice && (await choiceFrame(tools, path, info, choice, signal));
  const survey = new FaceSurvey();
  let mostFaces = 0;
  for (const segment of segments) {
    tracker.reset();
    if (chosen) await tracker.showChoice(chosen);
    let first = true;
    for await (const frame of decodeFrames(tools, path, info, { signal, ...segment })) {
      if (first) mostFaces = Math.max(mostFaces, (await detector.detect(frame)).length);
      first = false;
      survey.add(judgeStep(await tracker.track(frame), canonical, settings));
    }
  }
  return {
    width: info.width,
    height: info.height,
    frameRate: ratio(info.frameRate),
    variableRate: info.variableRate,
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

function choiceFrame(
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  choice: FaceChoice,
  signal: AbortSignal,
): Promise<YuvFrame> {
  const wanted = Math.round(choice.time * ratio(info.frameRate));
  const index = Math.max(0, Math.min(info.frameCount - 1, wanted));
  return grabFrame(tools, path, info, index, signal);
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
