import type { Pose } from '../core/faceTrack.js';
import type { Box, YuvFrame } from '../core/frame.js';
import { LIP_INNER } from '../core/landmarkSets.js';
import type { DrawnInterior } from './drawn/drawnInterior.js';
import { InteriorFit, type PlacedMouth } from './own/interiorFit.js';
import { InteriorPainter, type InteriorPicture } from './mouthInterior.js';
import { MouthMask } from './mouthMask.js';
import { MOST_BLENDED, type WeightedMouth } from './own/mouthBlend.js';
import type { MouthPatch } from './own/mouthPatch.js';
import { skinLuma } from './own/mouthTone.js';
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
  /** The actor's filmed mouths that are to be seen, at most MOST_BLENDED. */
  readonly mouths: readonly WeightedMouth[];
}

/** How far the inside is drawn over the lips' inner edge, as a share of the mouth's width. */
const EDGE_REACH = 0.025;
/** The drawn inside has no lips: it ends on the lips' edge, over this share of the width. */
const DRAWN_EDGE = 0.012;
/** Openings (eye distances) below which light is lost, and how much of it through closed lips. */
const SLIT = 0.045;
const SLIT_SHADE = 0.55;
const GAIN_LIMIT = 1.25;
/** The drawn inside fades in over these openings (eye distances). */
const DRAWN_FROM = 0.008;
const DRAWN_FULL = 0.025;

/** Fills the opening between the lips. Owns its working buffers: one frame at a time. */
export class MouthDrawer {
  /** Frames drawn so far whose mouth interior is a drawn one. */
  drawnFrames = 0;
  private readonly mask = new MouthMask();
  private readonly painter = new InteriorPainter();
  private readonly fits = Array.from({ length: MOST_BLENDED }, () => new InteriorFit());

  /** @param drawn for people whose footage does not show their mouth's inside */
  constructor(private readonly drawn?: DrawnInterior) {}

  draw({ source, landmarks, pose, lips, aperture, mouths }: MouthRequest, out: YuvFrame): void {
    const inner = lips.subarray(0, 2 * LIP_INNER.length);
    const mouth: PlacedMouth = { inner, skull: skullFrame(landmarks, pose) };
    const width = Math.hypot(inner[20] - inner[0], inner[21] - inner[1]);
    const limits: Box = { x0: 0, y0: 0, x1: source.width, y1: source.height };
    const opacity = this.drawn === undefined ? 0 : drawnOpacity(aperture);
    if (mouths.length > 0 && opacity < 1) {
      const reach = EDGE_REACH * width + 0.7;
      this.mask.draw(inner, reach, 0, limits);
      const light = skinLuma(source, landmarks);
      const pictures = mouths.map(({ patch, weight }, i): InteriorPicture => {
        const toPicture = this.fits[i];
        toPicture.fit(mouth, patch, reach, patch.dark);
        const gain = lightGain(light, patch) * slitShade(aperture, patch);
        return { picture: patch.picture, toPicture, gain, weight };
      });
      this.painter.draw(out, this.mask, pictures);
    }
    if (this.drawn === undefined || opacity <= 0) return;
    this.drawnFrames += 1;
    const edge = DRAWN_EDGE * width + 0.5;
    this.mask.draw(inner, edge, -edge, limits);
    this.drawn.draw(out, this.mask, mouth, opacity);
  }
}

/** What matches a filmed mouth to the light on the face now. @param skin its luma */
function lightGain(skin: number, patch: MouthPatch): number {
  const light = skin / Math.max(1, patch.skinLuma);
  return Math.max(1 / GAIN_LIMIT, Math.min(GAIN_LIMIT, light));
}

/**
 * Less light reaches teeth through a slit than through the opening they were filmed in: without this
 * nearly closed lips show a white line.
 */
function slitShade(aperture: number, patch: MouthPatch): number {
  const filmed = Math.min(SLIT, Math.max(0, patch.key.aperture));
  const missing = Math.max(0, filmed - Math.max(0, aperture)) / SLIT;
  return 1 - SLIT_SHADE * missing;
}

/** How much of the drawn inside is shown: none through closed lips, all from a small opening on. */
function drawnOpacity(wished: number): number {
  return Math.max(0, Math.min(1, (wished - DRAWN_FROM) / (DRAWN_FULL - DRAWN_FROM)));
}
