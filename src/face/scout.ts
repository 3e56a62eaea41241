import type { YuvFrame } from '../core/frame.js';
import type { FaceFinder } from './faceFinder.js';
import type { Footage } from './footage.js';
import { squareOfLandmarks } from './landmarker.js';
import { LifeMeter } from './lifeMeter.js';
import type { Square } from './patchSampler.js';
import { SceneCutDetector } from './sceneCut.js';

/** Seconds that are looked ahead. */
const AHEAD = 2.4;
/** Looks a second. */
const LOOKS = 12;

/** One of the faces in doubt, as it is followed ahead. */
interface Watched {
  square: Square | undefined;
  readonly life: LifeMeter;
}

export interface Scouted {
  /** Which of the faces. */
  readonly index: number;
  /** It was seen to move as only a living face does; else it is not sure that it is still. */
  readonly lives: boolean;
}

/**
 * Which of some faces, the first wish first, lives: each is followed a little way ahead.
 * @param index of the frame in which the faces were seen
 * @returns the first that lives; else the first of which it is not sure; undefined: all are still
 */
export async function firstLiving(
  finder: FaceFinder,
  footage: Footage,
  { index, rate }: { readonly index: number; readonly rate: number },
  squares: readonly Square[],
): Promise<Scouted | undefined> {
  const stride = Math.max(1, Math.round(rate / LOOKS));
  const cuts = new SceneCutDetector();
  const faces = squares.map((square): Watched => ({ square, life: new LifeMeter(rate / stride) }));
  let at = 0;
  for await (const frame of footage.from(index + 1, Math.round(AHEAD * rate))) {
    if (cuts.isCut(frame)) break;
    if (at++ % stride !== 0) continue;
    for (const face of faces) await follow(finder, frame, face);
    if (faces[0].life.lives) return { index: 0, lives: true };
  }
  const living = faces.findIndex(({ life }) => life.lives);
  if (living >= 0) return { index: living, lives: true };
  const unsure = faces.findIndex(({ life }) => !life.stillSoFar);
  return unsure >= 0 ? { index: unsure, lives: false } : undefined;
}

async function follow(finder: FaceFinder, frame: YuvFrame, face: Watched): Promise<void> {
  if (!face.square) return;
  const found = await finder.locate(frame, face.square);
  face.square = found && squareOfLandmarks(found.landmarks);
  if (found) face.life.push(found.landmarks);
}
