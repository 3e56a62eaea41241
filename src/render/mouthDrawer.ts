import { LANDMARK_FLOATS, type Pose } from '../core/faceTrack.js';
import type { Box, YuvFrame } from '../core/frame.js';
import { LIP_INNER } from '../core/landmarkSets.js';
import type { Affine } from './affine.js';
import { InteriorFit } from './interiorFit.js';
import type { LearntInterior } from './learntInterior.js';
import { AffineMap, drawInterior } from './mouthInterior.js';
import { MouthMask } from './mouthMask.js';
import { LIP_POINTS, type MouthPatch } from './mouthPatch.js';
import { skinLuma, type MouthTone } from './mouthTone.js';
import { skullFrame } from './skullFrame.js';

/** The mouth of one frame as it is to be shown. */
export interface MouthRequest {
  /** The frame as filmed, and its landmarks: 478 x 3, upright pixels. */
  readonly source: YuvFrame;
  readonly landmarks: Float32Array;
  readonly pose: Pose;
  /** LIP_POINTS in the result, x and y a point. */
  readonly lips: Float32Array;
  /** The wished distance of the inner lips, eye distances. */
  readonly aperture: number;
  readonly patch: MouthPatch | undefined;
  /** Another that shows through it, where one follows the other. */
  readonly blend?: MouthPatch | undefined;
}

/** Teeth, tongue and dark for a mouth that the footage does not show open. */
export interface LearntMouth {
  readonly interior: LearntInterior;
  readonly tone: MouthTone;
}

/** How far the inside is drawn over the lips' inner edge, as a share of the mouth's width. */
const EDGE_REACH = 0.025;
/** The learnt inside has no lips: it ends on the lips' edge, over this share of the width. */
const LEARNT_EDGE = 0.012;
/** How much of the other patch shows on either side of a change. */
const BLEND = 0.33;
const GAIN_LIMIT = 1.25;
/** The learnt inside fades in over these openings (eye distances). */
const LEARNT_FROM = 0.03;
const LEARNT_FULL = 0.07;

/** Fills the opening between the lips. Owns its working buffers: one frame at a time. */
export class MouthDrawer {
  /** Frames drawn so far whose mouth interior is the learnt one. */
  learntFrames = 0;
  private readonly mask = new MouthMask();
  private readonly fit = new InteriorFit();
  private readonly shown = new Float32Array(LANDMARK_FLOATS);

  constructor(private readonly learnt?: LearntMouth) {}

  async draw(request: MouthRequest, out: YuvFrame): Promise<void> {
    const { source, patch, aperture } = request;
    const inner = request.lips.subarray(0, 2 * LIP_INNER.length);
    const width = Math.hypot(inner[20] - inner[0], inner[21] - inner[1]);
    const limits: Box = { x0: 0, y0: 0, x1: source.width, y1: source.height };
    const opacity = this.learnt === undefined ? 0 : learntOpacity(aperture);
    if (patch !== undefined && opacity < 1) {
      const reach = EDGE_REACH * width + 0.7;
      this.mask.draw(inner, reach, 0, limits);
      this.showPatch(request, patch, reach, 1, out);
      if (request.blend !== undefined) this.showPatch(request, request.blend, reach, BLEND, out);
    }
    if (this.learnt === undefined || opacity <= 0) return;
    this.learntFrames += 1;
    const edge = LEARNT_EDGE * width + 0.5;
    this.mask.draw(inner, edge, -edge, limits);
    await this.showLearnt(this.learnt, request, opacity, out);
  }

  private showPatch(
    { source, landmarks, pose, lips }: MouthRequest,
    patch: MouthPatch,
    reach: number,
    opacity: number,
    out: YuvFrame,
  ): void {
    const inner = lips.subarray(0, 2 * LIP_INNER.length);
    this.fit.fit({ inner, skull: skullFrame(landmarks, pose) }, patch, reach);
    const gain = skinLuma(source, landmarks) / Math.max(1, patch.skinLuma);
    drawInterior(out, this.mask, {
      picture: patch.picture,
      toPicture: this.fit,
      gain: Math.max(1 / GAIN_LIMIT, Math.min(GAIN_LIMIT, gain)),
      opacity,
    });
  }

  private async showLearnt(
    { interior, tone }: LearntMouth,
    { landmarks, lips }: MouthRequest,
    opacity: number,
    out: YuvFrame,
  ): Promise<void> {
    this.shown.set(landmarks);
    LIP_POINTS.forEach((landmark, i) => {
      this.shown[3 * landmark] = lips[2 * i];
      this.shown[3 * landmark + 1] = lips[2 * i + 1];
    });
    const { picture, toPicture } = await interior.draw(this.shown, tone);
    const map = new AffineMap(atCentres(toPicture));
    drawInterior(out, this.mask, { picture, toPicture: map, gain: 1, opacity });
  }
}

/** How much of the learnt inside is shown: none through closed lips, all from a small opening on. */
function learntOpacity(wished: number): number {
  return Math.max(0, Math.min(1, (wished - LEARNT_FROM) / (LEARNT_FULL - LEARNT_FROM)));
}

/** A map between positions counted from pixels' corners, as one between pixels' centres. */
function atCentres({ a, b, c, d, e, f }: Affine): Affine {
  return { a, b, c: c + (a + b - 1) / 2, d, e, f: f + (d + e - 1) / 2 };
}
