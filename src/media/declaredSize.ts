import { open } from 'node:fs/promises';

/** Bytes at a file's beginning that hold its headers, cover art aside. */
const HEAD = 64 * 1024;
/** What writers that cannot go back put for a length they do not know is at least this. */
const PLACEHOLDER = 1.9e9;

/**
 * How many bytes a file says that it has, of kinds whose length ffprobe tells from what is there;
 * undefined where it does not say, or says what stands for "unknown". @throws Node's errors
 */
export async function declaredSize(
  path: string,
): Promise<{ readonly declared: number; readonly actual: number } | undefined> {
  const file = await open(path, 'r');
  try {
    const { size: actual } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const declared = ofHead(buffer.subarray(0, bytesRead));
    if (declared === undefined) return undefined;
    const unknown = declared > PLACEHOLDER && actual < declared / 2;
    return unknown ? undefined : { declared, actual };
  } finally {
    await file.close();
  }
}

/** Whether an mp3 tells its length, in the frame that encoders put first. @throws Node's errors */
export async function tellsMp3Length(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const tag = Buffer.alloc(10);
    await file.read(tag, 0, tag.length, 0);
    // The length of a tag in front, cover art and all: four times seven bits.
    const sevens = [...tag.subarray(6)].reduce((sum, byte) => sum * 128 + (byte & 127), 0);
    const start = tag.toString('latin1', 0, 3) === 'ID3' ? tag.length + sevens : 0;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, start);
    return /Xing|Info|VBRI/.test(buffer.toString('latin1', 0, bytesRead));
  } finally {
    await file.close();
  }
}

function ofHead(head: Buffer): number | undefined {
  if (head.length < 64) return undefined;
  const kind = head.toString('latin1', 0, 4);
  if (kind === 'RIFF') return 8 + head.readUInt32LE(4);
  if (kind === 'RF64' && head.toString('latin1', 12, 16) === 'ds64') return 8 + long(head, 20);
  // Sony's Wave64: an identifier of sixteen bytes, and the whole length.
  if (kind === 'riff') return long(head, 16);
  if (kind === 'caff') return cafSize(head);
  const properties = head.indexOf(ASF_PROPERTIES);
  return properties < 0 ? undefined : long(head, properties + 40);
}

/** Of the object in an ASF file (wma, wmv) that tells its length. */
const ASF_PROPERTIES = Buffer.from('a1dcab8c47a9cf118ee400c00c205365', 'hex');

/** To the end of the sound's own chunk; a length of -1 says that it goes on to the file's end. */
function cafSize(head: Buffer): number | undefined {
  for (let at = 8; at + 12 <= head.length;) {
    const length = Number(head.readBigInt64BE(at + 4));
    if (length < 0) return undefined;
    if (head.toString('latin1', at, at + 4) === 'data') return at + 12 + length;
    at += 12 + length;
  }
  return undefined;
}

function long(head: Buffer, at: number): number {
  return at + 8 <= head.length ? Number(head.readBigUInt64LE(at)) : 0;
}
