import { mapLeaves, Mp4Error, payloadAt, type Mp4Branch } from './mp4/box.js';
import { trackKind } from './mp4/tracks.js';
import type { Orientation } from './orientation.js';

/**
 * The movie with the matrix that players show its picture with. ffmpeg's own ways of setting it
 * changed between versions (a `rotate` tag until 5, `-display_rotation` since 6); the nine numbers
 * in the track header have not. ISO/IEC 14496-12, 8.3.2.
 *
 * @throws Mp4Error when there is no picture track to turn
 */
export function withOrientation(moov: Mp4Branch, orientation: Orientation): Mp4Branch {
  const track = moov.children.find((box) => box.type === 'trak' && trackKind(box) === 'picture');
  if (track === undefined) throw new Mp4Error('no picture track');
  const header = payloadAt(track, ['tkhd'], 1);
  // Version 1 has 64-bit times before the matrix.
  const at = header[0] === 1 ? 52 : 40;
  if (at + 44 > header.length) throw new Mp4Error('tkhd breaks off');
  const width = header.readUInt32BE(at + 36) / 65536;
  const height = header.readUInt32BE(at + 40) / 65536;
  const turned = Buffer.from(header);
  matrixOf(orientation, width, height).copy(turned, at);
  return mapLeaves(moov, (leaf) =>
    leaf.payload === header ? { type: leaf.type, payload: turned } : leaf,
  );
}

/** Turned and mirrored about the origin, then moved back into view, as cameras write it. */
function matrixOf({ rotation, mirrored }: Orientation, width: number, height: number): Buffer {
  const [a, b, c, d] = {
    0: [1, 0, 0, 1],
    90: [0, 1, -1, 0],
    180: [-1, 0, 0, -1],
    270: [0, -1, 1, 0],
  }[rotation];
  const sign = mirrored ? -1 : 1;
  const across = { x: sign * a, y: sign * c };
  const x = -Math.min(0, across.x * width) - Math.min(0, across.y * height);
  const y = -Math.min(0, b * width) - Math.min(0, d * height);
  const fixed = (value: number) => Math.round(value * 65536);
  const bytes = Buffer.alloc(36);
  [
    ...[fixed(across.x), fixed(b), 0, fixed(across.y), fixed(d), 0],
    ...[fixed(x), fixed(y), 1 << 30],
  ].forEach((value, i) => bytes.writeInt32BE(value, i * 4));
  return bytes;
}
