import { describe, expect, it } from 'vitest';
import { isLookedAt } from '../../../src/lipsync/renderedLips.js';

function looked(from: number, to: number, frameRate: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i).filter((output) =>
    isLookedAt(output, frameRate),
  );
}

describe('output frames looked at again', () => {
  it('are every second at first, then eight a second', () => {
    expect(looked(0, 8, 25)).toEqual([0, 2, 4, 6]);
    expect(looked(94, 112, 25)).toEqual([94, 96, 98, 102, 105, 108, 111]);
    expect(looked(1200, 1224, 60)).toEqual([1200, 1208, 1216]);
  });

  it('are known from the number alone, from whatever frame one begins', () => {
    expect([...looked(0, 250, 30), ...looked(250, 500, 30)]).toEqual(looked(0, 500, 30));
  });

  it('are all of them where there are few a second', () => {
    expect(looked(0, 200, 8)).toHaveLength(200);
  });
});
