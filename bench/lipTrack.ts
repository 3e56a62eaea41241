import { lipShape } from '../src/core/measure/lipShape.js';
import type { PassedSpan } from '../src/core/report.js';
import { ratio } from '../src/core/videoInfo.js';
import { FaceTracker, type TrackerModels } from '../src/face/tracker.js';
import { decodeFrames } from '../src/media/frameSource.js';
import { probeVideo } from '../src/media/probe.js';
import type { Workbench } from './workbench.js';

/** Which landmark model scores the lips: the pipeline's own, or the plain mesh it does not use. */
export const SCORERS = {
  plain: 'MediaPipe face mesh without attention (not used by the pipeline)',
  own: "the pipeline's own attention mesh",
} as const;
export type Scorer = keyof typeof SCORERS;

/** Lip movement of a video, a value a frame in eye distances; NaN where no face was found. */
export interface LipTrack {
  readonly aperture: Float64Array;
  readonly width: Float64Array;
}

export async function scorerModels(bench: Workbench, scorer: Scorer): Promise<TrackerModels> {
  const product = bench.modelStore('product');
  const landmarks =
    scorer === 'own'
      ? await product.open('face-landmarks')
      : await bench.modelStore('bench').open('face-landmarks-plain');
  return { detector: await product.open('face-detection-full-range'), landmarks };
}

/** Tracks a file from its first frame to its last, unsmoothed. */
export async function trackLips(
  bench: Workbench,
  models: TrackerModels,
  path: string,
): Promise<LipTrack> {
  const { tools, signal } = bench;
  const info = await probeVideo(tools, path, signal);
  const tracker = new FaceTracker(models, { color: info.color, frameRate: ratio(info.frameRate) });
  const aperture: number[] = [];
  const width: number[] = [];
  for await (const frame of decodeFrames(tools, path, info, { signal })) {
    const step = await tracker.track(frame);
    const shape = step.kind === 'face' ? lipShape(step.landmarks) : { aperture: NaN, width: NaN };
    aperture.push(shape.aperture);
    width.push(shape.width);
  }
  return { aperture: Float64Array.from(aperture), width: Float64Array.from(width) };
}

/** Frames either side of a passed-through span that are a blend of source and result. */
const BLEND = 5;

/** A track without the frames that show the source's own lips, which would flatter any score. */
export function withoutPassed(track: LipTrack, spans: readonly PassedSpan[]): LipTrack {
  const aperture = track.aperture.slice();
  const width = track.width.slice();
  for (const { from, to } of spans) {
    aperture.fill(NaN, Math.max(0, from - BLEND), to + BLEND);
    width.fill(NaN, Math.max(0, from - BLEND), to + BLEND);
  }
  return { aperture, width };
}
