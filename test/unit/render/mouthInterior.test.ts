import { describe, expect, it } from 'vitest';
import { allocateFrame, type YuvFrame } from '../../../src/core/frame.js';
import { standardDeviation } from '../../../src/core/measure/statistics.js';
import { seeded } from '../../../src/core/seeded.js';
import { InteriorPainter, type PictureMap } from '../../../src/render/mouthInterior.js';
import { MouthMask } from '../../../src/render/mouthMask.js';

const SIDE = 80;
const LIMITS = { x0: 0, y0: 0, x1: SIDE, y1: SIDE };

class Same implements PictureMap {
  x = 0;
  y = 0;
  shade = 1;
  locate(px: number, py: number): void {
    this.x = px;
    this.y = py;
  }
}

function noise(seed: number): YuvFrame {
  const draw = seeded(seed);
  const frame = allocateFrame(SIDE, SIDE);
  frame.data.fill(128);
  for (let i = 0; i < frame.y.length; i++) frame.y[i] = 100 + 50 * draw();
  return frame;
}

/** What is drawn of pictures, with weights, well within the mask. */
function drawn(pictures: readonly (readonly [YuvFrame, number])[]): number[] {
  const mask = new MouthMask();
  mask.draw(Float32Array.of(20, 20, 60, 20, 60, 60, 20, 60), 1, 0, LIMITS);
  const target = allocateFrame(SIDE, SIDE);
  const laid = pictures.map(([picture, weight]) => ({
    ...{ picture, toPicture: new Same(), gain: 1, weight },
  }));
  new InteriorPainter().draw(target, mask, laid);
  const rows = Array.from({ length: 30 }, (_, j) =>
    target.y.subarray((25 + j) * SIDE + 25).subarray(0, 30),
  );
  return rows.flatMap((row) => [...row]);
}

describe('pictures behind the lips', () => {
  const deviation = (values: readonly number[]): number => standardDeviation([...values]);

  it('are as they are where there is one', () => {
    const picture = noise(1);
    const rows = Array.from({ length: 30 }, (_, j) =>
      picture.y.subarray((25 + j) * SIDE + 25).subarray(0, 30),
    );
    expect(drawn([[picture, 1]])).toEqual(rows.flatMap((row) => [...row]));
  });

  it('keep about the detail of one where several are laid over each other', () => {
    const single = deviation(drawn([[noise(1), 1]]));
    const two = deviation(
      drawn([
        [noise(1), 0.5],
        [noise(2), 0.5],
      ]),
    );
    const four = deviation(drawn([1, 2, 3, 4].map((seed) => [noise(seed), 0.25] as const)));
    // A mere mean would keep .71 and .5.
    for (const each of [two, four]) {
      expect(each / single).toBeGreaterThan(0.9);
      expect(each / single).toBeLessThan(1.15);
    }
  });
});
