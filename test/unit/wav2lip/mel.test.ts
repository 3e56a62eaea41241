import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  columnsOf,
  firstMelColumn,
  MEL_BANDS,
  melColumns,
  MEL_STEPS,
} from '../../../src/wav2lip/mel.js';

interface Reference {
  readonly cases: readonly {
    readonly samples: number;
    readonly columns: number;
    readonly values: Readonly<Record<string, readonly number[]>>;
  }[];
}

/** Made by librosa (training/wav2lip/reference_mel.py). */
const reference = JSON.parse(readFileSync('test/fixtures/wav2lip/mel.json', 'utf8')) as Reference;

/** As reference_mel.py makes it. */
function wave(samples: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: samples }, (_, i) => {
    const t = i / 16_000;
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    if (t > 0.5 && t < 0.6) return 0;
    const glide = 0.3 * Math.sin(2 * Math.PI * (150 * t + 400 * t * t));
    return glide + 0.2 * Math.sin(2 * Math.PI * 3100 * t) + 0.1 * (state / 2 ** 32 - 0.5);
  });
}

async function melOf(samples: Float32Array, piece = 4096): Promise<Float32Array> {
  async function* pieces() {
    await Promise.resolve();
    for (let at = 0; at < samples.length; at += piece) yield samples.subarray(at, at + piece);
  }
  const parts: number[] = [];
  for await (const columns of melColumns(pieces())) parts.push(...columns);
  return Float32Array.from(parts);
}

it.each(reference.cases)('is as librosa makes it of $samples samples', async (known) => {
  const mel = await melOf(wave(known.samples));
  expect(mel.length).toBe(known.columns * MEL_BANDS);
  for (const [column, values] of Object.entries(known.values)) {
    const ours = mel.subarray(Number(column) * MEL_BANDS, (Number(column) + 1) * MEL_BANDS);
    const worst = Math.max(...values.map((value, band) => Math.abs(value - ours[band])));
    expect(worst).toBeLessThan(2e-3);
  }
});

it('is the same in whatever pieces the sound comes', async () => {
  const long = wave(16_000 * 15 + 77);
  const [one, other] = await Promise.all([melOf(long, 1_000_000), melOf(long, 1_003)]);
  expect(one.length).toBe(columnsOf(long.length) * MEL_BANDS);
  expect(other).toEqual(one);
  // Across the seams too: the same moments, as a recording that begins elsewhere has them.
  const later = await melOf(long.slice(200 * 100));
  const from = (512 + 20) * MEL_BANDS;
  expect(later.subarray(from, from + 800)).toEqual(
    one.subarray(from + 100 * MEL_BANDS, from + 100 * MEL_BANDS + 800),
  );
});

it('has no columns of no sound', async () => {
  expect(await melOf(new Float32Array(0))).toHaveLength(0);
});

it('begins a window where Wav2Lip does, and the last ones where they fit', () => {
  expect([0, 1, 2, 3].map((frame) => firstMelColumn(frame, 25, 400))).toEqual([0, 3, 6, 9]);
  expect(firstMelColumn(1000, 25, 400)).toBe(400 - MEL_STEPS);
  expect(firstMelColumn(5, 25, 4)).toBe(0);
});
