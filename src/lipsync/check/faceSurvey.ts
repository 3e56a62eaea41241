import type { VideoCheck } from '../../core/check.js';
import type { NoFaceReason } from '../../core/faceTrack.js';
import { median } from '../../core/measure/statistics.js';

const TURNED = Math.PI / 6;

/** One sampled frame: where the head is, or why it has none. */
export type SampledFace =
  | {
      readonly kind: 'face';
      /** Radians. */
      readonly yaw: number;
      /** Pixels, head turn taken out. */
      readonly eyeDistance: number;
      /** Why the frame would pass through as filmed all the same. */
      readonly unusable: NoFaceReason | undefined;
    }
  | { readonly kind: 'none'; readonly reason: NoFaceReason };

type FaceFigures = Pick<
  VideoCheck,
  'noFaceShare' | 'turnedShare' | 'profileShare' | 'tinyShare' | 'eyeDistance'
>;

/** Counts what the sampled frames show. Owns one number a frame; the sample is bounded. */
export class FaceSurvey {
  private frames = 0;
  private none = 0;
  private turned = 0;
  private profile = 0;
  private tiny = 0;
  private readonly sizes: number[] = [];

  add(face: SampledFace): void {
    this.frames += 1;
    const reason = face.kind === 'face' ? face.unusable : face.reason;
    if (face.kind === 'face') {
      this.sizes.push(face.eyeDistance);
      if (Math.abs(face.yaw) > TURNED) this.turned += 1;
    } else if (reason === 'profile') {
      this.turned += 1;
    } else if (reason !== 'too-small') {
      this.none += 1;
    }
    if (reason === 'profile') this.profile += 1;
    if (reason === 'too-small') this.tiny += 1;
  }

  get count(): number {
    return this.frames;
  }

  get figures(): FaceFigures {
    const share = (count: number): number => (this.frames === 0 ? 0 : count / this.frames);
    const middle = median(this.sizes);
    const smallest = this.sizes.reduce((a, b) => Math.min(a, b), Infinity);
    return {
      noFaceShare: this.frames === 0 ? 1 : share(this.none),
      turnedShare: share(this.turned),
      profileShare: share(this.profile),
      tinyShare: share(this.tiny),
      eyeDistance: middle === null ? null : { median: middle, min: smallest },
    };
  }
}
