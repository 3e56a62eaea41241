import { describe, expect, it } from 'vitest';
import { MouthAnatomy, type Opening } from '../../../../src/render/drawn/mouthAnatomy.js';
import { seeded } from '../../../../src/core/seeded.js';
import { lowerTeeth, toothAt, upperTeeth } from '../../../../src/render/drawn/teeth.js';

const REST = { x: 0, y: 0.3, width: 0.53 };
const SOFT = 0.004;

/** What is seen at rows from the upper lip down, in the column `x` of a mouth with straight lips. */
function columnOf(anatomy: MouthAnatomy, upper: number, lower: number, x = 0.03) {
  const opening: Opening = { upper, lower, halfWidth: 0.26 };
  const seen: { y: number; light: number; share: number }[] = [];
  for (let y = upper + 0.001; y < lower; y += 0.002) {
    anatomy.look({ x, upper, lower }, opening, y, SOFT);
    seen.push({ y, light: anatomy.light, share: anatomy.share });
  }
  return seen;
}

/** Where the upper teeth end: the steepest fall of the share of enamel. */
function upperEdge(seen: readonly { y: number; share: number }[]): number {
  let [steepest, at] = [0, NaN];
  seen.forEach(({ y, share }, i) => {
    const fall = i === 0 ? 0 : seen[i - 1].share - share;
    if (fall > steepest) [steepest, at] = [fall, y];
  });
  return at;
}

describe('mouth anatomy', () => {
  const anatomy = new MouthAnatomy(REST, 0, 1);

  it('leaves the upper teeth where they are, however the lips move', () => {
    const edges = [
      [0.27, 0.36],
      [0.27, 0.5],
      [0.25, 0.42],
      [0.3, 0.42],
    ].map(([upper, lower]) => upperEdge(columnOf(anatomy, upper, lower)));
    for (const edge of edges) expect(Math.abs(edge - edges[0])).toBeLessThan(0.0045);
  });

  it('has teeth above, dark below them, and lower teeth only in a wide mouth', () => {
    const wide = columnOf(anatomy, 0.26, 0.56);
    const edge = upperEdge(wide);
    const above = wide.filter(({ y }) => y > 0.28 && y < edge - 0.01);
    const dark = wide.filter(({ y }) => y > edge + 0.02 && y < edge + 0.06);
    expect(Math.min(...above.map(({ light }) => light))).toBeGreaterThan(0.5);
    expect(Math.max(...dark.map(({ light }) => light))).toBeLessThan(0.2);
    const low = (seen: typeof wide) =>
      seen.filter(({ y, light }) => y > upperEdge(seen) + 0.03 && light > 0.3).length;
    expect(low(wide)).toBeGreaterThan(4);
    expect(low(columnOf(anatomy, 0.28, 0.37))).toBe(0);
  });

  it('lets less light in through a small opening, and to the side', () => {
    const lightAt = (lower: number, x: number) => {
      const seen = columnOf(anatomy, 0.28, lower, x);
      return Math.max(...seen.map(({ light }) => light));
    };
    expect(lightAt(0.31, 0.03)).toBeLessThan(0.85 * lightAt(0.45, 0.03));
    expect(lightAt(0.45, 0.22)).toBeLessThan(0.7 * lightAt(0.45, 0.03));
  });

  it('gives one person one set of teeth, and another person another', () => {
    const rows = [1, 1, 2].map((seed) => upperTeeth(seeded(seed)));
    expect(rows[1]).toEqual(rows[0]);
    expect(rows[2].gaps).not.toEqual(rows[0].gaps);
  });

  it('finds the tooth of any place, also beyond the row', () => {
    const row = lowerTeeth(seeded(3));
    const tooth = { front: 0, gap: 0, raised: 0 };
    for (let x = -1; x <= 1; x += 0.003) {
      toothAt(row, x, tooth);
      for (const value of Object.values(tooth)) expect(Number.isFinite(value)).toBe(true);
    }
    toothAt(row, row.gaps[6], tooth);
    expect(tooth.gap).toBeGreaterThan(0.99);
  });
});
