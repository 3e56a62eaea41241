import { JAW, LIP_INNER, LIP_OUTER, STABLE } from '../../src/core/landmarkSets.js';
import { lipShape } from '../../src/core/measure/lipShape.js';
import type { PassedSpan } from '../../src/core/report.js';

/** Landmarks that are kept of every frame: enough to align heads and to compare lips and jaws. */
export const KEPT: readonly number[] = [
  ...new Set<number>([...STABLE, ...LIP_OUTER, ...LIP_INNER, ...JAW]),
];

/** Places in KEPT. */
const placesOf = (set: readonly number[]): readonly number[] =>
  set.map((landmark) => KEPT.indexOf(landmark));
export const STABLE_PLACES = placesOf(STABLE);
export const LIP_PLACES = placesOf([...LIP_OUTER, ...LIP_INNER]);
export const OUTER_LIP_PLACES = placesOf(LIP_OUTER);
/** The jaw from one corner to the other: what lies above it is as still as the head. */
export const JAW_PLACES = placesOf(JAW.slice(4, -4));

/** A face in every frame of a video, as one scorer sees it. NaN in frames without one. */
export interface FaceSeries {
  readonly frameRate: number;
  /** Seconds into the file's own time at which the first frame is shown. */
  readonly start: number;
  readonly frames: number;
  /** Eye distances, see `lipShape`. */
  readonly aperture: Float64Array;
  readonly width: Float64Array;
  /** Pixels of one eye distance, head turn taken out. */
  readonly unit: Float64Array;
  /** Pixels: x, y of each point of KEPT, frame after frame. */
  readonly points: Float32Array;
}

/** Collects a {@link FaceSeries} frame by frame. */
export class FaceSeriesBuilder {
  private readonly aperture: number[] = [];
  private readonly width: number[] = [];
  private readonly unit: number[] = [];
  private readonly points: number[] = [];

  /** 478 landmarks in pixels, or undefined where there is no face. */
  push(landmarks: Float32Array | undefined): void {
    const shape = landmarks === undefined ? undefined : lipShape(landmarks);
    this.aperture.push(shape?.aperture ?? NaN);
    this.width.push(shape?.width ?? NaN);
    this.unit.push(landmarks === undefined ? NaN : eyeDistance(landmarks));
    for (const landmark of KEPT) {
      this.points.push(landmarks?.[3 * landmark] ?? NaN, landmarks?.[3 * landmark + 1] ?? NaN);
    }
  }

  build(frameRate: number, start = 0): FaceSeries {
    return {
      start,
      ...{ frameRate, frames: this.aperture.length },
      aperture: Float64Array.from(this.aperture),
      width: Float64Array.from(this.width),
      unit: Float64Array.from(this.unit),
      points: Float32Array.from(this.points),
    };
  }
}

const OUTER_EYE_CORNERS = [33, 263] as const;

function eyeDistance(points: Float32Array): number {
  const [a, b] = OUTER_EYE_CORNERS;
  return Math.hypot(...[0, 1, 2].map((axis) => points[3 * a + axis] - points[3 * b + axis]));
}

/** Frames either side of a passed-through span that are a blend of source and result. */
const BLEND = 5;

/** A series without the frames that show the source's own lips, which would flatter any score. */
export function withoutPassed(series: FaceSeries, spans: readonly PassedSpan[]): FaceSeries {
  const copy = {
    ...series,
    aperture: series.aperture.slice(),
    width: series.width.slice(),
    unit: series.unit.slice(),
    points: series.points.slice(),
  };
  for (const { from, to } of spans) {
    const [first, end] = [Math.max(0, from - BLEND), to + BLEND];
    copy.aperture.fill(NaN, first, end);
    copy.width.fill(NaN, first, end);
    copy.unit.fill(NaN, first, end);
    copy.points.fill(NaN, 2 * KEPT.length * first, 2 * KEPT.length * end);
  }
  return copy;
}

/**
 * The lips at the times i / frame rate: a file whose picture starts later than its sound shows its
 * frame i that much later, while a result shows its own from the start. Only what is followed in time is
 * carried over, by linear interpolation; the rest stays frame by frame.
 */
export function onOwnClock(series: FaceSeries): FaceSeries {
  return { ...later(series, series.start), start: 0 };
}

/** The lips as they would be if all of them came so many seconds later. */
export function later(series: FaceSeries, seconds: number): FaceSeries {
  const shift = seconds * series.frameRate;
  if (Math.abs(shift) < 0.01) return series;
  const moved = (values: Float64Array): Float64Array =>
    values.map((_, i) => {
      const at = i - shift;
      const from = Math.floor(at);
      const [a, b] = [values[from] ?? NaN, values[from + 1] ?? NaN];
      return a + (at - from) * (b - a);
    });
  return { ...series, aperture: moved(series.aperture), width: moved(series.width) };
}
