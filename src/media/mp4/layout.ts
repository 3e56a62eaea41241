import type { FileHandle } from 'node:fs/promises';
import { LONGEST_HEAD, Mp4Error, parseBoxes, readHead, type Mp4Branch } from './box.js';

/** Where the payload of a box lies in its file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface TopLevelBox extends Span {
  readonly type: string;
}

/** What an mp4 file of one piece is made of: type, index and media. */
export interface Mp4Layout {
  readonly ftyp: Buffer;
  readonly moov: Mp4Branch;
  readonly mdat: Span;
  /** The index comes before the media, so that a player can begin before it has all. */
  readonly startsFast: boolean;
}

/** An index beyond this is not ours: six hours of picture and sound take some 30 MB. */
const LARGEST_MOOV = 256 * 1024 * 1024;
const LARGEST_FTYP = 4096;
const MOST_BOXES = 64;

/**
 * Names and places of a file's top-level boxes, in file order.
 * @throws Mp4Error when they do not fill the file
 */
export async function topLevelBoxes(file: FileHandle): Promise<TopLevelBox[]> {
  const { size: end } = await file.stat();
  const boxes: TopLevelBox[] = [];
  for (let at = 0; at < end;) {
    if (boxes.length === MOST_BOXES) throw new Mp4Error('too many boxes');
    const bytes = await readAt(file, at, Math.min(LONGEST_HEAD, end - at));
    const { type, head, size = end - at } = readHead(bytes);
    if (at + size > end) throw new Mp4Error(`${type} runs beyond the file's end`);
    boxes.push({ type, start: at + head, end: at + size });
    at += size;
  }
  return boxes;
}

/**
 * Reads all of a file but its media.
 * @throws Mp4Error for what is not exactly one type, one index and one piece of media
 */
export async function readLayout(file: FileHandle): Promise<Mp4Layout> {
  const boxes = await topLevelBoxes(file);
  const order = boxes.map(({ type }) => type);
  if (order.includes('moof')) throw new Mp4Error('fragmented');
  const only = (type: string, largest: number): TopLevelBox => {
    const found = boxes.filter((each) => each.type === type);
    const box = found.at(0);
    if (box === undefined) throw new Mp4Error(`no ${type}`);
    if (found.length > 1) throw new Mp4Error(`more than one ${type}`);
    if (box.end - box.start > largest) throw new Mp4Error(`${type} is too large`);
    return box;
  };
  const ftyp = only('ftyp', LARGEST_FTYP);
  const moov = only('moov', LARGEST_MOOV);
  const mdat = only('mdat', Number.MAX_SAFE_INTEGER);
  const index = await readAt(file, moov.start, moov.end - moov.start);
  return {
    ftyp: await readAt(file, ftyp.start, ftyp.end - ftyp.start),
    moov: { type: 'moov', children: parseBoxes(index) },
    mdat: { start: mdat.start, end: mdat.end },
    startsFast: order.indexOf('moov') < order.indexOf('mdat'),
  };
}

/** The head of a box that holds so many bytes of media. */
export function mediaHead(payload: number): Buffer {
  const long = 8 + payload > 0xffffffff;
  const head = Buffer.alloc(long ? 16 : 8);
  head.writeUInt32BE(long ? 1 : 8 + payload);
  head.write('mdat', 4, 'latin1');
  if (long) head.writeBigUInt64BE(BigInt(16 + payload), 8);
  return head;
}

/** @throws Mp4Error when the file ends before */
async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) throw new Mp4Error('the file became shorter');
    filled += bytesRead;
  }
  return bytes;
}
