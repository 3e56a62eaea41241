import { expect, it } from 'vitest';
import { OwnMouths } from '../../../src/lipsync/actor/ownMouths.js';
import { blendMouths } from '../../../src/render/own/mouthBlend.js';
import { keyOf, patchOf } from '../render/own/filmedMouths.js';

/** Two people in four shots by turns; only the first opens the mouth. */
const people = [0, 1, 0, 1];
const patches = [
  ...[0.02, 0.2, 0.4].map((open, i) => patchOf({ ...keyOf(open), shot: 0 }, i)),
  ...[0, 0.01].map((open, i) => patchOf({ ...keyOf(open), shot: 1 }, 10 + i)),
  patchOf({ ...keyOf(0.3), shot: 2 }, 20),
];

it('keeps to the mouths of the person in the shot, however little they suit', () => {
  const mouths = new OwnMouths({ people, patches });
  const wished = { ...keyOf(0.4), shot: 3 };
  const shown = blendMouths(mouths.of(mouths.personOf(3)), wished);
  expect(shown.map(({ patch }) => patch.key.shot)).toEqual([1, 1]);
});

it('lends a shot the mouths of the same person in another', () => {
  const mouths = new OwnMouths({ people, patches });
  expect(mouths.of(0).map(({ key }) => key.shot)).toEqual([0, 0, 0, 2]);
  expect(mouths.of(0)).toBe(mouths.of(0));
});

it('takes what there is for somebody of whom no mouth is known', () => {
  const mouths = new OwnMouths({ people: [0, 1, 0, 1, 2], patches });
  expect(mouths.of(mouths.personOf(4))).toHaveLength(patches.length);
});
