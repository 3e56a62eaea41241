import { describe, expect, it } from 'vitest';
import { block, placeAfter } from '../../../webview/pairs/matrixPlaces.js';
import { transformOf, viewOfMouth } from '../../../webview/preview/mouthView.js';

describe('places of the matrix', () => {
  const last = { row: 3, column: 4 };

  it('are walked by keys, and never left', () => {
    const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey });
    expect(placeAfter(key('ArrowDown'), { row: 3, column: 0 }, last)).toEqual({
      row: 3,
      column: 0,
    });
    expect(placeAfter(key('PageUp'), { row: 2, column: 1 }, last)).toEqual({ row: 0, column: 1 });
    expect(placeAfter(key('End'), { row: 1, column: 1 }, last)).toEqual({ row: 1, column: 4 });
    expect(placeAfter(key('End', true), { row: 1, column: 1 }, last)).toEqual(last);
    expect(placeAfter(key('x'), { row: 1, column: 1 }, last)).toBeUndefined();
  });

  it('make a block, from whichever corner it is drawn', () => {
    const cells = [
      { row: 1, column: 2 },
      { row: 1, column: 3 },
      { row: 2, column: 2 },
      { row: 2, column: 3 },
    ];
    expect(block({ row: 2, column: 3 }, { row: 1, column: 2 })).toEqual(cells);
    expect(block({ row: 1, column: 3 }, { row: 2, column: 2 })).toEqual(cells);
  });
});

describe('a mouth brought near', () => {
  it('stands in the middle', () => {
    const { scale, x, y } = viewOfMouth({ x: 0.45, y: 0.55, width: 0.1, height: 0.06 });
    expect((0.5 + x) * scale).toBeCloseTo(0.5);
    expect((0.58 + y) * scale).toBeCloseTo(0.5);
  });

  it('shows nothing beyond the picture, and all of it where the mouth is as large', () => {
    const corner = viewOfMouth({ x: 0, y: 0.95, width: 0.05, height: 0.05 });
    expect(corner.x).toBeCloseTo(0);
    expect((1 + corner.y) * corner.scale).toBeCloseTo(1);
    expect(transformOf(viewOfMouth({ x: 0, y: 0, width: 1, height: 1 }))).toBe(
      'scale(1.000) translate(0.00%, 0.00%)',
    );
  });
});
