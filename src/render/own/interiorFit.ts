import { inverse, mapPoints, type Affine } from '../affine.js';
import { LipEdges } from '../lipEdges.js';
import type { PictureMap } from '../mouthInterior.js';

/** A mouth in some picture. */
export interface PlacedMouth {
  /** LIP_INNER x, y in the picture's pixels. */
  readonly inner: Float32Array;
  /** Skull frame to the picture's pixels. */
  readonly skull: Affine;
}

/** Columns that the lips' edges are tabulated at. */
const COLUMNS = 96;
/** The tables reach beyond the corners by this share of the mouth's width. */
const BEYOND = 0.12;
/** The mouth counts as open where the lips are apart by more than this share of their widest. */
const WIDE_OPEN = 0.3;
/** From this share of the way out to there on, the picture is stretched for a mouth open further. */
const STILL_SHARE = 0.3;
const MOST_STRETCH = 1.5;
/** A lowered upper lip covers at most this share of the picture's opening. */
const COVERED = 0.6;
/** Least depth over which the top of the teeth is stretched to meet a lip raised further, eye distances. */
const TOP_DEPTH = 0.05;
/** Shares of the opening, from the top, that stay with the upper teeth and with the lower lip. */
const WITH_SKULL = 0.2;
const WITH_JAW = 0.2;
/** Stretch (over the opening) at which the rows begin to share it evenly, and at which they all do. */
const EVEN_FROM = 0.1;
const EVEN_FULL = 0.3;

interface OpenSpan {
  readonly left: number;
  readonly right: number;
}

/**
 * Where in a kept mouth's picture each pixel of another opening is found. The upper teeth keep their
 * place under the head and their size, however the lips move over them; what lies along the lower
 * lip goes with the jaw; the dark between them takes up the difference. Lips open wider than the
 * picture's are met by stretching what is next to them, so that no lip shows inside the mouth.
 * Owns its tables: one mouth at a time.
 */
