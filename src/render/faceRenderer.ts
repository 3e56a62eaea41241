import { LANDMARK_FLOATS, type Pose } from '../core/faceTrack.js';
import type { Box, YuvFrame } from '../core/frame.js';
import { LIP_INNER, MOVED } from '../core/landmarkSets.js';
import { innerAperture, MOVED_FLOATS } from '../core/lowerFace.js';
import { fitAffine, type Affine } from './affine.js';
import { freedomAbove } from './cutOffChin.js';
import { fadeToSource } from './fade.js';
import { fillRing, MESH_VERTICES, type FaceMesh } from './faceMesh.js';
import { drawInterior } from './mouthInterior.js';
import type { LearntInterior } from './learntInterior.js';
import { boundsOf, MouthMask } from './mouthMask.js';
import { LIP_POINTS, lipPositions, meanLipLuma, type MouthPatch } from './mouthPatch.js';
import type { MouthTone } from './mouthTone.js';
import { WarpMap } from './warpMap.js';

/** One frame to be drawn. All points are of the same source frame. */
export interface RenderRequest {
  readonly source: YuvFrame;
  /** 478 x 3, upright pixels. */
  readonly landmarks: Float32Array;
  readonly pose: Pose;
  /** The source's lower face in canonical space, MOVED order. */
  readonly current: Float32Array;
  /** The wished lower face in canonical space, MOVED order. */
  readonly shape: Float32Array;
  /** The actor's mouth to be seen behind the lips. */
  readonly patch: MouthPatch | undefined;
  /** 1 shows the drawn face, 0 the filmed one; low weights fade between them. */
  readonly weight: number;
}

export interface RenderedMouth {
  /** Pixels that may differ from the source. */
  readonly box: Box;
  /** Outer lips in the result. */
  readonly mouth: Box;
}

/** How far the inside is drawn over the lips' inner edge, as a share of the mouth's width. */
const EDGE_REACH = 0.025;
/** Weight of outer against inner lip points when the inside is aligned. */
const OUTER_WEIGHT = 0.35;
/** Pull towards a similarity when the inside is aligned: closed lips are nearly a line. */
const ALIGN_RIDGE = 0.02;
/** Below this weight the drawn face also fades into the filmed one. */
const FADE_BELOW = 0.5;
const GAIN_LIMIT = 1.25;
/** The learnt inside fades in where the wished mouth is open by this much (eye distances) ... */
const LEARNT_FROM = 0.03;
const LEARNT_FULL = 0.07;
/** ... and the best patch is open by no more than these shares of it. */
const PATCH_ENOUGH = 0.6;
const PATCH_USELESS = 0.35;

/** Teeth, tongue and dark for a mouth that the footage does not show open. */
export interface LearntMouth {
  readonly interior: LearntInterior;
  readonly tone: MouthTone;
}

/**
 * Draws an actor's face with another mouth shape. Owns the working buffers: one frame at a time.
 */
export class FaceRenderer {
  /** Frames drawn so far whose mouth interior is the learnt one. */
  learntFrames = 0;
  private readonly warp = new WarpMap();
  private readonly mask = new MouthMask();
  private readonly from = new Float32Array(MESH_VERTICES * 2);
  private readonly to = new Float32Array(MESH_VERTICES * 2);
  private readonly shift = new Float32Array(MOVED_FLOATS);
  private readonly shown = new Float32Array(LANDMARK_FLOATS);
  private readonly alignWeights = Float32Array.from(LIP_POINTS, (_, i) =>
    i < LIP_INNER.length ? 1 : OUTER_WEIGHT,
  );

  constructor(
    private readonly mesh: FaceMesh,
    private readonly learnt?: LearntMouth,
  ) {}

  /** Draws into `out`, which must already hold a copy of `request.source`. */
  async render(request: RenderRequest, out: YuvFrame): Promise<RenderedMouth> {
    const { source, weight } = request;
    const frameBox: Box = { x0: 0, y0: 0, x1: source.width, y1: source.height };
    this.place(request);
    const box = boundsOf(this.to, 1, frameBox);
    const lips = this.lipsInResult();
    const mouth = boundsOf(lips, 0, frameBox);
    if (weight <= 0) return { box, mouth };
    this.warp.reset(box);
    const { triangles } = this.mesh;
    for (let t = 0; t < triangles.length; t += 3) {
      this.warp.triangle(this.to, this.from, triangles[t], triangles[t + 1], triangles[t + 2]);
    }
    this.warp.fillGaps();
    this.warp.apply(source, out);
    await this.drawMouth(request, lips, out);
    if (weight < FADE_BELOW) fadeToSource(source, out, box, weight / FADE_BELOW);
    return { box, mouth };
  }

