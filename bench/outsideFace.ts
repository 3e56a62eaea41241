import type { Box, YuvFrame } from '../src/core/frame.js';
import { ratio } from '../src/core/videoInfo.js';
import { squareOfLandmarks } from '../src/face/landmarker.js';
import { FaceTracker } from '../src/face/tracker.js';
import { decodeFrames } from '../src/media/frameSource.js';
import { probeVideo } from '../src/media/probe.js';
import { scorerModels } from './quality/scorers.js';
import type { Workbench } from './workbench.js';

export interface OutsideChange {
  readonly frames: number;
  /** Luma and chroma values outside the face's box that differ from the source's. */
  readonly outside: number;
  /** The same inside: nothing at all would mean that nothing was drawn. */
  readonly inside: number;
}

/**
 * Compares a losslessly encoded result with its source frame by frame, up to the result's end.
 * `onFrame` sees each pair of frames, valid during the call.
 */
export async function changedOutside(
  bench: Workbench,
  source: string,
  result: string,
  onFrame?: (was: YuvFrame, made: YuvFrame) => void,
): Promise<OutsideChange> {
  const { tools, signal } = bench;
  const info = await probeVideo(tools, source, signal);
  const models = await scorerModels(bench, 'own');
  const tracker = new FaceTracker(models, { color: info.color, frameRate: ratio(info.frameRate) });
  const resultInfo = await probeVideo(tools, result, signal);
  const made = decodeFrames(tools, result, resultInfo, { signal })[Symbol.asyncIterator]();
  let [frames, outside, inside] = [0, 0, 0];
  try {
    for await (const frame of decodeFrames(tools, source, info, { signal })) {
      const next = await made.next();
      if (next.done === true) break;
      const step = await tracker.track(frame);
      const box = step.kind === 'face' ? faceBox(step.landmarks) : { x0: 0, y0: 0, x1: 0, y1: 0 };
      const change = compare(frame, next.value, box);
      onFrame?.(frame, next.value);
      frames += 1;
      outside += change.outside;
      inside += change.inside;
    }
  } finally {
    await made.return?.();
  }
  return { frames, outside, inside };
}

/** The upright box around the square that the landmark model looks at: the face and half as much. */
function faceBox(landmarks: Float32Array): Box {
  const { centerX, centerY, size, rotation } = squareOfLandmarks(landmarks);
  const half = (size / 2) * (Math.abs(Math.cos(rotation)) + Math.abs(Math.sin(rotation)));
  return {
    x0: Math.floor(centerX - half),
    y0: Math.floor(centerY - half),
    x1: Math.ceil(centerX + half),
    y1: Math.ceil(centerY + half),
  };
}

type Change = Pick<OutsideChange, 'outside' | 'inside'>;

export function compare(source: YuvFrame, made: YuvFrame, box: Box): Change {
  const chroma = {
    x0: Math.floor(box.x0 / 2),
    y0: Math.floor(box.y0 / 2),
    x1: Math.ceil(box.x1 / 2),
    y1: Math.ceil(box.y1 / 2),
  };
  const sourceChroma = (source.width + 1) >> 1;
  const madeChroma = (made.width + 1) >> 1;
  const planes = [
    comparePlane(source.y, source.width, made.y, made.width, box),
    comparePlane(source.u, sourceChroma, made.u, madeChroma, chroma),
    comparePlane(source.v, sourceChroma, made.v, madeChroma, chroma),
  ];
  return {
    outside: planes.reduce((sum, plane) => sum + plane.outside, 0),
    inside: planes.reduce((sum, plane) => sum + plane.inside, 0),
  };
}

/** An odd source may lose its last column and row in the result: only what both have counts. */
function comparePlane(
  source: Uint8Array,
  sourceWidth: number,
  made: Uint8Array,
  madeWidth: number,
  box: Box,
): Change {
  let outside = 0;
  let inside = 0;
  const rows = made.length / madeWidth;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < madeWidth; x++) {
      if (source[y * sourceWidth + x] === made[y * madeWidth + x]) continue;
      if (x >= box.x0 && x < box.x1 && y >= box.y0 && y < box.y1) inside += 1;
      else outside += 1;
    }
  }
  return { outside, inside };
}
