import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { HeygemError } from '../core/errors.js';
import type { VideoInfo } from '../core/videoInfo.js';

/** A box of an mp4 file: where its payload lies. */
interface Mp4Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** moov boxes beyond this are not ours. */
const LARGEST_MOOV = 256 * 1024 * 1024;

/**
 * Sets the rotation that players show the picture of an mp4 with, in place. ffmpeg's own ways of
 * doing so changed between versions (a `rotate` tag until 5, `-display_rotation` since 6); the
 * nine numbers in the track header have not. ISO/IEC 14496-12, 8.3.2.
 *
 * @param rotation clockwise degrees
 * @throws HeygemError output-not-writable when the file has no picture track to turn
 */
export async function setDisplayRotation(
  path: string,
  rotation: VideoInfo['rotation'],
): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const moov = await findTopLevel(file, 'moov');
    if (moov === undefined || moov.end - moov.start > LARGEST_MOOV) {
      throw new HeygemError('output-not-writable', { path }, 'no moov box');
    }
    const bytes = Buffer.alloc(moov.end - moov.start);
    await file.read(bytes, 0, bytes.length, moov.start);
    const header = pictureHeader(bytes);
    if (header === undefined) {
      throw new HeygemError('output-not-writable', { path }, 'no picture track');
    }
    const { offset, width, height } = header;
    const matrix = rotationMatrix(rotation, width, height);
    await file.write(matrix, 0, matrix.length, moov.start + offset);
  } finally {
    await file.close();
  }
}

async function findTopLevel(file: FileHandle, type: string): Promise<Mp4Box | undefined> {
  const { size } = await file.stat();
  const head = Buffer.alloc(16);
  let offset = 0;
  while (offset + 8 <= size) {
    await file.read(head, 0, 16, offset);
    const box = boxAt(head, 0, offset, size);
    if (box === undefined) return undefined;
    if (box.type === type) return box;
    offset = box.end;
  }
  return undefined;
}

/** Reads the box head at `at` of `bytes`, which lies at `base` of the space that ends at `limit`. */
function boxAt(bytes: Buffer, at: number, base: number, limit: number): Mp4Box | undefined {
  const short = bytes.readUInt32BE(at);
  const long = short === 1 && at + 16 <= bytes.length;
  const size = long ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? limit - base : short;
  const head = long ? 16 : 8;
  if (size < head || base + size > limit) return undefined;
  return {
    type: bytes.toString('latin1', at + 4, at + 8),
    start: base + head,
    end: base + size,
  };
}

function children(bytes: Buffer, from: number, to: number): Mp4Box[] {
  const boxes: Mp4Box[] = [];
  for (let at = from; at + 8 <= to;) {
    const box = boxAt(bytes, at, at, to);
    if (box === undefined) break;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

/** Where the first picture track's matrix lies in the moov's payload, and the track's size. */
function pictureHeader(moov: Buffer) {
  for (const track of children(moov, 0, moov.length).filter(({ type }) => type === 'trak')) {
    const parts = children(moov, track.start, track.end);
    const header = parts.find(({ type }) => type === 'tkhd');
    const media = parts.find(({ type }) => type === 'mdia');
    if (header === undefined || media === undefined) continue;
    const handler = children(moov, media.start, media.end).find(({ type }) => type === 'hdlr');
    const isPicture =
      handler !== undefined &&
      moov.toString('latin1', handler.start + 8, handler.start + 12) === 'vide';
    if (!isPicture) continue;
    // Version 1 has 64-bit times before the matrix.
    const offset = header.start + (moov[header.start] === 1 ? 52 : 40);
    if (offset + 44 > header.end) continue;
    const width = moov.readUInt32BE(offset + 36) / 65536;
    const height = moov.readUInt32BE(offset + 40) / 65536;
    return { offset, width, height };
  }
  return undefined;
}

/** Turned about the origin, then moved back into view, as cameras write it. */
function rotationMatrix(rotation: VideoInfo['rotation'], width: number, height: number): Buffer {
  const [a, b, c, d, x, y] = {
    0: [1, 0, 0, 1, 0, 0],
    90: [0, 1, -1, 0, height, 0],
    180: [-1, 0, 0, -1, width, height],
    270: [0, -1, 1, 0, 0, width],
  }[rotation];
  const fixed = (value: number) => Math.round(value * 65536);
  const bytes = Buffer.alloc(36);
  [fixed(a), fixed(b), 0, fixed(c), fixed(d), 0, fixed(x), fixed(y), 1 << 30].forEach((value, i) =>
    bytes.writeInt32BE(value, i * 4),
  );
  return bytes;
}
