import { closeSync, openSync, readSync } from 'node:fs';

/** Names of an mp4's top-level boxes in file order (ISO/IEC 14496-12, 4.2). */
export function topLevelBoxes(path: string): string[] {
  const file = openSync(path, 'r');
  try {
    const names: string[] = [];
    const header = Buffer.alloc(16);
    let position = 0;
    while (readSync(file, header, 0, 16, position) >= 8) {
      names.push(header.toString('latin1', 4, 8));
      const short = header.readUInt32BE(0);
      // Size 1 means that a 64-bit size follows, 0 that the box runs to the end.
      const size = short === 1 ? Number(header.readBigUInt64BE(8)) : short;
      if (size < 8) break;
      position += size;
    }
    return names;
  } finally {
    closeSync(file);
  }
}

/** Whether a player can start before the whole file is there. */
export function startsFast(path: string): boolean {
  const boxes = topLevelBoxes(path);
  return boxes.includes('moov') && boxes.indexOf('moov') < boxes.indexOf('mdat');
}
