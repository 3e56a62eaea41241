import type { FaceBox, FacesRequest } from '../core/inspection.js';
import type { YuvFrame } from '../core/frame.js';
import { ratio } from '../core/videoInfo.js';
import { FaceFinder, step } from '../face/faceFinder.js';
import { FACE_MARGIN, squareOfLandmarks } from '../face/landmarker.js';
import type { Square } from '../face/patchSampler.js';
import type { TrackerModels } from '../face/tracker.js';
import { findUpright } from '../face/upright.js';
import { decode } from '../media/decoder.js';
import type { FfmpegTools } from '../media/locate.js';
import { probeVideo } from '../media/probe.js';

/** More than these in one picture are a crowd: nobody chooses by boxes there. */
const MOST_FACES = 12;
/** Two finds nearer than this in place and size (see `step`) are one face. */
const SAME_FACE = 0.4;

/**
 * The faces in one frame, found by seeking, the largest first: those that the tracker would take where
 * they are chosen, and no others.
 * @throws HeygemError input errors, cancelled
 */
export async function findFaces(
  tools: FfmpegTools,
  models: TrackerModels,
  { path, time }: FacesRequest,
  signal: AbortSignal,
): Promise<FaceBox[]> {
  const info = await probeVideo(tools, path, signal);
  const last = info.duration - 1 / ratio(info.frameRate);
  const seek = Math.max(0, Math.min(last, time));
  const finder = new FaceFinder(models.detector, models.landmarks, info.color, models.landmarkSide);
  for await (const frame of decode(tools, path, info, { signal, seek, count: 1 })) {
    finder.up = (await findUpright(finder, undefined, frame)) ?? 0;
    const squares = await finder.squares(frame);
    const faces = await finder.allOf(frame, squares, MOST_FACES);
    const found = faces.map(({ landmarks }) => squareOfLandmarks(landmarks));
    return distinct(found).map((square) => boxOf(square, frame));
  }
  return [];
}

/** Where pictures are looked through in pieces, a face on a seam is found twice. */
export function distinct(squares: readonly Square[]): readonly Square[] {
  return squares
    .toSorted((a, b) => b.size - a.size)
    .filter((square, at, all) =>
      all.slice(0, at).every((other) => step(other, square) > SAME_FACE),
    );
}

/** The square without its margin, upright, in fractions of the picture. */
function boxOf({ centerX, centerY, size }: Square, { width, height }: YuvFrame): FaceBox {
  const side = size / FACE_MARGIN;
  return {
    x: tidy(centerX / width),
    y: tidy(centerY / height),
    width: tidy(side / width),
    height: tidy(side / height),
  };
}

/** Finer than a face, and short in a file. */
function tidy(share: number): number {
  return Math.round(share * 1000) / 1000;
}
