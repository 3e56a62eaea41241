import type { ColorCoding, YuvFrame } from '../core/frame.js';
import type { Model } from '../core/model.js';
import type { Affine } from './affine.js';
import { InteriorPicture } from './interiorPicture.js';
import { INTERIOR, imageToInterior, innerLipInMouth, mouthFrameOf } from './mouthFrame.js';
import type { MouthTone } from './mouthTone.js';

/** Id in models/manifest.json. */
export const INTERIOR_MODEL = 'mouth-interior';
/** LIP_INNER x, y in the mouth frame; skin R, G, B; lip R, G, B; side light. */
export const INTERIOR_FEATURES = 47;
const POINTS = 20;
/** Furthest the inner lips go above and below the corner line, and apart, in the training footage. */
const REACH = { above: 0.33, below: 0.52, apart: 0.6 } as const;
/** Darkest colour the network was shown, with the darkening that training adds. */
const DARKEST = 0.03;
/**
 * Lip over skin, R, G, B: the 2nd and 90th percentile of the training footage. Lipstick beyond them
 * would redden the teeth.
 */
const LIP_OVER_SKIN = { least: [0.7, 0.56, 0.7], most: [0.92, 0.83, 1] } as const;

/** A picture of the inside of a mouth, and where it lies. */
export interface DrawnInterior {
  /** Overwritten by the next `draw`. */
  readonly picture: YuvFrame;
  /** Upright pixels to the picture's, both counted from the top left corner of the first pixel. */
  readonly toPicture: Affine;
}

/**
 * Draws teeth, tongue and dark for people whose footage never shows them, from the lips' shape and
 * the light on the face. Owns its buffers: one a running job.
 */
export class LearntInterior {
  private readonly features = new Float32Array(INTERIOR_FEATURES);
  private readonly converter: InteriorPicture;

  /**
   * @param model input `features` [1, 47], output `interior` [1, 48, 64, 3] RGB 0..1
   * @param scale the picture's enlargement, see `interiorScale`
   */
  constructor(
    private readonly model: Model,
    color: ColorCoding,
    scale: number,
  ) {
    this.converter = new InteriorPicture(color, scale);
  }

  /** @param landmarks 478 x 3 of the frame as it is to be shown, upright pixels */
  async draw(landmarks: Float32Array, tone: MouthTone): Promise<DrawnInterior> {
    const frame = mouthFrameOf(landmarks);
    innerLipInMouth(landmarks, frame, this.features);
    const stretch = verticalStretch(this.features);
    for (let i = 0; i < POINTS; i++) this.features[2 * i + 1] /= stretch;
    this.features.set(toneFeatures(tone), 2 * POINTS);
    const outputs = await this.model.run({
      features: { dims: [1, INTERIOR_FEATURES], data: this.features },
    });
    const { data } = outputs.interior;
    return {
      picture: this.converter.convert(data),
      toPicture: squeeze(
        imageToInterior(frame, this.converter.scale),
        stretch,
        this.converter.scale,
      ),
    };
  }
}

/** Enlargement at which a mouth of this width (pixels between inner corners) has a pixel a pixel. */
export function interiorScale(mouthWidth: number): number {
  return Math.max(1, Math.min(4, Math.round(mouthWidth * INTERIOR.unitsAPixel)));
}

/**
 * How much taller the mouth is than any the network knows (1: not taller). Such a mouth is drawn
 * pressed into the known range and stretched back, so it stays covered and changes steadily.
 */
function verticalStretch(contour: Float32Array): number {
  let [top, bottom] = [0, 0];
  for (let i = 0; i < POINTS; i++) {
    top = Math.min(top, contour[2 * i + 1]);
    bottom = Math.max(bottom, contour[2 * i + 1]);
  }
  return Math.max(1, -top / REACH.above, bottom / REACH.below, (bottom - top) / REACH.apart);
}

/** Presses the picture's rows towards the corner line by `stretch`. */
function squeeze(affine: Affine, stretch: number, scale: number): Affine {
  const line = (-INTERIOR.top / INTERIOR.unitsAPixel) * scale;
  return {
    ...affine,
    d: affine.d / stretch,
    e: affine.e / stretch,
    f: line + (affine.f - line) / stretch,
  };
}

function toneFeatures({ skin, lip, sideLight }: MouthTone): number[] {
  const within = (value: number, low: number, high: number): number =>
    Math.max(low, Math.min(high, value));
  const knownSkin = skin.map((value) => within(value, DARKEST, 1));
  const { least, most } = LIP_OVER_SKIN;
  const knownLip = knownSkin.map((value, i) => within(lip[i], value * least[i], value * most[i]));
  return [...knownSkin, ...knownLip, within(sideLight, -1, 1)];
}
