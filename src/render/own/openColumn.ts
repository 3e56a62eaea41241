import { smoothStep } from '../../core/smoothStep.js';

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
/** Half the height about the seam that is stretched where the mouth comes apart, eye distances. */
const BAND = 0.012;
/** A gap of this height is as dark as the mouth is deep, eye distances. */
const DEEP = 0.05;

/** One column of two mouths, in the skull frame. */
export interface ColumnPair {
  /** The lips' edges of the mouth to be shown. */
  upper: number;
  lower: number;
  /** Those of the filmed mouth, and where that comes apart. */
  keptUpper: number;
  keptLower: number;
  seam: number;
  /** How far it comes apart, and what it is open less beyond that: less than 0 where it is open more. */
  apart: number;
  stretch: number;
}

/** Eye distances. */
export interface ColumnReach {
  /** Beyond the lips' edge, by which the filmed lip's own edge is reached. */
  readonly edge: number;
  /** Over which light falls to dark. */
  readonly soft: number;
}

/**
 * The row of a filmed mouth that is seen at a row of the mouth to be shown, in one column. The upper teeth
 * keep their place under the head and their size, however the lips move over them; what lies along the
 * lower lip goes with the jaw. Where the mouth is closed further, what is between is pressed together; where
 * it is opened further, it comes apart along its seam, and the gap is dark. What a column is open less
 * beyond that is stretched.
 */
export class OpenColumn {
  /** Of the last place: the filmed mouth's row, and how much of the mouth's dark is seen there, 0..1. */
  row = 0;
  dark = 0;

  place(y: number, column: ColumnPair, reach: ColumnReach): void {
    const { upper, lower, keptUpper, keptLower } = column;
    this.dark = 0;
    const top = topOf(column);
    if (y <= upper) {
      const steep = Math.min(2, (top - keptUpper) / Math.max(reach.edge, 1e-6));
      this.row = top + (y - upper) * (1 + steep);
      return;
    }
    if (y >= lower) {
      this.row = keptLower + (y - lower);
      return;
    }
    const opening = lower - upper;
    const t = (y - upper) / opening;
    const { apart, stretch } = column;
    const even = Math.max(
      0,
      Math.min(1, (stretch / opening - EVEN_FROM) / (EVEN_FULL - EVEN_FROM)),
    );
    const share =
      (1 - even) * smoothStep((t - WITH_SKULL) / (1 - WITH_SKULL - WITH_JAW)) + even * t;
    this.row = raised(y, top, column) - stretch * share;
    if (apart > 0) this.comeApart(top, column, apart, reach.soft);
  }

  private comeApart(top: number, { keptLower, seam }: ColumnPair, gap: number, soft: number): void {
    const band = Math.min(BAND, Math.max(0, keptLower - top) / 2);
    const from = Math.max(top, Math.min(keptLower - 2 * band, seam - band));
    const into = this.row - from;
    const height = 2 * band + gap;
    if (into <= 0) return;
    if (into >= height) {
      this.row -= gap;
      return;
    }
    this.row = from + (into * 2 * band) / height;
    this.dark =
      smoothStep(gap / DEEP) * smoothStep(into / soft) * smoothStep((height - into) / soft);
  }
}

/** How much less a filmed column is open than the one to be shown, eye distances; below 0 where it is open more. */
export function missingIn(column: ColumnPair): number {
  return raised(column.lower, topOf(column), column) - column.keptLower;
}

/**
 * A lip raised further than in the picture meets what is under that one's edge; a lip lowered further
 * covers the teeth, as far as the picture is open.
 */
function topOf({ upper, keptUpper, keptLower }: ColumnPair): number {
  return Math.max(keptUpper, Math.min(upper, keptUpper + COVERED * (keptLower - keptUpper)));
}

/** The row itself but for what is under a raised lip. */
function raised(y: number, top: number, { upper }: ColumnPair): number {
  const raise = top - upper;
  return y + raise * Math.exp((upper - y) / Math.max(TOP_DEPTH, 2 * Math.abs(raise)));
}
