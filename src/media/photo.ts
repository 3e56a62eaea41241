import { open } from 'node:fs/promises';
import type { Orientation } from './orientation.js';

/** Demuxers of single pictures: each reads the one file that it is given, and no other. */
export const PHOTO_FORMATS = ['jpeg_pipe', 'png_pipe', 'webp_pipe'] as const;
export type PhotoFormat = (typeof PHOTO_FORMATS)[number];

/** Of a file's start: cameras write its orientation into the first few kilobytes. */
const HEAD = 64 * 1024;

export interface Photo {
  readonly format: PhotoFormat;
  readonly orientation: Orientation;
}

/** What kind of photo a file is, whatever its name; undefined for anything else. @throws Node's errors */
export async function photoIn(path: string): Promise<Photo | undefined> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const head = buffer.subarray(0, bytesRead);
    const format = photoFormat(head);
    if (format === undefined) return undefined;
    const orientation = format === 'jpeg_pipe' ? exifOrientation(head) : 1;
    return { format, orientation: ORIENTATIONS[orientation] ?? { rotation: 0 } };
  } finally {
    await file.close();
  }
}

function photoFormat(head: Buffer): PhotoFormat | undefined {
  const text = head.toString('latin1', 0, 12);
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg_pipe';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png_pipe';
  return /^RIFF.{4}WEBP$/s.test(text) ? 'webp_pipe' : undefined;
}

/** By the number that Exif has for each, as it asks for the picture to be shown. */
const ORIENTATIONS: Readonly<Record<number, Orientation | undefined>> = {
  1: { rotation: 0 },
  2: { rotation: 0, mirrored: true },
  3: { rotation: 180 },
  4: { rotation: 180, mirrored: true },
  5: { rotation: 90, mirrored: true },
  6: { rotation: 90 },
  7: { rotation: 270, mirrored: true },
  8: { rotation: 270 },
};

const ORIENTATION_TAG = 0x0112;

/** 1 to 8 in well-formed files; 1 where nothing is said. Exif 2.3, 4.5.4 and 4.6. */
function exifOrientation(jpeg: Buffer): number {
  const at = jpeg.indexOf('Exif\0\0', 0, 'latin1');
  if (at < 0) return 1;
  const tiff = jpeg.subarray(at + 6);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (offset: number): number =>
    offset + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(offset) : tiff.readUInt16BE(offset);
  if (tiff.length < 8) return 1;
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let i = 0; i < short(directory); i++) {
    const entry = directory + 2 + 12 * i;
    if (short(entry) === ORIENTATION_TAG) return short(entry + 8);
  }
  return 1;
}
