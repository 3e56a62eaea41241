/**
 * The same picture or sound as other bytes: a project takes a file of the same content for one that it has.
 * @param medium an mp4, or a flac with a comment
 */
export function otherContent(medium: Buffer, mark = 1): Buffer {
  if (medium.subarray(0, 4).toString('latin1') !== 'fLaC') {
    // An empty box at the end, which players pass by.
    const box = Buffer.alloc(8 + mark);
    box.writeUInt32BE(box.length);
    box.write('free', 4, 'latin1');
    return Buffer.concat([medium, box]);
  }
  const copy = Buffer.from(medium);
  const vendor = vendorOf(copy);
  copy[vendor] = 'a'.charCodeAt(0) + mark;
  return copy;
}

/** Where in a flac the name of the program is that made it. */
function vendorOf(flac: Buffer): number {
  const COMMENT = 4;
  for (let at = 4; at < flac.length; at += 4 + flac.readUIntBE(at + 1, 3)) {
    if ((flac[at] & 0x7f) === COMMENT && flac.readUInt32LE(at + 4) > 0) return at + 8;
    if (flac[at] >> 7 === 1) break;
  }
  throw new Error('this flac has no comment');
}