  /** Fills the vertex positions before and after the motion. */
  private place({ source, landmarks, pose, current, shape }: RenderRequest): void {
    const { from, to, shift } = this;
    for (let i = 0; i < from.length / 2 && 3 * i < 468 * 3; i++) {
      from[2 * i] = landmarks[3 * i];
      from[2 * i + 1] = landmarks[3 * i + 1];
    }
    this.mesh.clearance.enforce(from, pose);
    fillRing(from);
    to.set(from);
    for (let i = 0; i < shift.length; i++) shift[i] = shape[i] - current[i];
    const { rotation: r, scale } = pose;
    const free = freedomAbove(from, source.height, 1 / scale);
    const move = (vertex: number, x: number, y: number, z: number): void => {
      const pixels = free(from[2 * vertex + 1]) / scale;
      to[2 * vertex] += (r[0] * x + r[3] * y + r[6] * z) * pixels;
      to[2 * vertex + 1] += (r[1] * x + r[4] * y + r[7] * z) * pixels;
    };
    MOVED.forEach((vertex, i) => {
      move(vertex, shift[3 * i], shift[3 * i + 1], shift[3 * i + 2]);
    });
    for (const { vertex, sources, weights } of this.mesh.followers) {
      let [x, y, z] = [0, 0, 0];
      for (let k = 0; k < sources.length; k++) {
        const at = 3 * sources[k];
        x += weights[k] * shift[at];
        y += weights[k] * shift[at + 1];
        z += weights[k] * shift[at + 2];
      }
      move(vertex, x, y, z);
    }
    this.mesh.clearance.enforce(to, pose);
  }

  private lipsInResult(): Float32Array {
    const lips = new Float32Array(LIP_POINTS.length * 2);
    LIP_POINTS.forEach((landmark, i) => {
      lips[2 * i] = this.to[2 * landmark];
      lips[2 * i + 1] = this.to[2 * landmark + 1];
    });
    return lips;
  }

  private async drawMouth(
    request: RenderRequest,
    lips: Float32Array,
    out: YuvFrame,
  ): Promise<void> {
    const { source, patch } = request;
    const inner = lips.subarray(0, 2 * LIP_INNER.length);
    const width = Math.hypot(inner[20] - inner[0], inner[21] - inner[1]);
    const limits: Box = { x0: 0, y0: 0, x1: source.width, y1: source.height };
    if (patch !== undefined) {
      this.mask.draw(inner, EDGE_REACH * width + 0.7, 0, limits);
      const luma = meanLipLuma(source, lipPositions(request.landmarks));
      this.showPatch(patch, lips, luma, out);
    }
    const opacity = learntOpacity(innerAperture(request.shape), patch?.key.aperture ?? 0);
    if (this.learnt === undefined || opacity <= 0) return;
    this.learntFrames += 1;
    // The learnt picture has no lips of its own, so it stays within the lips' inner edge.
    this.mask.draw(inner, 0.5, -EDGE_REACH * width - 0.5, limits);
    await this.showLearnt(this.learnt, request.landmarks, opacity, out);
  }

  private showPatch(patch: MouthPatch, lips: Float32Array, luma: number, out: YuvFrame): void {
    drawInterior(out, this.mask, {
      picture: patch.picture,
      toPicture: fitAffine(lips, patch.lips, this.alignWeights, ALIGN_RIDGE),
      gain: Math.max(1 / GAIN_LIMIT, Math.min(GAIN_LIMIT, luma / Math.max(1, patch.lipLuma))),
      opacity: 1,
    });
  }

  private async showLearnt(
    { interior, tone }: LearntMouth,
    landmarks: Float32Array,
    opacity: number,
    out: YuvFrame,
  ): Promise<void> {
    this.shown.set(landmarks);
    for (const landmark of LIP_POINTS) {
      this.shown[3 * landmark] = this.to[2 * landmark];
      this.shown[3 * landmark + 1] = this.to[2 * landmark + 1];
    }
    const { picture, toPicture } = await interior.draw(this.shown, tone);
    drawInterior(out, this.mask, { picture, toPicture: atCentres(toPicture), gain: 1, opacity });
  }
}

/** How much of the learnt inside is shown, given how far the mouth and the best patch are open. */
function learntOpacity(wished: number, best: number): number {
  if (wished <= LEARNT_FROM) return 0;
  const open = Math.min(1, (wished - LEARNT_FROM) / (LEARNT_FULL - LEARNT_FROM));
  const lack = (PATCH_ENOUGH - best / wished) / (PATCH_ENOUGH - PATCH_USELESS);
  return open * Math.max(0, Math.min(1, lack));
}

/** A map between positions counted from pixels' corners, as one between pixels' centres. */
function atCentres({ a, b, c, d, e, f }: Affine): Affine {
  return { a, b, c: c + (a + b - 1) / 2, d, e, f: f + (d + e - 1) / 2 };
}
