import { seeded } from '../../core/seeded.js';
import { smoothStep } from '../../core/smoothStep.js';
import { lowerTeeth, toothAt, upperTeeth, type ToothColumn } from './teeth.js';

/** A closed mouth in the skull frame: where the teeth behind it are. Eye distances. */
export interface RestMouth {
  /** Middle of the mouth. */
  readonly x: number;
  /** Where the lips meet. */
  readonly y: number;
  /** Between the inner corners. */
  readonly width: number;
}

/** One column of an open mouth, in the skull frame. */
export interface OpenColumn {
  /** From the teeth's middle. */
  readonly x: number;
  /** The lips' edges here. */
  readonly upper: number;
  readonly lower: number;
}

/** The whole opening, in the skull frame. */
export interface Opening {
  /** The lips' edges in the middle. */
  readonly upper: number;
  readonly lower: number;
  readonly halfWidth: number;
}

/** The upper teeth's edge lies this much below where the lips meet; the lower teeth's, above that. */
const UPPER_EDGE = 0.024;
const OVERBITE = 0.018;
/** The jaw moves by this share of the lower lip. */
const JAW = 0.85;
/** Gum is seen above teeth this long. */
const TOOTH_LENGTH = 0.105;
/** How much the row of upper (lower) edges rises towards the sides. */
const SMILE = 0.3;

/**
 * What is seen between the lips by anatomy: upper teeth that stay with the skull, lower teeth and
 * tongue that go with the jaw, dark between, and the light that reaches them. Owns one person's
 * teeth, which are drawn by lot, the same for the same seed.
 */
export class MouthAnatomy {
  /** Of the last place: light over that of a lit front tooth, and share of enamel. */
  light = 0;
  share = 0;
  private readonly upperRow;
  private readonly lowerRow;
  private readonly tooth: ToothColumn = { front: 1, gap: 0, raised: 0 };

  constructor(
    private readonly rest: RestMouth,
    private readonly sideLight: number,
    seed: number,
  ) {
    const random = seeded(seed);
    this.upperRow = upperTeeth(random);
    this.lowerRow = lowerTeeth(random);
  }

  /** Sets `light` and `share`. @param soft width of an edge, eye distances */
  look(column: OpenColumn, opening: Opening, y: number, soft: number): void {
    const { rest, tooth } = this;
    const x = column.x;
    const far = Math.abs(x);
    const size = Math.max(0.85, Math.min(1.15, rest.width / 0.53));
    const open = Math.max(0, opening.lower - opening.upper);
    const depth = smooth(open, 0.02, 0.1);
    toothAt(this.upperRow, x / size, tooth);
    const edge = rest.y + UPPER_EDGE - SMILE * x * x - tooth.raised;
    const arch = 1 - 0.66 * smooth(far, 0.08, 0.26);
    const shadow = 1 - 0.5 * Math.exp(-Math.max(0, y - column.upper) / 0.017);
    const tip = 1 - 0.12 * Math.exp(-Math.max(edge - y, 0) / 0.01);
    const gum = smooth(y, edge - TOOTH_LENGTH - soft, edge - TOOTH_LENGTH + soft);
    const teeth = 1 - smooth(y, edge - soft, edge + soft);
    const between = 1 - (0.12 + 0.5 * far) * tooth.gap;
    const reached = (0.58 + 0.42 * depth) * arch * shadow;
    const enamel = tooth.front * between * tip * gum + 0.5 * (1 - gum);

    const drop = Math.max(0, opening.lower - rest.y);
    const floor = this.floor(column, opening, y, edge, drop, soft);
    const corner = 1 - 0.5 * smooth(far / opening.halfWidth, 0.68, 1);
    const side = 1 + 1.1 * this.sideLight * Math.max(-0.27, Math.min(0.27, x));
    this.light = (teeth * enamel * reached + (1 - teeth) * floor.light) * corner * side;
    this.share = teeth * gum * (0.35 + 0.65 * reached) + (1 - teeth) * floor.share;
  }

  private readonly below = { light: 0, share: 0 };

  /** What lies behind and below the upper teeth: dark, tongue, lower teeth. */
  private floor(
    { x, lower }: OpenColumn,
    opening: Opening,
    y: number,
    edge: number,
    drop: number,
    soft: number,
  ): { readonly light: number; readonly share: number } {
    const { rest, tooth, below } = this;
    const open = Math.max(0, opening.lower - opening.upper);
    const far = Math.abs(x);
    const rise = smooth(open, 0.06, 0.2);
    const cavity = 0.1 + 0.06 * smooth(y - edge, 0, 0.16);
    const top = opening.lower - (0.3 + 0.12 * rise) * open + 0.9 * x * x;
    const tongue =
      smooth(y - top, -0.02, 0.03) * (1 - smooth(far, 0.1, 0.2)) * smooth(open, 0.05, 0.1);
    const groove = 1 - 0.12 * Math.exp(-((x / 0.014) ** 2));
    let light = cavity * (1 - tongue) + (0.24 + 0.16 * rise) * groove * tongue;
    toothAt(this.lowerRow, x, tooth);
    const lowEdge = rest.y + UPPER_EDGE - OVERBITE + JAW * drop - 0.15 * x * x + tooth.raised;
    const teeth = smooth(y, lowEdge - soft, lowEdge + soft) * (1 - smooth(far, 0.13, 0.21));
    const lit = 0.62 * (0.35 + 0.65 * rise) * tooth.front * (1 - (0.2 + 0.4 * far) * tooth.gap);
    light = light * (1 - teeth) + lit * teeth;
    below.light = light * (1 - 0.35 * Math.exp(-Math.max(0, lower - y) / 0.012));
    below.share = 0.75 * teeth * (0.4 + 0.6 * rise);
    return below;
  }
}

function smooth(x: number, low: number, high: number): number {
  return smoothStep((x - low) / (high - low));
}
