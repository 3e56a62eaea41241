import type { Finding, Severity, VideoCheck } from '../../core/check.js';
import { coverSigns } from '../../core/mouthCover.js';
import { SEEN_OFFSET } from '../../core/ownSpeech.js';
import type { Settings } from '../../core/settings.js';
import { inTenths } from '../../core/shortfall.js';
import { ratio } from '../../core/videoInfo.js';

/** Eye distance in pixels below which a mouth has too few pixels to show detail. */
const SMALL_FACE = 50;
const FULL_HD_PIXELS = 1920 * 1080;
const LONG_SECONDS = 600;
const SHORT_SECONDS = 3;

/** What a user should know of a video before it is rendered; never empty. */
export function judgeVideo(
  video: VideoCheck,
  settings: Pick<Settings, 'maxYaw' | 'minEyeDistance'>,
): Finding[] {
  const findings = [...judgeFace(video, settings), ...judgePicture(video)];
  if (video.eyeDistance !== null && findings.every(({ severity }) => severity === 'note')) {
    const size = Math.round(video.eyeDistance.median);
    findings.unshift({ code: 'video-good', severity: 'ok', params: { size } });
  }
  findings.push(...judgeSound(video));
  if (!video.sample.whole) {
    const { segments, frames } = video.sample;
    findings.push({ code: 'video-sampled', severity: 'note', params: { segments, frames } });
  }
  return findings;
}

function* judgeFace(
  video: VideoCheck,
  settings: Pick<Settings, 'maxYaw' | 'minEyeDistance'>,
): Iterable<Finding> {
  if (video.eyeDistance === null) {
    yield { code: 'face-never', severity: 'problem', params: {} };
    return;
  }
  if (video.noFaceShare > 0) {
    const severity = bySize(video.noFaceShare, 0.02, 0.5);
    yield { code: 'face-missing', severity, params: { share: percent(video.noFaceShare) } };
  }
  if (video.turnedShare > 0.02) {
    const params = {
      share: percent(video.turnedShare),
      limit: settings.maxYaw,
      lost: percent(video.profileShare),
    };
    yield { code: 'face-turned', severity: bySize(video.turnedShare, 0.1, 0.8), params };
  }
  if (video.tinyShare > 0) {
    const params = { share: percent(video.tinyShare), limit: settings.minEyeDistance };
    yield { code: 'face-tiny', severity: bySize(video.tinyShare, 0.02, 0.5), params };
  }
  const size = Math.round(video.eyeDistance.median);
  if (size < SMALL_FACE && video.tinyShare < 0.5) {
    yield { code: 'face-small', severity: 'warning', params: { size } };
  }
  if (video.mostFaces > 1) {
    yield { code: 'several-faces', severity: 'note', params: { count: video.mostFaces } };
  }
  if (video.peopleTurned > 0) {
    const params = { degrees: video.peopleTurned };
    yield { code: 'people-turned', severity: 'warning', params };
  }
  for (const code of coverSigns(video.cover)) yield { code, severity: 'warning', params: {} };
}

function* judgePicture(video: VideoCheck): Iterable<Finding> {
  if (video.breaksOff) {
    const params = inTenths(video.breaksOff);
    yield { code: 'video-breaks-off', severity: 'warning', params };
  }
  const { width, height, duration } = video;
  const rate = hundredths(video.frameRate);
  if (width * height > FULL_HD_PIXELS) {
    yield { code: 'high-resolution', severity: 'note', params: { width, height } };
  }
  yield* judgeTreatment(video);
  if (video.variableRate) yield { code: 'variable-rate', severity: 'note', params: { rate } };
  if (duration > LONG_SECONDS) {
    const minutes = Math.round(duration / 60);
    yield { code: 'video-long', severity: 'note', params: { minutes } };
  }
  if (duration < SHORT_SECONDS && !video.treatment.still) {
    const seconds = Math.round(duration * 10) / 10;
    yield { code: 'video-short', severity: 'note', params: { seconds } };
  }
}

function* judgeSound({ soundOffset }: VideoCheck): Iterable<Finding> {
  if (soundOffset === null || Math.abs(soundOffset) <= SEEN_OFFSET) return;
  const params = { time: Math.round(Math.abs(soundOffset) * 100) * 10 };
  const code = soundOffset > 0 ? 'sound-late' : 'sound-early';
  yield { code, severity: 'warning', params };
}

/** What was chosen, so that a person may choose otherwise. */
function* judgeTreatment({ treatment, width, height, frameRate }: VideoCheck): Iterable<Finding> {
  const { track, interlaced, wholeFields, sourceRate, firstSize, backdrop, still } = treatment;
  if (still) yield { code: 'still-picture', severity: 'warning', params: {} };
  if (track) {
    const params = { number: track.number, tracks: track.of, width, height };
    yield { code: 'picture-track', severity: 'note', params };
  }
  if (interlaced) {
    yield { code: interlaced.telecine ? 'telecine' : 'interlaced', severity: 'note', params: {} };
  }
  if (wholeFields) yield { code: 'whole-fields', severity: 'note', params: {} };
  if (firstSize) {
    const first = { firstWidth: firstSize.width, firstHeight: firstSize.height };
    yield { code: 'size-changes', severity: 'note', params: { ...first, width, height } };
  }
  if (backdrop !== undefined) {
    yield { code: 'transparent', severity: 'note', params: { color: backdrop } };
  }
  if (sourceRate) {
    const params = { rate: hundredths(ratio(sourceRate)), to: hundredths(frameRate) };
    yield { code: 'low-frame-rate', severity: 'warning', params };
  }
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

function bySize(share: number, warning: number, problem: number): Severity {
  if (share >= problem) return 'problem';
  return share >= warning ? 'warning' : 'note';
}

/** Whole percent, but never 0 for something that was seen. */
function percent(share: number): number {
  return share === 0 ? 0 : Math.max(1, Math.round(share * 100));
}
