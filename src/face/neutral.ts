import { MOVED } from '../core/landmarkSets.js';
import { gatherPoints } from './canonical.js';

/** What a person's face is like at rest, measured over a whole track, in canonical space. */
export interface Neutral {
  /** MOVED points, flat x, y, z. */
  readonly points: Float32Array;
  /**
   * Inner-lip gap in eye distances over the frames looked at: mean at rest, quantiles, and largest.
   * A person whose p95 hardly exceeds `closed` never opens the mouth.
   */
  readonly gap: {
    readonly closed: number;
    readonly p05: number;
    readonly p50: number;
    readonly p95: number;
    readonly max: number;
  };
  /** Frames that the rest pose is the mean of. */
  readonly frames: number;
}

interface Sample {
  readonly points: Float32Array;
  readonly gap: number;
  readonly turn: number;
}

/** Frames kept at most; beyond, every other one is dropped and half as many are taken. */
const CAPACITY = 4096;
/** Turned further (radians), the far lip half is a guess. */
const FRONTAL = (20 * Math.PI) / 180;
/** Fewer frontal frames than this and turned ones count as well. */
const ENOUGH = 25;
/** The rest pose is the mean of this share of frames, those with the least gap. */
const REST_SHARE = 0.2;
/** Upper and lower inner lip, at and beside the middle. */
const GAP_PAIRS = [
  [82, 87],
  [13, 14],
  [312, 317],
] as const;

/** Gathers frames of one person and finds the rest pose among them. Owns a bounded sample. */
export class NeutralBuilder {
  private samples: Sample[] = [];
  private seen = 0;
  private stride = 1;

  /** All 478 landmarks of one usable frame in canonical space (not kept), and its yaw in radians. */
  add(canonical: Float32Array, yaw: number): void {
    if (this.seen++ % this.stride !== 0) return;
    this.samples.push({
      points: gatherPoints(canonical, MOVED),
      gap: innerLipGap(canonical),
      turn: Math.abs(yaw),
    });
    if (this.samples.length < CAPACITY) return;
    this.samples = this.samples.filter((_, i) => i % 2 === 0);
    this.stride *= 2;
  }

  /** Undefined where no frame was added. */
  build(): Neutral | undefined {
    const frontal = this.samples.filter(({ turn }) => turn <= FRONTAL);
    const usable = (frontal.length >= ENOUGH ? frontal : [...this.samples]).sort(
      (a, b) => a.gap - b.gap,
    );
    if (usable.length === 0) return undefined;
    const rest = usable.slice(0, Math.max(1, Math.round(REST_SHARE * usable.length)));
    const gapAt = (share: number) => usable[Math.floor(share * (usable.length - 1))].gap;
    return {
      points: meanPoints(rest),
      gap: {
        closed: rest.reduce((sum, { gap }) => sum + gap, 0) / rest.length,
        p05: gapAt(0.05),
        p50: gapAt(0.5),
        p95: gapAt(0.95),
        max: gapAt(1),
      },
      frames: rest.length,
    };
  }
}

/** Mean distance of the inner lips around their middle, in the units of the landmarks. */
export function innerLipGap(landmarks: Float32Array): number {
  let sum = 0;
  for (const [upper, lower] of GAP_PAIRS) {
    sum += Math.hypot(
      landmarks[3 * lower] - landmarks[3 * upper],
      landmarks[3 * lower + 1] - landmarks[3 * upper + 1],
      landmarks[3 * lower + 2] - landmarks[3 * upper + 2],
    );
  }
  return sum / GAP_PAIRS.length;
}

function meanPoints(samples: readonly Sample[]): Float32Array {
  const sum = new Float64Array(3 * MOVED.length);
  for (const { points } of samples) for (let i = 0; i < sum.length; i++) sum[i] += points[i];
  return Float32Array.from(sum, (value) => value / samples.length);
}
