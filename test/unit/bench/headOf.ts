import { STABLE } from '../../../src/core/landmarkSets.js';
import {
  FaceSeriesBuilder,
  JAW_PLACES,
  KEPT,
  type FaceSeries,
} from '../../../bench/quality/faceSeries.js';
import { LIP_INNER, LIP_OUTER } from '../../../src/core/landmarkSets.js';

/** What one frame of a drawn head does. Lengths in eye distances, places in pixels. */
export interface HeadFrame {
  readonly aperture?: number;
  readonly width?: number;
  readonly x?: number;
  readonly y?: number;
  readonly roll?: number;
  /** Noise added to every lip and jaw point, eye distances. */
  readonly noise?: number;
}

const UNIT = 100;

/** 478 landmarks of a drawn head in pixels: eyes 100 px apart, a mouth that opens downward. */
export function headOf(frame: HeadFrame, index = 0): Float32Array {
  const { aperture = 0, width = 0.5, x = 300, y = 200, roll = 0, noise = 0 } = frame;
  const points = new Float32Array(478 * 3);
  const put = (landmark: number, u: number, v: number): void => {
    points[3 * landmark] = x + UNIT * (u * Math.cos(roll) - v * Math.sin(roll));
    points[3 * landmark + 1] = y + UNIT * (u * Math.sin(roll) + v * Math.cos(roll));
  };
  for (const [i, place] of JAW_PLACES.entries()) {
    const wiggle = noise * Math.sin(12.9898 * (i + 7 * index));
    put(KEPT[place], -0.5 + i / 12, 1.3 + wiggle);
  }
  STABLE.forEach((landmark, i) => {
    put(landmark, 0.9 * Math.cos(i), -0.1 + 0.3 * Math.sin(1.7 * i));
  });
  put(33, -0.5, 0);
  put(263, 0.5, 0);
  for (const [ring, grow] of [
    [LIP_OUTER, 0.12],
    [LIP_INNER, 0],
  ] as const) {
    ring.forEach((landmark, i) => {
      // 0 and 10 are the corners, 1..9 lie below, 11..19 above.
      const along = i <= 10 ? -1 + i / 5 : 3 - i / 5;
      const side = i === 0 || i === 10 ? 0 : i < 10 ? 1 : -1;
      const wiggle = noise * Math.sin(78.233 * (i + 31 * index));
      put(landmark, (width / 2) * along, 0.9 + side * (aperture / 2 + grow) + wiggle);
    });
  }
  return points;
}

export function seriesOf(frames: readonly (HeadFrame | null)[], frameRate = 25): FaceSeries {
  const builder = new FaceSeriesBuilder();
  frames.forEach((frame, i) => {
    builder.push(frame === null ? undefined : headOf(frame, i));
  });
  return builder.build(frameRate);
}

/** A mouth that talks: frames at times, `delay` frames late. */
export function talking(frames: number, { delay = 0, scale = 1, rest = 0 } = {}): HeadFrame[] {
  return Array.from({ length: frames }, (_, i) => ({
    aperture:
      rest +
      scale * Math.max(0, 0.1 * Math.sin(0.9 * (i - delay)) + 0.08 * Math.sin(0.53 * (i - delay))),
    width: 0.5 + 0.05 * Math.cos(0.7 * (i - delay)),
  }));
}
