import type { Pose } from '../core/faceTrack.js';
import type { Box, YuvFrame } from '../core/frame.js';
import { MOVED } from '../core/landmarkSets.js';
import { innerAperture, MOVED_FLOATS } from '../core/lowerFace.js';
import { freedomAbove } from './mesh/cutOffChin.js';
import type { DrawnInterior } from './drawn/drawnInterior.js';
import { fadeToSource } from './fade.js';
import { fillRing, MESH_VERTICES, type FaceMesh } from './mesh/faceMesh.js';
import { MouthDrawer } from './mouthDrawer.js';
import { boundsOf } from './mouthMask.js';
import type { WeightedMouth } from './own/mouthBlend.js';
import { LIP_POINTS } from './own/mouthPatch.js';
import { keepFullness } from './mesh/drawnSkin.js';
import { WarpMap } from './mesh/warpMap.js';

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
  /** The actor's filmed mouths that are to be seen behind the lips. */
  readonly mouths: readonly WeightedMouth[];
  /** 1 shows the drawn face, 0 the filmed one; low weights fade between them. */
  readonly weight: number;
}

export interface RenderedMouth {
  /** Pixels that may differ from the source. */
  readonly box: Box;
  /** Outer lips in the result. */
  readonly mouth: Box;
}

/** Below this weight the drawn face also fades into the filmed one. */
const FADE_BELOW = 0.5;
/**
 * Draws an actor's face with another mouth shape. Owns the working buffers: one frame at a time.
 */
export class FaceRenderer {
  private readonly warp = new WarpMap();
  private readonly mouth: MouthDrawer;
  private readonly from = new Float32Array(MESH_VERTICES * 2);
  private readonly to = new Float32Array(MESH_VERTICES * 2);
  private readonly shift = new Float32Array(MOVED_FLOATS);

  constructor(
    private readonly mesh: FaceMesh,
    drawn?: DrawnInterior,
  ) {
    this.mouth = new MouthDrawer(drawn);
  }

  /** Frames drawn so far whose mouth interior is a drawn one. */
  get drawnFrames(): number {
    return this.mouth.drawnFrames;
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
    this.mouth.draw({ ...request, lips, aperture: innerAperture(request.shape) }, out);
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
    keepFullness(shift, current);
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
}
