import { describe, expect, it } from 'vitest';
import { missingIn, OpenColumn, type ColumnPair } from '../../../../src/render/own/openColumn.js';

const REACH = { edge: 0.02, soft: 0.012 };
const KEPT = { upper: 0.3, keptUpper: 0.3, keptLower: 0.4, seam: 0.36 };

/** A column that was filmed .1 open, and comes apart along .36 for what it is open more. */
function opened(lower: number): ColumnPair {
  const column = { ...KEPT, lower, apart: 0, stretch: 0 };
  const missing = missingIn(column);
  return { ...column, apart: Math.max(0, missing), stretch: Math.min(0, missing) };
}

function placed(y: number, column: ColumnPair): OpenColumn {
  const open = new OpenColumn();
  open.place(y, column, REACH);
  return open;
}

describe('a column of a mouth opened further than filmed', () => {
  const column = opened(0.5);

  it('keeps what is above the seam and what is below it as it was filmed', () => {
    for (const y of [0.31, 0.33, 0.345]) {
      expect(placed(y, column).row).toBeCloseTo(y, 6);
      expect(placed(y, column).dark).toBe(0);
    }
    for (const y of [0.48, 0.49, 0.499]) expect(placed(y, column).row).toBeCloseTo(y - 0.1, 6);
  });

  it('is dark in the gap, and no darker the less it comes apart', () => {
    expect(placed(0.41, column).dark).toBeGreaterThan(0.95);
    const dark = [0.5, 0.44, 0.42, 0.405].map((lower) => {
      const pair = opened(lower);
      return placed(0.36 + pair.apart / 2, pair).dark;
    });
    for (let i = 1; i < dark.length; i++) expect(dark[i]).toBeLessThan(dark[i - 1] + 1e-9);
    expect(dark[3]).toBeLessThan(0.1);
  });

  it('never runs backwards, nor leaves the filmed opening', () => {
    let before = -Infinity;
    for (let y = 0.301; y < 0.5; y += 0.001) {
      const { row } = placed(y, column);
      expect(row).toBeGreaterThanOrEqual(before - 1e-9);
      expect(row).toBeLessThanOrEqual(0.4 + 1e-9);
      before = row;
    }
  });

  it('is stretched for what the mouth as a whole does not come apart', () => {
    const stretched = { ...column, apart: 0, stretch: column.apart };
    expect(placed(0.4, stretched).row).toBeCloseTo(0.35, 2);
    expect(placed(0.4, stretched).dark).toBe(0);
  });
});
