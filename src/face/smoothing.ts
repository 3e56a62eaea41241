import { LANDMARK_FLOATS, LANDMARKS } from '../core/faceTrack.js';
import { CHIN, LIP_INNER, LIP_OUTER } from '../core/landmarkSets.js';
import { HEAD_FLOATS, intoHead, outOfHead } from './headFrame.js';

/** How one kind of point is smoothed, as in the One-Euro filter (Casiez, Roussel, Vogel 2012). */
interface Smoothness {
  /** Hz that pass while the point rests. */
  readonly minCutoff: number;
  /** Hz gained for each width of the face (temple to temple, about) a second that it moves. */
  readonly perSpeed: number;
  /** Speed that is still the landmarks' own noise, in the same unit. */
  readonly noiseSpeed: number;
}

/** The head as a whole: it swings, but it does not tremble. */
const HEAD: Smoothness = { minCutoff: 1, perSpeed: 12, noiseSpeed: 0.06 };
/** Most points only carry the pose; what they do against the head is slow. */
const POSE: Smoothness = { minCutoff: 0.9, perSpeed: 12, noiseSpeed: 0.1 };
/** Lips close within two frames, and that must survive. */
const LIPS: Smoothness = { minCutoff: 2, perSpeed: 120, noiseSpeed: 0.06 };

/** Seconds over which a point counts as moving after, and before, it moves. */
const HOLD = 0.12;
const LIP_POINTS: ReadonlySet<number> = new Set([...LIP_OUTER, ...LIP_INNER, ...CHIN]);

/**
 * Smooths consecutive frames of landmarks in place, with no lag: a One-Euro filter forward and
 * another backward in time, averaged. Both take their cutoffs from the same speeds, held a little
 * to either side, so that a movement is not blunted where it turns round. The head's own movement
 * is taken out first and smoothed by itself, or it would open the filters of all points.
 * `track` holds frames x 478 x 3 pixels.
 */
export function smoothSegment(track: Float32Array, frameRate: number): void {
  const frames = Math.floor(track.length / LANDMARK_FLOATS);
  if (frames < 3) return;
  const heads = new Float64Array(frames * HEAD_FLOATS);
  intoHead(track, heads);
  // The head's position and axis are pixels; points are then in lengths of that axis.
  const filter = new BothWays(frames, frameRate);
  const size = medianAxis(heads, frames);
  filter.smooth(heads, HEAD_FLOATS, 0, 2, size, HEAD);
  filter.smooth(heads, HEAD_FLOATS, 2, 2, size, HEAD);
  for (let point = 0; point < LANDMARKS; point++) {
    const kind = LIP_POINTS.has(point) ? LIPS : POSE;
    filter.smooth(track, LANDMARK_FLOATS, 3 * point, 3, 1, kind);
  }
  outOfHead(track, heads);
}

function medianAxis(heads: Float64Array, frames: number): number {
  const lengths = Float64Array.from({ length: frames }, (_, i) =>
    Math.hypot(heads[HEAD_FLOATS * i + 2], heads[HEAD_FLOATS * i + 3]),
  ).sort();
  return Math.max(1e-6, lengths[frames >> 1]);
}

/** One filter forward and one backward, over series that lie `stride` numbers apart. */
class BothWays {
  private readonly speeds: Float64Array;
  private readonly gains: Float64Array;
  private readonly forward: Float64Array;
  private readonly keep: number;

  constructor(
    private readonly frames: number,
    private readonly frameRate: number,
  ) {
    this.speeds = new Float64Array(frames);
    this.gains = new Float64Array(frames);
    this.forward = new Float64Array(frames);
    this.keep = Math.exp(-1 / (HOLD * frameRate));
  }

