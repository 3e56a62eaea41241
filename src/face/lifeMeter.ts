import { EYE_OUTER_LEFT, EYE_OUTER_RIGHT } from '../core/landmarkSets.js';

/** Inner lips and the lids of both eyes: what moves in whoever speaks or only blinks. */
const OPENINGS = [
  [13, 14],
  [159, 145],
  [386, 374],
] as const;
/** Seconds over which a face is watched. */
const WINDOW = 2.4;
/** Looks without which nothing is said. */
const FEWEST = 8;
/**
 * Spread of the openings, in eye distances. Portraits from 27 to 170 pixels between the eyes, panned over,
 * noisy and heavily compressed, come to .003 to .013 by the mesh's own jitter; of people who speak, 1.2
 * seconds come to .016 to .1 (all but one over .02).
 */
const STILL = 0.015;
const LIVES = 0.018;

/** The openings of one face: numbers that no movement of the camera changes. */
export type Openings = readonly number[];

/**
 * Tells a living face from a picture of one by what opens and closes in it. Owns the last looks.
 */
export class LifeMeter {
  private readonly capacity: number;

  /** @param looks what a meter like this one held before */
  constructor(
    rate: number,
    private looks: Openings[] = [],
  ) {
    this.capacity = Math.max(FEWEST, Math.round(WINDOW * rate));
  }

  push(landmarks: Float32Array): void {
    this.looks.push(openingsOf(landmarks));
    if (this.looks.length > this.capacity) this.looks.shift();
  }

  get held(): readonly Openings[] {
    return this.looks;
  }

  /** Whether it moves as only a living face does. */
  get lives(): boolean {
    return this.looks.length >= FEWEST && this.spread >= LIVES;
  }

  /** Whether it was seen for as long as the meter remembers, and nothing in it moved. */
  get still(): boolean {
    return this.looks.length >= this.capacity && this.spread < STILL;
  }

  /** Whether nothing moved in it for as long as it was seen. */
  get stillSoFar(): boolean {
    return this.looks.length >= FEWEST && this.spread < STILL;
  }

  forget(): void {
    this.looks = [];
  }

  private get spread(): number {
    const count = this.looks.length;
    let sum = 0;
    for (let k = 0; k < OPENINGS.length; k++) {
      const mean = this.looks.reduce((total, look) => total + look[k], 0) / count;
      sum += this.looks.reduce((total, look) => total + (look[k] - mean) ** 2, 0) / count;
    }
    return Math.sqrt(sum);
  }
}

function openingsOf(landmarks: Float32Array): Openings {
  const size = distance(landmarks, EYE_OUTER_RIGHT, EYE_OUTER_LEFT);
  return OPENINGS.map(([a, b]) => distance(landmarks, a, b) / size);
}

function distance(points: Float32Array, a: number, b: number): number {
  const along = (axis: number) => points[3 * a + axis] - points[3 * b + axis];
  return Math.hypot(along(0), along(1), along(2));
}
