import { expect, it } from 'vitest';
import { LatestFindings } from '../../../src/editor/latestFindings.js';

function findings() {
  return new LatestFindings<{ left: string; right: string }>({ left: 'none', right: 'none' });
}

it('believes the look that began later, whichever ends first', () => {
  const known = findings();
  const [first, second] = [known.beginLook(), known.beginLook()];
  second({ left: 'second' });
  first({ left: 'first', right: 'first' });
  expect(known.now).toEqual({ left: 'second', right: 'first' });
});

it('takes in what a look finds bit by bit, and what one that began later finds after it', () => {
  const known = findings();
  const [first, second] = [known.beginLook(), known.beginLook()];
  first({ left: 'a' });
  first({ left: 'b' });
  expect(known.now.left).toBe('b');
  second({ left: 'c' });
  first({ left: 'd' });
  expect(known.now.left).toBe('c');
});

it('leaves what was read before as it was', () => {
  const known = findings();
  const before = known.now;
  known.beginLook()({ left: 'changed' });
  expect(before).toEqual({ left: 'none', right: 'none' });
});