export class InteriorFit implements PictureMap {
  x = 0;
  y = 0;
  private readonly edges = new LipEdges();
  private readonly kept = new LipEdges();
  /** A column each: edges here, place there, edges there. */
  private readonly upper = new Float32Array(COLUMNS);
  private readonly lower = new Float32Array(COLUMNS);
  private readonly across = new Float32Array(COLUMNS);
  private readonly keptUpper = new Float32Array(COLUMNS);
  private readonly keptLower = new Float32Array(COLUMNS);
  private openHere: OpenSpan = { left: 0, right: 0 };
  private openThere: OpenSpan = { left: 0, right: 0 };
  private left = 0;
  private columns = 1;
  private reach = 1;
  private toSkull: Affine = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 };
  private toPicture: Affine = this.toSkull;

  /**
   * @param mouth as it is to be shown
   * @param picture the kept one
   * @param reach pixels beyond the lips' edge by which the kept lip's own edge is reached
   */
  fit(mouth: PlacedMouth, picture: PlacedMouth, reach: number): void {
    this.toSkull = inverse(mouth.skull);
    this.toPicture = picture.skull;
    this.edges.take(mapPoints(this.toSkull, mouth.inner));
    this.kept.take(mapPoints(inverse(picture.skull), picture.inner));
    this.openHere = this.edges.wideOpen(WIDE_OPEN);
    this.openThere = this.kept.wideOpen(WIDE_OPEN);
    this.reach = reach * Math.hypot(this.toSkull.a, this.toSkull.d);
    const { edges, kept } = this;
    const width = Math.max(edges.right - edges.left, 1e-3);
    this.left = edges.left - BEYOND * width;
    const step = (width * (1 + 2 * BEYOND)) / (COLUMNS - 1);
    this.columns = 1 / step;
    for (let i = 0; i < COLUMNS; i++) {
      const x = this.left + i * step;
      const there = this.placeAcross(x);
      this.upper[i] = edges.upperAt(x);
      this.lower[i] = edges.lowerAt(x);
      this.across[i] = there;
      this.keptUpper[i] = kept.upperAt(there);
      this.keptLower[i] = kept.lowerAt(there);
    }
  }

  /** Sets x and y to the place in the kept picture of a pixel of the result. */
  locate(px: number, py: number): void {
    const { toSkull: s, toPicture: p } = this;
    const x = s.a * px + s.b * py + s.c;
    const y = s.d * px + s.e * py + s.f;
    const at = Math.max(0, Math.min(COLUMNS - 1.001, (x - this.left) * this.columns));
    const i = Math.floor(at);
    const k = at - i;
    const there = mix(this.across, i, k) + (x - this.left - at / this.columns);
    const down = placeDown(
      y,
      mix(this.upper, i, k),
      mix(this.lower, i, k),
      mix(this.keptUpper, i, k),
      mix(this.keptLower, i, k),
      this.reach,
    );
    this.x = p.a * there + p.b * down + p.c;
    this.y = p.d * there + p.e * down + p.f;
  }

  /**
   * Teeth keep their size; only towards the corners, and only where the mouth is open further out
   * than in the picture, is the picture stretched.
   */
  private placeAcross(x: number): number {
    const { edges, kept, openHere, openThere } = this;
    const middle = (kept.left + kept.right) / 2;
    const right = x > middle;
    const there = right ? openThere.right : openThere.left;
    const here = right ? Math.max(openHere.right, there) : Math.min(openHere.left, there);
    const start = middle + STILL_SHARE * (there - middle);
    if (right ? x <= start : x >= start) return x;
    const out = here - start;
    if (Math.abs(out) < 1e-6) return x;
    const stretched = Math.max((there - start) / out, 1 / MOST_STRETCH);
    const placed = start + (x - start) * stretched;
    if (right ? placed <= there : placed >= there) return placed;
    // From where it is open on to the corner, in proportion where that is further away.
    const corner = right ? kept.right : kept.left;
    const end = right ? Math.max(edges.right, here) : Math.min(edges.left, here);
    const from = start + (there - start) / stretched;
    const far = Math.abs(end - from);
    const scale = far > 1e-6 ? Math.min(1, Math.abs(corner - there) / far) : 1;
    return there + (x - from) * scale;
  }
}

/**
 * A row of the skull frame -> that of the kept picture, in one column.
 * @param upper @param lower the lips' edges here @param keptUpper @param keptLower those there
 */
function placeDown(
  y: number,
  upper: number,
  lower: number,
  keptUpper: number,
  keptLower: number,
  reach: number,
): number {
  // A lip raised further than in the picture meets what is under that one's edge; a lip lowered
  // further covers the teeth, as far as the picture is open.
  const top = Math.max(keptUpper, Math.min(upper, keptUpper + COVERED * (keptLower - keptUpper)));
  if (y <= upper) {
    return top + (y - upper) * (1 + Math.min(2, (top - keptUpper) / Math.max(reach, 1e-6)));
  }
  if (y >= lower) return keptLower + (y - lower);
  const raise = top - upper;
  const depth = Math.max(TOP_DEPTH, 2 * Math.abs(raise));
  const opening = lower - upper;
  const t = (y - upper) / opening;
  const drop = keptLower - lower - raise * Math.exp(-opening / depth);
  const even = Math.max(0, Math.min(1, (-drop / opening - EVEN_FROM) / (EVEN_FULL - EVEN_FROM)));
  const share = (1 - even) * smooth((t - WITH_SKULL) / (1 - WITH_SKULL - WITH_JAW)) + even * t;
  return y + raise * Math.exp((upper - y) / depth) + drop * share;
}

function smooth(t: number): number {
  const clamped = t < 0 ? 0 : t > 1 ? 1 : t;
  return clamped * clamped * (3 - 2 * clamped);
}

function mix(table: Float32Array, i: number, k: number): number {
  return table[i] * (1 - k) + table[i + 1] * k;
}
