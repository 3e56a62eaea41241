import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Run } from '../../core/runs.js';
import { firstMelColumn, MEL_BANDS, MEL_STEPS, melColumns } from '../../wav2lip/mel.js';
import { ratio } from '../../core/videoInfo.js';
import type { LipOrder } from '../backend.js';
import type { Journal } from '../journal/journal.js';

const PIECE = 'mel';

interface MelBody {
  readonly columns: number;
}

/** A stretch of a spectrogram, column after column. Owns nothing. */
export class MelStretch {
  constructor(
    private readonly data: Float32Array,
    /** Number of its first column in the whole. */
    private readonly from: number,
    /** Columns of the whole. */
    private readonly columns: number,
  ) {}

  /** Writes the window of an output frame, `[MEL_BANDS, MEL_STEPS]`, to `out` at `at`. */
  window(frame: number, frameRate: number, out: Float32Array, at: number): void {
    const first = firstMelColumn(frame, frameRate, this.columns);
    for (let step = 0; step < MEL_STEPS; step++) {
      // A speech shorter than a window ends in its last column again.
      const column = Math.min(first + step, this.columns - 1) - this.from;
      for (let band = 0; band < MEL_BANDS; band++) {
        out[at + band * MEL_STEPS + step] = this.data[column * MEL_BANDS + band];
      }
    }
  }
}

/** Frames of an output whose spectrogram is in memory at once. */
const HELD = 1000;

/**
 * The spectrogram of an output's speech, wherever it is: kept in its journal, or heard for it. Owns the stretch
 * that was asked for last.
 */
export class SpeechMel {
  private held: { readonly frames: Run; readonly stretch: MelStretch } | undefined;

  constructor(
    private readonly order: Pick<LipOrder, 'journal' | 'samples' | 'info'>,
    /** Frames of the whole output that will be asked for. */
    private readonly wanted: Run,
  ) {}

  /** @param frames of the whole output, in no wide a stretch, and mostly forward */
  async of(frames: Run): Promise<MelStretch> {
    const { held } = this;
    if (held && held.frames.from <= frames.from && frames.to <= held.frames.to) return held.stretch;
    const to = Math.max(frames.to, Math.min(this.wanted.to, frames.from + HELD));
    const more = { from: frames.from, to };
    const stretch = await this.stretchOf(more);
    this.held = { frames: more, stretch };
    return stretch;
  }

  private async stretchOf(frames: Run): Promise<MelStretch> {
    const { journal, samples, info } = this.order;
    const rate = ratio(info.frameRate);
    const kept = journal && (await readMel(journal, frames, rate));
    return kept ?? hearMel(samples(), frames, rate);
  }
}

/** Keeps the whole speech's spectrogram in an output's journal, for whoever draws a part of it. */
export async function keepMel(
  journal: Journal,
  samples: AsyncIterable<Float32Array>,
): Promise<void> {
  const file = await journal.temporary('.mel');
  let columns = 0;
  async function* bytes(): AsyncIterable<Uint8Array> {
    for await (const data of melColumns(samples)) {
      columns += data.length / MEL_BANDS;
      yield new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
    }
  }
  await pipeline(bytes, createWriteStream(file));
  await journal.publish(PIECE, file, { columns });
}

/** What of it some output frames need; undefined where it was not kept. */
async function readMel(
  journal: Journal,
  frames: Run,
  frameRate: number,
): Promise<MelStretch | undefined> {
  const piece = await journal.read<MelBody>(PIECE);
  if (piece === undefined) return undefined;
  const { columns } = piece.body;
  const from = firstMelColumn(frames.from, frameRate, columns);
  const to = Math.min(columns, firstMelColumn(frames.to, frameRate, columns) + MEL_STEPS);
  const data = new Float32Array((to - from) * MEL_BANDS);
  const handle = await open(piece.file);
  try {
    await handle.read(new Uint8Array(data.buffer), 0, data.byteLength, from * MEL_BANDS * 4);
  } finally {
    await handle.close();
  }
  return new MelStretch(data, from, columns);
}

/** The same of a sound that is gone through for it, as far as it is needed. */
async function hearMel(
  samples: AsyncIterable<Float32Array>,
  frames: Run,
  frameRate: number,
): Promise<MelStretch> {
  const wanted = Math.ceil((frames.to * 80) / frameRate) + MEL_STEPS;
  const kept: Float32Array[] = [];
  const from = Math.max(0, Math.floor((frames.from * 80) / frameRate) - MEL_STEPS);
  let columns = 0;
  for await (const data of melColumns(samples)) {
    const count = data.length / MEL_BANDS;
    const skip = Math.max(0, Math.min(count, from - columns));
    if (skip < count) kept.push(data.slice(skip * MEL_BANDS));
    columns += count;
    if (columns >= wanted) break;
  }
  return stretchOf(kept, from, columns);
}

function stretchOf(kept: readonly Float32Array[], from: number, columns: number): MelStretch {
  const data = new Float32Array(kept.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of kept) {
    data.set(piece, at);
    at += piece.length;
  }
  return new MelStretch(data, Math.min(from, columns), columns);
}
