import { describe, expect, it } from 'vitest';
import { buildFaceMesh } from '../../../../src/render/mesh/faceMesh.js';
import { canonicalPoints, EYE_PIXELS } from '../syntheticFace.js';
import { seenFrom, turnedPose } from '../turnedPose.js';

const { clearance } = buildFaceMesh(canonicalPoints);

function moved(before: Float32Array, after: Float32Array): number {
  return before.reduce((most, value, i) => Math.max(most, Math.abs(value - after[i])), 0);
}

describe('lip clearance', () => {
  it.each([0, 20, 35, -35])('leaves a face turned by %i degrees as it is', (degrees) => {
    const pose = turnedPose((degrees * Math.PI) / 180);
    const face = seenFrom(pose);
    const kept = face.slice();
    clearance.enforce(kept, pose);
    // A far jaw is near the lips in the picture because it is turned away, not because they pout.
    expect(moved(face, kept)).toBeLessThan(0.01);
  });

  it('pushes skin out from under a pouting lip', () => {
    const pose = turnedPose(0);
    const face = seenFrom(pose);
    const belowLip = 200;
    for (const lip of [84, 17, 314]) face[2 * lip + 1] = face[2 * belowLip + 1] + 2;
    const kept = face.slice();
    clearance.enforce(kept, pose);
    expect(kept[2 * belowLip + 1]).toBeGreaterThan(face[2 * 17 + 1] + 0.02 * EYE_PIXELS);
  });
});
