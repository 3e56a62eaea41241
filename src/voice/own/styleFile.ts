/** Where the numbers of a voice lie in its file: rows of 256 32-bit floats, one row a length of text. */
export interface StylePlace {
  /** Bytes before the first number. */
  readonly offset: number;
  readonly rows: number;
}

export const STYLE_WIDTH = 256;
const ROW_BYTES = 4 * STYLE_WIDTH;
const MOST_ROWS = 4096;
/** Bytes by which any such file is told. */
export const STYLE_HEAD = 256;

/**
 * Where the numbers of a voice's file begin, and how many rows there are, by its first `STYLE_HEAD` bytes and its
 * size: `.npy` as NumPy writes it, or numbers alone (`.bin`).
 * @returns what is wrong with it, as a text, where something is
 */
export function stylePlace(name: string, head: Buffer, size: number): StylePlace | string {
  if (head.toString('latin1', 0, 4) === 'PK\u0003\u0004') {
    return 'it is an archive of voices; unpack it into one file for each';
  }
  if (head.toString('latin1', 0, 20).startsWith('version https://git-')) {
    return 'it stands for a file that Git LFS did not fetch';
  }
  const isArray = head.toString('latin1', 0, 6) === '\x93NUMPY';
  if (!isArray && name.endsWith('.npy')) return 'it is no NumPy array';
  const place = isArray ? arrayPlace(head) : { offset: 0 };
  if (typeof place === 'string') return place;
  const rows = (size - place.offset) / ROW_BYTES;
  if (Number.isInteger(rows) && rows >= 1 && rows <= MOST_ROWS) return { ...place, rows };
  return `it holds ${size - place.offset} bytes of numbers, not rows of ${STYLE_WIDTH} 32-bit floats`;
}

/** `\x93NUMPY`, a version, the length of a description in Python's words, and that description. */
function arrayPlace(head: Buffer): { readonly offset: number } | string {
  if (head.length < 12) return 'it is cut off';
  const isLong = head[6] >= 2;
  const start = isLong ? 12 : 10;
  const length = isLong ? head.readUInt32LE(8) : head.readUInt16LE(8);
  const told = head.toString('latin1', start, Math.min(head.length, start + length));
  if (!/'descr':\s*'<f4'/.test(told)) return 'its numbers are no 32-bit floats';
  if (!/'fortran_order':\s*False/.test(told)) return 'its numbers lie in the order of Fortran';
  const shape = /'shape':\s*\(([^)]*)\)/.exec(told)?.[1] ?? '';
  const width = shape
    .split(',')
    .map(Number)
    .findLast((size) => size > 0);
  if (width !== STYLE_WIDTH) return `its rows hold ${width ?? 'no'} numbers, not ${STYLE_WIDTH}`;
  return { offset: start + length };
}
