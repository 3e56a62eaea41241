import { describe, expect, it } from 'vitest';
import { agreementOf } from '../../../../src/render/own/mouthAgreement.js';
import { blendMouths } from '../../../../src/render/own/mouthBlend.js';
import { MouthLibraryBuilder } from '../../../../src/render/own/mouthLibrary.js';
import type { MouthPatch } from '../../../../src/render/own/mouthPatch.js';
import { keyOf, patchOf } from './filmedMouths.js';

/** A mouth whose inside is of one luma, its lips about the skull frame's place of an open mouth. */
function filled(aperture: number, index: number, luma: number): MouthPatch {
  const patch = patchOf(keyOf(aperture), index);
  patch.picture.data.fill(luma);
  const inner = Float32Array.from({ length: 40 }, (_, at) => {
    const angle = ((at >> 1) / 20) * 2 * Math.PI;
    return at % 2 === 0 ? 0.22 * Math.cos(angle) : 0.3 + 0.12 * Math.sin(angle);
  });
  return { ...patch, inner };
}

const teeth = [0.1, 0.12, 0.14, 0.16].map((aperture, i) => filled(aperture, i, 180));
const dark = filled(0.13, 9, 20);

describe('mouths of like lips', () => {
  it('have one that shows something else count for little', () => {
    const agreement = agreementOf([...teeth, dark]);
    for (const each of agreement.slice(0, 4)) expect(each).toBeGreaterThan(0.9);
    expect(agreement[4]).toBeLessThan(0.2);
  });

  it('all count where each shows something like the others', () => {
    expect(Math.min(...agreementOf(teeth))).toBeGreaterThan(0.9);
    expect([...agreementOf([dark])]).toEqual([1]);
    expect([...agreementOf([])]).toEqual([]);
  });

  it('let other lips show something else', () => {
    const wide = [0.4, 0.42, 0.44].map((aperture, i) => filled(aperture, 20 + i, 20));
    expect(Math.min(...agreementOf([...teeth, ...wide]))).toBeGreaterThan(0.85);
  });

  it('are not laid over one that they disagree with', () => {
    const library = new MouthLibraryBuilder();
    for (const patch of [...teeth, dark]) library.offer(patch.key, () => patch);
    const blend = blendMouths(library.build(), keyOf(0.13));
    expect(blend[0].patch.picture.y[0]).toBe(180);
    const odd = blend.find(({ patch }) => patch.frameIndex === 9)?.weight ?? 0;
    expect(odd).toBeLessThan(0.1);
  });
});
