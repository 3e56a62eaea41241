import type { Pose } from '../core/faceTrack.js';
import type { Box, YuvFrame } from '../core/frame.js';
import { LIP_INNER, MOVED } from '../core/landmarkSets.js';
import { fitAffine } from './affine.js';
import { fadeToSource } from './fade.js';
import { fillRing, MESH_VERTICES, type FaceMesh } from './faceMesh.js';
import { mouthKey } from './lipShape.js';
import { drawInterior } from './mouthInterior.js';
import { MouthChooser } from './mouthLibrary.js';
import { boundsOf, MouthMask } from './mouthMask.js';
import { LIP_POINTS, lipPositions, meanLipLuma, type MouthPatch } from './mouthPatch.js';
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
  /** 0 leaves the frame as filmed, 1 shows the wished shape; between, the mouth moves part way. */
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

/**
 * Draws an actor's face with another mouth shape. Owns the working buffers and the choice of mouth
 * patch, so frames must be given in order, one renderer for one output.
 */
export class FaceRenderer {
  /** Frames drawn so far whose mouth interior is the learnt one. */
  learntFrames = 0;
  private readonly warp = new WarpMap();
  private readonly mask = new MouthMask();
  private readonly chooser: MouthChooser;
  private readonly from = new Float32Array(MESH_VERTICES * 2);
  private readonly to = new Float32Array(MESH_VERTICES * 2);
  private readonly shift = new Float32Array(MOVED.length * 3);
  private readonly wished = new Float32Array(MOVED.length * 3);
  private readonly alignWeights = Float32Array.from(LIP_POINTS, (_, i) =>
    i < LIP_INNER.length ? 1 : OUTER_WEIGHT,
  );

  constructor(
    private readonly mesh: FaceMesh,
    patches: readonly MouthPatch[],
  ) {
    this.chooser = new MouthChooser(patches);
  }

  /** Draws into `out`, which must already hold a copy of `request.source`. */
  render(request: RenderRequest, out: YuvFrame): RenderedMouth {
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
    this.drawMouth(request, lips, out);
    if (weight < FADE_BELOW) fadeToSource(source, out, box, weight / FADE_BELOW);
    return { box, mouth };
  }

  /** Fills the vertex positions before and after the motion. */
  private place({ landmarks, pose, current, shape, weight }: RenderRequest): void {
    const { from, to, shift, wished } = this;
    for (let i = 0; i < from.length / 2 && 3 * i < 468 * 3; i++) {
      from[2 * i] = landmarks[3 * i];
      from[2 * i + 1] = landmarks[3 * i + 1];
    }
    fillRing(from);
    to.set(from);
    for (let i = 0; i < shift.length; i++) {
      shift[i] = (shape[i] - current[i]) * weight;
      wished[i] = current[i] + shift[i];
    }
    const { rotation: r, scale } = pose;
    const move = (vertex: number, x: number, y: number, z: number): void => {
      to[2 * vertex] += (r[0] * x + r[3] * y + r[6] * z) / scale;
      to[2 * vertex + 1] += (r[1] * x + r[4] * y + r[7] * z) / scale;
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
  }

  private lipsInResult(): Float32Array {
    const lips = new Float32Array(LIP_POINTS.length * 2);
    LIP_POINTS.forEach((landmark, i) => {
      lips[2 * i] = this.to[2 * landmark];
      lips[2 * i + 1] = this.to[2 * landmark + 1];
    });
    return lips;
  }

  private drawMouth(request: RenderRequest, lips: Float32Array, out: YuvFrame): void {
    const { source, pose, landmarks } = request;
    const chosen = this.chooser.choose(mouthKey(this.wished, pose.yaw, pose.pitch));
    if (chosen === undefined) return;
    const inner = lips.subarray(0, 2 * LIP_INNER.length);
    const width = Math.hypot(inner[20] - inner[0], inner[21] - inner[1]);
    const limits: Box = { x0: 0, y0: 0, x1: source.width, y1: source.height };
    this.mask.draw(inner, EDGE_REACH * width + 0.7, 0, limits);
    const luma = meanLipLuma(source, lipPositions(landmarks));
    const show = (patch: MouthPatch, opacity: number): void => {
      drawInterior(out, this.mask, {
        picture: patch.picture,
        toPicture: fitAffine(lips, patch.lips, this.alignWeights, ALIGN_RIDGE),
        gain: Math.max(1 / GAIN_LIMIT, Math.min(GAIN_LIMIT, luma / Math.max(1, patch.lipLuma))),
        opacity,
      });
    };
    if (chosen.previous !== undefined) show(chosen.previous, 1);
    show(chosen.patch, chosen.previous === undefined ? 1 : 0.5);
  }
}