  /**
   * Smooths `axes` numbers from `offset` on, which move as one: the first two give the speed (depth
   * is mostly noise). `unit` is the length that speeds are measured in.
   */
  smooth(
    values: Float32Array | Float64Array,
    stride: number,
    offset: number,
    axes: number,
    unit: number,
    { minCutoff, perSpeed, noiseSpeed }: Smoothness,
  ): void {
    this.measureSpeeds(values, stride, offset, this.frameRate / unit);
    holdPeaks(this.speeds, this.keep);
    for (let i = 0; i < this.frames; i++) {
      const cutoff = minCutoff + perSpeed * Math.max(0, this.speeds[i] - noiseSpeed);
      this.gains[i] = 1 - Math.exp((-2 * Math.PI * cutoff) / this.frameRate);
    }
    for (let axis = 0; axis < axes; axis++) this.filter(values, stride, offset + axis);
  }

  /** Central differences over two frames. */
  private measureSpeeds(
    values: Float32Array | Float64Array,
    stride: number,
    offset: number,
    scale: number,
  ): void {
    for (let i = 0; i < this.frames; i++) {
      const before = Math.max(0, i - 1);
      const after = Math.min(this.frames - 1, i + 1);
      const a = before * stride + offset;
      const b = after * stride + offset;
      const way = Math.hypot(values[b] - values[a], values[b + 1] - values[a + 1]);
      this.speeds[i] = (way * scale) / (after - before);
    }
  }

  private filter(values: Float32Array | Float64Array, stride: number, offset: number): void {
    const { frames, gains, forward } = this;
    let state = values[offset];
    for (let i = 0; i < frames; i++) {
      state += gains[i] * (values[offset + i * stride] - state);
      forward[i] = state;
    }
    state = values[offset + (frames - 1) * stride];
    for (let i = frames - 1; i >= 0; i--) {
      const at = offset + i * stride;
      state += gains[i] * (values[at] - state);
      values[at] = (forward[i] + state) / 2;
    }
  }
}

/** Lets every peak die away to both sides by `keep` a frame. */
function holdPeaks(values: Float64Array, keep: number): void {
  for (let i = 1; i < values.length; i++) values[i] = Math.max(values[i], values[i - 1] * keep);
  for (let i = values.length - 2; i >= 0; i--) {
    values[i] = Math.max(values[i], values[i + 1] * keep);
  }
}

/** Frames smoothed at a time, and how many to either side they are smoothed with. */
const CHUNK = 512;
const OVERLAP = 64;

/**
 * Smooths a track as it streams by, with no lag and in bounded memory: frames go in by `push` and
 * come out of `emit` in order, some hundred frames later, the rest at `end`. Nothing is smoothed
 * across a gap or a cut.
 */
export class TrackSmoother {
  /** Consecutive faces not yet emitted, after `context` ones that were. */
  private pending: Float32Array[] = [];
  private context = 0;

  /** `emit` receives a fresh array for each face, undefined for each frame without one. */
  constructor(
    private readonly frameRate: number,
    private readonly emit: (landmarks: Float32Array | undefined) => void,
  ) {}

  /** `landmarks` is undefined in a frame without a face; `cut` where a new shot begins. */
  push(landmarks: Float32Array | undefined, cut: boolean): void {
    if (cut || !landmarks) this.end();
    if (!landmarks) {
      this.emit(undefined);
      return;
    }
    this.pending.push(landmarks);
    if (this.pending.length === this.context + CHUNK + OVERLAP) {
      this.flush(this.context + CHUNK);
    }
  }

  /** Emits everything that waits. A later `push` starts a new segment. */
  end(): void {
    this.flush(this.pending.length);
    this.pending = [];
    this.context = 0;
  }

  /** Smooths all pending frames and emits those up to `to`; keeps the last of them as context. */
  private flush(to: number): void {
    if (to <= this.context) return;
    const block = new Float32Array(this.pending.length * LANDMARK_FLOATS);
    this.pending.forEach((landmarks, i) => {
      block.set(landmarks, i * LANDMARK_FLOATS);
    });
    smoothSegment(block, this.frameRate);
    for (let i = this.context; i < to; i++) {
      this.emit(block.slice(i * LANDMARK_FLOATS, (i + 1) * LANDMARK_FLOATS));
    }
    const kept = Math.max(0, to - OVERLAP);
    this.pending = this.pending.slice(kept);
    this.context = to - kept;
  }
}
