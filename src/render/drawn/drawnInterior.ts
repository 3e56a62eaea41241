import { chromaWidth, type ColorCoding, type YuvFrame } from '../../core/frame.js';
import { inverse, mapPoints, type Affine } from '../affine.js';
import type { PlacedMouth } from '../own/interiorFit.js';
import { LipEdges } from '../lipEdges.js';
import { MouthAnatomy, type Opening, type RestMouth } from './mouthAnatomy.js';
import { mouthColors, type MouthColors } from './mouthColors.js';
import type { MouthMask } from '../mouthMask.js';
import type { MouthTone } from '../own/mouthTone.js';

/** What the drawn inside is made to fit. */
export interface DrawnPerson {
  readonly rest: RestMouth;
  readonly tone: MouthTone;
  /** Pixels (standard deviation) by which edges of this video are soft. */
  readonly blur: number;
}

/**
 * Draws teeth, tongue and dark for people whose footage never shows them, at the video's own
 * resolution and sharpness. Everything is placed in the skull frame, so that nothing swims.
 */
export class DrawnInterior {
  private readonly anatomy: MouthAnatomy;
  private readonly colors: MouthColors;
  private readonly edges = new LipEdges();
  private readonly column = { x: 0, upper: 0, lower: 0 };
  private opening: Opening = { upper: 0, lower: 0, halfWidth: 1 };
  private toSkull: Affine = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 };

  constructor(
    private readonly person: DrawnPerson,
    color: ColorCoding,
  ) {
    const { rest, tone } = person;
    // One person has the same teeth in every video frame and in every run.
    const seed = Math.round(1e4 * rest.width) * 31 + Math.round(1e3 * (tone.skin[0] + tone.lip[1]));
    this.anatomy = new MouthAnatomy(rest, tone.sideLight, seed);
    this.colors = mouthColors(tone, color);
  }

  /** @param mask of the opening @param opacity 0..1, on top of what is already drawn */
  draw(target: YuvFrame, mask: MouthMask, mouth: PlacedMouth, opacity: number): void {
    this.place(mouth);
    const soft = 1.5 * this.person.blur * Math.hypot(this.toSkull.a, this.toSkull.d);
    this.drawLuma(target, mask, opacity, soft);
    this.drawChroma(target, mask, opacity, soft);
  }

  private place(mouth: PlacedMouth): void {
    this.toSkull = inverse(mouth.skull);
    const { edges } = this;
    const { rest } = this.person;
    edges.take(mapPoints(this.toSkull, mouth.inner));
    this.opening = {
      upper: edges.upperAt(rest.x),
      lower: edges.lowerAt(rest.x),
      halfWidth: Math.max(0.05, (edges.right - edges.left) / 2),
    };
  }

  private drawLuma(target: YuvFrame, mask: MouthMask, opacity: number, soft: number): void {
    const { anatomy, colors } = this;
    const { x0, y0, x1, y1 } = mask.box;
    for (let y = y0, at = 0; y < y1; y++) {
      for (let x = x0; x < x1; x++, at++) {
        const alpha = mask.coverage[at] * opacity;
        if (alpha <= 0.003) continue;
        this.look(x, y, soft);
        const out = y * target.width + x;
        const mixed = target.y[out] * (1 - alpha) + this.value(0, anatomy, colors) * alpha;
        target.y[out] = mixed < 0 ? 0 : mixed > 255 ? 255 : mixed + 0.5;
      }
    }
  }

  private drawChroma(target: YuvFrame, mask: MouthMask, opacity: number, soft: number): void {
    const { anatomy, colors } = this;
    const { x0, y0, x1, y1 } = mask.box;
    const stride = chromaWidth(target.width);
    for (let y = (y0 + 1) >> 1; 2 * y < y1; y++) {
      for (let x = (x0 + 1) >> 1; 2 * x < x1; x++) {
        const at = (2 * y - y0) * (x1 - x0) + 2 * x - x0;
        const below = 2 * y + 1 < y1 ? at + x1 - x0 : at;
        const alpha = ((mask.coverage[at] + mask.coverage[below]) / 2) * opacity;
        if (alpha <= 0.003) continue;
        this.look(2 * x, 2 * y + 0.5, 2 * soft);
        const out = y * stride + x;
        target.u[out] = target.u[out] * (1 - alpha) + this.value(1, anatomy, colors) * alpha + 0.5;
        target.v[out] = target.v[out] * (1 - alpha) + this.value(2, anatomy, colors) * alpha + 0.5;
      }
    }
  }

  private look(px: number, py: number, soft: number): void {
    const { toSkull: s, edges, column } = this;
    const x = s.a * px + s.b * py + s.c;
    const y = s.d * px + s.e * py + s.f;
    column.x = x - this.person.rest.x;
    column.upper = edges.upperAt(x);
    column.lower = edges.lowerAt(x);
    this.anatomy.look(column, this.opening, y, soft);
  }

  /** One plane's code value of what was looked at. */
  private value(plane: 0 | 1 | 2, { light, share }: MouthAnatomy, colors: MouthColors): number {
    const lit = share * colors.enamel[plane] + (1 - share) * colors.tissue[plane];
    return colors.black[plane] + light * (lit - colors.black[plane]);
  }
}
