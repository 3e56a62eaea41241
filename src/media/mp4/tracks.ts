import { findBox, Mp4Error, payloadAt, type Mp4Box, type Mp4Branch } from './box.js';
import { readChunkOffsets } from './chunkOffsets.js';
import type { Span } from './layout.js';

/** What a track's own tables say of it. ISO/IEC 14496-12, 8.4 to 8.7. */
export interface Mp4Track {
  readonly kind: 'picture' | 'sound' | 'other';
  /** Frames, or packets of sound. */
  readonly samples: number;
  /** Index of the last sample that can be decoded by itself. */
  readonly lastKey: number;
}

/**
 * The tracks of a movie, all of whose samples lie within `media`.
 * @throws Mp4Error when tables are missing, contradict each other, or point elsewhere
 */
export function readTracks(moov: Mp4Branch, media: Span): Mp4Track[] {
  return moov.children
    .filter(({ type }) => type === 'trak')
    .map((track) => readTrack(track, media));
}

/** What kind of track a `trak` is, by its handler. */
export function trackKind(track: Mp4Box): Mp4Track['kind'] {
  const handler = payloadAt(track, ['mdia', 'hdlr'], 12).toString('latin1', 8, 12);
  if (handler === 'vide') return 'picture';
  return handler === 'soun' ? 'sound' : 'other';
}

function readTrack(track: Mp4Box, media: Span): Mp4Track {
  const kind = trackKind(track);
  const tables = findBox(track, 'mdia', 'minf', 'stbl');
  if (tables === undefined) throw new Mp4Error('a track without sample tables');
  const sizes = sampleSizes(tables);
  if (timedSamples(tables) !== sizes.count) throw new Mp4Error('samples without a time');
  checkChunks(tables, sizes, media);
  return { kind, samples: sizes.count, lastKey: lastKey(tables, sizes.count) };
}

interface SampleSizes {
  readonly count: number;
  readonly of: (sample: number) => number;
}

function sampleSizes(tables: Mp4Box): SampleSizes {
  const table = payloadAt(tables, ['stsz'], 12);
  const same = table.readUInt32BE(4);
  const count = table.readUInt32BE(8);
  if (same > 0) return { count, of: () => same };
  needEntries(table, 12, count, 4);
  return { count, of: (sample) => table.readUInt32BE(12 + 4 * sample) };
}

/** How many samples have a time. */
function timedSamples(tables: Mp4Box): number {
  const table = payloadAt(tables, ['stts'], 8);
  const entries = table.readUInt32BE(4);
  needEntries(table, 8, entries, 8);
  let samples = 0;
  for (let i = 0; i < entries; i++) samples += table.readUInt32BE(8 + 8 * i);
  return samples;
}

/** Without a table of key samples, all are. */
function lastKey(tables: Mp4Box, samples: number): number {
  if (findBox(tables, 'stss') === undefined) return Math.max(0, samples - 1);
  const table = payloadAt(tables, ['stss'], 8);
  const entries = table.readUInt32BE(4);
  needEntries(table, 8, entries, 4);
  // Counted from one.
  return entries === 0 ? 0 : table.readUInt32BE(8 + 4 * (entries - 1)) - 1;
}

/** That every chunk lies within the media, and that together they hold every sample. */
function checkChunks(tables: Mp4Box, sizes: SampleSizes, media: Span): void {
  const offsets = readChunkOffsets(tables);
  const runs = payloadAt(tables, ['stsc'], 8);
  const entries = runs.readUInt32BE(4);
  needEntries(runs, 8, entries, 12);
  let sample = 0;
  let run = -1;
  for (let chunk = 0; chunk < offsets.length; chunk++) {
    while (run + 1 < entries && runs.readUInt32BE(8 + 12 * (run + 1)) <= chunk + 1) run++;
    const last = sample + (run < 0 ? 0 : runs.readUInt32BE(12 + 12 * run));
    if (last > sizes.count) throw new Mp4Error('chunks with more samples than there are');
    let end = offsets[chunk];
    for (; sample < last; sample++) end += sizes.of(sample);
    if (offsets[chunk] < media.start || end > media.end) {
      throw new Mp4Error(`chunk ${chunk} at ${offsets[chunk]} to ${end} lies outside the media`);
    }
  }
  if (sample !== sizes.count) throw new Mp4Error('samples in no chunk');
}

function needEntries(table: Buffer, head: number, entries: number, bytes: number): void {
  if (head + entries * bytes > table.length) throw new Mp4Error('a sample table breaks off');
}
