import { expect, it } from 'vitest';
import { burntLayout } from '../../../src/core/subtitles/burntLayout.js';
import { burntTop } from '../../../src/core/subtitles/burntPlace.js';

const upright = { width: 720, height: 1280 };
const wide = { width: 1280, height: 720 };
const mouths = (top: number, bottom: number, count = 50) =>
  Array.from({ length: count }, () => ({ top, bottom }));

it('stays at the foot where no mouth is', () => {
  const layout = burntLayout(wide, 20, 0);
  expect(burntTop(wide, layout, mouths(300, 340))).toBeUndefined();
  expect(burntTop(wide, layout, [])).toBeUndefined();
});

it('goes to the head of a close-up', () => {
  const layout = burntLayout(upright, 16, 0);
  const top = burntTop(upright, layout, mouths(layout.y, layout.y + 90)) ?? NaN;
  expect(top).toBeGreaterThanOrEqual(0.05 * upright.height);
  expect(top % 2).toBe(0);
  expect(top + layout.height).toBeLessThan(layout.y);
  expect(burntLayout(upright, 16, 0, top)).toEqual({ ...layout, y: top });
});

it('keeps clear of lips that nearly touch the lines', () => {
  const layout = burntLayout(upright, 16, 0);
  expect(burntTop(upright, layout, mouths(layout.y - 105, layout.y - 5))).toBeDefined();
  expect(burntTop(upright, layout, mouths(layout.y - 150, layout.y - 50))).toBeUndefined();
});

it('does not move for somebody who nods once', () => {
  const layout = burntLayout(wide, 20, 0);
  const often = mouths(300, 340, 99);
  expect(burntTop(wide, layout, [...often, ...mouths(layout.y, 700, 1)])).toBeUndefined();
  expect(burntTop(wide, layout, [...often, ...mouths(layout.y, 700, 40)])).toBeDefined();
});

it('stays where the mouth fills the picture', () => {
  const layout = burntLayout(wide, 20, 0);
  expect(burntTop(wide, layout, mouths(20, 700))).toBeUndefined();
});
