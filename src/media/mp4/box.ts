/**
 * An mp4 that breaks its own rules, or is none. Says what for the log; whoever knows the file adds
 * its path.
 */
export class Mp4Error extends Error {
  override readonly name = 'Mp4Error';
}

/** A box whose inside is of no interest here, kept byte for byte. */
export interface Mp4Leaf {
  readonly type: string;
  readonly payload: Buffer;
}

export interface Mp4Branch {
  readonly type: string;
  readonly children: readonly Mp4Box[];
}

/** A box of an mp4 file: ISO/IEC 14496-12, 4.2. */
export type Mp4Box = Mp4Leaf | Mp4Branch;

/** What lies on the way from a movie to its sample tables; all else is a leaf. */
const BRANCHES = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);

export interface BoxHead {
  readonly type: string;
  /** Bytes of the head itself. */
  readonly head: number;
  /** Bytes of head and payload; undefined where it runs to the end of what it lies in. */
  readonly size: number | undefined;
}

/** Bytes that `readHead` needs to see, or all that are left. */
export const LONGEST_HEAD = 16;

/** @throws Mp4Error where no box begins */
export function readHead(bytes: Buffer): BoxHead {
  if (bytes.length < 8) throw new Mp4Error('a box head breaks off');
  const type = bytes.toString('latin1', 4, 8);
  if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) throw new Mp4Error('no box where one must begin');
  const short = bytes.readUInt32BE(0);
  if (short === 0) return { type, head: 8, size: undefined };
  if (short > 1) return { type, head: 8, size: atLeast(8, short, type) };
  if (bytes.length < 16) throw new Mp4Error('a box head breaks off');
  return { type, head: 16, size: atLeast(16, Number(bytes.readBigUInt64BE(8)), type) };
}

function atLeast(head: number, size: number, type: string): number {
  if (size < head || !Number.isSafeInteger(size)) {
    throw new Mp4Error(`${type} claims ${size} bytes`);
  }
  return size;
}

/**
 * The boxes that fill `bytes`, as trees. Payloads are views of `bytes`.
 * @throws Mp4Error where they do not fill it
 */
export function parseBoxes(bytes: Buffer): Mp4Box[] {
  const boxes: Mp4Box[] = [];
  for (let at = 0; at < bytes.length;) {
    const {
      type,
      head,
      size = bytes.length - at,
    } = readHead(bytes.subarray(at, at + LONGEST_HEAD));
    if (at + size > bytes.length) throw new Mp4Error(`${type} runs beyond what it lies in`);
    const payload = bytes.subarray(at + head, at + size);
    boxes.push(BRANCHES.has(type) ? { type, children: parseBoxes(payload) } : { type, payload });
    at += size;
  }
  return boxes;
}

/** Bytes of a box as `serializeBox` writes it. */
export function sizeOf(box: Mp4Box): number {
  if ('payload' in box) return 8 + box.payload.length;
  return box.children.reduce((sum, child) => sum + sizeOf(child), 8);
}

export function serializeBox(box: Mp4Box): Buffer {
  const bytes = Buffer.allocUnsafe(sizeOf(box));
  write(box, bytes, 0);
  return bytes;
}

function write(box: Mp4Box, bytes: Buffer, at: number): number {
  bytes.writeUInt32BE(sizeOf(box), at);
  bytes.write(box.type, at + 4, 'latin1');
  if ('payload' in box) {
    box.payload.copy(bytes, at + 8);
    return at + 8 + box.payload.length;
  }
  return box.children.reduce((end, child) => write(child, bytes, end), at + 8);
}

/** The first box at the end of a path of types below `box`. */
export function findBox(box: Mp4Box, ...path: readonly string[]): Mp4Box | undefined {
  return path.reduce<Mp4Box | undefined>(
    (found, type) =>
      found && 'children' in found
        ? found.children.find((child) => child.type === type)
        : undefined,
    box,
  );
}

/**
 * The payload of a leaf that must be there and hold at least so many bytes.
 * @throws Mp4Error
 */
export function payloadAt(box: Mp4Box, path: readonly string[], bytes: number): Buffer {
  const found = findBox(box, ...path);
  if (found === undefined || !('payload' in found)) throw new Mp4Error(`no ${path.join('/')}`);
  if (found.payload.length < bytes) throw new Mp4Error(`${path.join('/')} breaks off`);
  return found.payload;
}

/** A tree with every leaf put through `change`. */
export function mapLeaves(box: Mp4Branch, change: (leaf: Mp4Leaf) => Mp4Leaf): Mp4Branch {
  const children = box.children.map((child) =>
    'payload' in child ? change(child) : mapLeaves(child, change),
  );
  return { type: box.type, children };
}
