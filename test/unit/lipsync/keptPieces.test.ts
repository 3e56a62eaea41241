import { expect, test } from 'vitest';
import { KeptPieces } from '../../../src/lipsync/keptPieces.js';

const PIECES = [Float32Array.of(1, 2), Float32Array.of(3)];
const BYTES = 12;

async function* source(): AsyncGenerator<Float32Array> {
  for (const piece of PIECES) yield await Promise.resolve(piece);
}

async function all(pieces: AsyncIterable<Float32Array> | undefined): Promise<number[] | undefined> {
  if (pieces === undefined) return undefined;
  const found: number[] = [];
  for await (const piece of pieces) found.push(...piece);
  return found;
}

test('gives the pieces as they come, and once more', async () => {
  const kept = new KeptPieces(source(), BYTES);
  expect(await all(kept)).toEqual([1, 2, 3]);
  expect(await all(kept.again())).toEqual([1, 2, 3]);
});

test('keeps none of a source with too many', async () => {
  const kept = new KeptPieces(source(), BYTES - 1);
  expect(await all(kept)).toEqual([1, 2, 3]);
  expect(kept.again()).toBeUndefined();
});

test('gives nothing again of a source that was left', async () => {
  const kept = new KeptPieces(source(), BYTES);
  for await (const piece of kept) {
    expect(piece).toBe(PIECES[0]);
    break;
  }
  expect(kept.again()).toBeUndefined();
});
