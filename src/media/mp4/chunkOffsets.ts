import { findBox, mapLeaves, Mp4Error, payloadAt, sizeOf } from './box.js';
import type { Mp4Box, Mp4Branch, Mp4Leaf } from './box.js';

/** Beyond this an offset needs eight bytes. */
const LARGEST_SHORT = 0xffffffff;

/**
 * Where a track's chunks begin in the file: ISO/IEC 14496-12, 8.7.5.
 * @throws Mp4Error when there is no such table or it breaks off
 */
export function readChunkOffsets(tables: Mp4Box): Float64Array {
  const type = findBox(tables, 'co64') === undefined ? 'stco' : 'co64';
  return offsetsOf({ type, payload: payloadAt(tables, [type], 8) });
}

/**
 * The movie with its chunks where they lie once it stands before the media.
 *
 * @param before bytes in the file before the movie
 * @param mediaHead bytes of the head of the media's box, which follows the movie
 * @param mediaStart where the media's payload begins now
 * @throws Mp4Error when an offset table breaks off
 */
export function placeBeforeMedia(
  moov: Mp4Branch,
  { before, mediaHead, mediaStart }: Record<'before' | 'mediaHead' | 'mediaStart', number>,
): Mp4Branch {
  // A table made wider moves the media on, which may make another wider; it never narrows.
  for (let size = sizeOf(moov); ;) {
    const placed = shiftChunks(moov, before + size + mediaHead - mediaStart);
    const now = sizeOf(placed);
    if (now === size) return placed;
    size = now;
  }
}

function shiftChunks(moov: Mp4Branch, shift: number): Mp4Branch {
  return mapLeaves(moov, (leaf) => {
    if (leaf.type !== 'stco' && leaf.type !== 'co64') return leaf;
    const offsets = offsetsOf(leaf).map((offset) => offset + shift);
    const wide = leaf.type === 'co64' || offsets.some((offset) => offset > LARGEST_SHORT);
    return { type: wide ? 'co64' : 'stco', payload: offsetTable(offsets, wide) };
  });
}

function offsetsOf({ type, payload }: Mp4Leaf): Float64Array {
  const bytes = type === 'co64' ? 8 : 4;
  const count = payload.length < 8 ? Infinity : payload.readUInt32BE(4);
  if (8 + count * bytes > payload.length) throw new Mp4Error(`${type} breaks off`);
  const offsets = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const at = 8 + bytes * i;
    offsets[i] = bytes === 8 ? Number(payload.readBigUInt64BE(at)) : payload.readUInt32BE(at);
  }
  return offsets;
}

function offsetTable(offsets: Float64Array, wide: boolean): Buffer {
  const bytes = wide ? 8 : 4;
  const table = Buffer.alloc(8 + bytes * offsets.length);
  table.writeUInt32BE(offsets.length, 4);
  offsets.forEach((offset, i) => {
    if (wide) table.writeBigUInt64BE(BigInt(offset), 8 + 8 * i);
    else table.writeUInt32BE(offset, 8 + 4 * i);
  });
  return table;
}
