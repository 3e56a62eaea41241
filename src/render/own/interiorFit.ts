import { median } from '../../core/measure/statistics.js';
import { inverse, mapPoints, type Affine } from '../affine.js';
import { LipEdges } from '../lipEdges.js';
import type { PictureMap } from '../mouthInterior.js';
import { SEAM_COLUMNS, type MouthSeam } from './mouthSeam.js';
import { OpenColumn, missingIn, type ColumnPair, type ColumnReach } from './openColumn.js';

/** A mouth in some picture. */
export interface PlacedMouth {
  /** LIP_INNER x, y in the picture's pixels. */
  readonly inner: Float32Array;
  /** Skull frame to the picture's pixels. */
  readonly skull: Affine;
}

/** One that was filmed. */
export interface FilmedMouth extends PlacedMouth {
  readonly seam: MouthSeam;
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
/** How far a picture comes apart is judged where the mouth is open by more than this share of its widest. */
const OPEN_SHARE = 0.5;
/** Where a picture comes apart, dark comes in over at least this (eye distances), or as softly as it is filmed. */
const LEAST_SOFT = 0.012;
const SOFT_SHARE = 1;

interface OpenSpan {
  readonly left: number;
  readonly right: number;
}

/**
 * Where in a kept mouth's picture each pixel of another opening is found, and how dark it is there
 * (`OpenColumn` tells what moves with what). Sideways teeth keep their size. Owns its tables: one mouth at a time.
 */
export class InteriorFit implements PictureMap {
  x = 0;
  y = 0;
  shade = 1;
  private readonly edges = new LipEdges();
  private readonly kept = new LipEdges();
  /** Of each column the place across in the picture, and what the light there falls to in a deep gap. */
  private readonly across = new Float32Array(COLUMNS);
  private readonly deep = new Float32Array(COLUMNS);
  private readonly pairs = Array.from({ length: COLUMNS }, emptyPair);
  private readonly pair = emptyPair();
  private readonly open = new OpenColumn();
  private openHere: OpenSpan = { left: 0, right: 0 };
  private openThere: OpenSpan = { left: 0, right: 0 };
  private left = 0;
  private columns = 1;
  private reach: ColumnReach = { edge: 1, soft: LEAST_SOFT };
  private toSkull: Affine = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 };
  private toPicture: Affine = this.toSkull;

  /**
   * @param mouth as it is to be shown
   * @param picture the kept one
   * @param reach pixels beyond the lips' edge by which the kept lip's own edge is reached
   * @param dark luma of the dark inside, in the picture's light
   */
  fit(mouth: PlacedMouth, picture: FilmedMouth, reach: number, dark: number): void {
    this.toSkull = inverse(mouth.skull);
    this.toPicture = picture.skull;
    this.edges.take(mapPoints(this.toSkull, mouth.inner));
    this.kept.take(mapPoints(inverse(picture.skull), picture.inner));
    this.openHere = this.edges.wideOpen(WIDE_OPEN);
    this.openThere = this.kept.wideOpen(WIDE_OPEN);
    const edge = reach * Math.hypot(this.toSkull.a, this.toSkull.d);
    this.reach = { edge, soft: Math.max(LEAST_SOFT, SOFT_SHARE * picture.seam.softness) };
    const { edges, kept } = this;
    const width = Math.max(edges.right - edges.left, 1e-3);
    this.left = edges.left - BEYOND * width;
    const step = (width * (1 + 2 * BEYOND)) / (COLUMNS - 1);
    this.columns = 1 / step;
    for (let i = 0; i < COLUMNS; i++) {
      const x = this.left + i * step;
      const there = this.placeAcross(x);
      this.across[i] = there;
      const at =
        ((there - kept.left) / Math.max(kept.right - kept.left, 1e-3)) * SEAM_COLUMNS - 0.5;
      const pair = this.pairs[i];
      pair.upper = edges.upperAt(x);
      pair.lower = edges.lowerAt(x);
      pair.keptUpper = kept.upperAt(there);
      pair.keptLower = kept.lowerAt(there);
      pair.seam = valueAt(picture.seam.heights, at);
      this.deep[i] = Math.min(1, dark / Math.max(1, valueAt(picture.seam.lumas, at)));
    }
    this.comeApart();
  }

  /** The jaw goes down as a whole: a mouth comes apart in the shape that it is open in, not here and there. */
  private comeApart(): void {
    const open = ({ upper, lower }: ColumnPair): number => Math.max(0, lower - upper);
    const widest = Math.max(1e-6, ...this.pairs.map(open));
    const middle = this.pairs.filter((pair) => open(pair) > OPEN_SHARE * widest);
    const depth = median(middle.map((pair) => missingIn(pair) / open(pair))) ?? 0;
    for (const pair of this.pairs) {
      const missing = missingIn(pair);
      pair.apart = Math.max(0, Math.min(missing, depth * open(pair)));
      pair.stretch = missing - pair.apart;
    }
  }

  /** Sets x, y and shade to the place in the kept picture of a pixel of the result. */
  locate(px: number, py: number): void {
    const { toSkull: s, toPicture: p } = this;
    const x = s.a * px + s.b * py + s.c;
    const y = s.d * px + s.e * py + s.f;
    const at = Math.max(0, Math.min(COLUMNS - 1.001, (x - this.left) * this.columns));
    const i = Math.floor(at);
    const k = at - i;
    const there = mix(this.across, i, k) + (x - this.left - at / this.columns);
    const { pair, open } = this;
    between(pair, this.pairs[i], this.pairs[i + 1], k);
    open.place(y, pair, this.reach);
    const down = open.row;
    this.shade = 1 - open.dark * (1 - mix(this.deep, i, k));
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

function mix(table: Float32Array, i: number, k: number): number {
  return table[i] * (1 - k) + table[i + 1] * k;
}

function emptyPair(): ColumnPair {
  return { upper: 0, lower: 0, keptUpper: 0, keptLower: 0, seam: 0, apart: 0, stretch: 0 };
}

/** Sets `out` to what is a share `k` of the way from one column to the next. */
function between(out: ColumnPair, a: ColumnPair, b: ColumnPair, k: number): void {
  out.upper = a.upper + k * (b.upper - a.upper);
  out.lower = a.lower + k * (b.lower - a.lower);
  out.keptUpper = a.keptUpper + k * (b.keptUpper - a.keptUpper);
  out.keptLower = a.keptLower + k * (b.keptLower - a.keptLower);
  out.seam = a.seam + k * (b.seam - a.seam);
  out.apart = a.apart + k * (b.apart - a.apart);
  out.stretch = a.stretch + k * (b.stretch - a.stretch);
}

/** Between a table's entries; level beyond its ends. */
function valueAt(table: Float32Array, at: number): number {
  const clamped = Math.max(0, Math.min(table.length - 1.001, at));
  const i = Math.floor(clamped);
  return mix(table, i, clamped - i);
}
