/** A row of teeth as seen from the front, in the skull frame: eye distances, x from the middle. */
export interface ToothRow {
  /** Where one tooth ends and the next begins, from the picture's left to its right. */
  readonly gaps: Float32Array;
  /** How much higher than the middle's each tooth's edge lies, and how light it is over the mean. */
  readonly raised: Float32Array;
  readonly light: Float32Array;
}

/** How a tooth looks in one column of its row. */
export interface ToothColumn {
  /** Light of the round front, 1 in its middle. */
  front: number;
  /** Closeness to a gap, 0..1. */
  gap: number;
  /** How much higher its edge is than the middle's. */
  raised: number;
}

/**
 * Seen widths from the middle outwards, in millimetres over 90 to an eye distance: an upper central
 * incisor is 8.5 mm wide, a lateral one 6.5, a canine 7.5 (Ash & Nelson, Wheeler's Dental Anatomy);
 * wider teeth turn away and narrow. Heights: laterals end 0.8 mm above the centrals, canines level.
 */
const UPPER = {
  widths: [0.093, 0.068, 0.056, 0.042, 0.033, 0.024],
  raised: [0, 0.009, 0.001, 0.01, 0.014, 0.018],
} as const;
const LOWER = {
  widths: [0.057, 0.06, 0.058, 0.05, 0.042, 0.03],
  raised: [0, 0, 0.004, -0.003, -0.005, -0.005],
} as const;
/** How far one person's teeth are from the mean: width (share), edge (eye distances), light (share). */
const VARIETY = { width: 0.05, edge: 0.004, light: 0.035 } as const;
/** Half the width of the dark between two teeth, eye distances. */
const GAP = 0.005;

export function upperTeeth(random: () => number): ToothRow {
  return rowOf(UPPER, random);
}

export function lowerTeeth(random: () => number): ToothRow {
  return rowOf(LOWER, random);
}

/** Fills `out` for a place in the row. @param x from the teeth's middle */
export function toothAt(row: ToothRow, x: number, out: ToothColumn): void {
  const { gaps } = row;
  const last = gaps.length - 2;
  let tooth = 0;
  while (tooth < last && x > gaps[tooth + 1]) tooth += 1;
  const left = gaps[tooth];
  const width = gaps[tooth + 1] - left;
  const across = Math.max(-1, Math.min(1, (2 * (x - left)) / width - 1));
  const near = Math.min(Math.abs(x - left), Math.abs(gaps[tooth + 1] - x)) / GAP;
  out.gap = Math.exp(-near * near);
  out.front = (1 - 0.12 * across * across) * row.light[tooth];
  // Corners of the edge are round.
  out.raised = row.raised[tooth] + 0.2 * width * across ** 6;
}

function rowOf(
  kind: { readonly widths: readonly number[]; readonly raised: readonly number[] },
  random: () => number,
): ToothRow {
  const count = kind.widths.length;
  const vary = (most: number): number => most * (2 * random() - 1);
  const side = (): readonly {
    readonly width: number;
    readonly raised: number;
    readonly light: number;
  }[] =>
    kind.widths.map((width, i) => ({
      width: width * (1 + vary(VARIETY.width)),
      raised: kind.raised[i] + vary(VARIETY.edge),
      light: 1 + vary(VARIETY.light),
    }));
  const teeth = [...[...side()].reverse(), ...side()];
  const gaps = new Float32Array(2 * count + 1);
  for (let i = count + 1; i < gaps.length; i++) gaps[i] = gaps[i - 1] + teeth[i - 1].width;
  for (let i = count - 1; i >= 0; i--) gaps[i] = gaps[i + 1] - teeth[i].width;
  return {
    gaps,
    raised: Float32Array.from(teeth, ({ raised }) => raised),
    light: Float32Array.from(teeth, ({ light }) => light),
  };
}
