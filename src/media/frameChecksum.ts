import type { YuvFrame } from '../core/frame.js';

const MULTIPLIER = 0x9e3779b1;

/**
 * A 32-bit checksum over every byte of a frame, order included, to tell frames of one clip apart.
 * Two lanes, because each step waits for the one before it.
 */
export function frameChecksum({ data }: YuvFrame): number {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.byteLength >> 2);
  const even = words.length & ~1;
  let a = 0x811c9dc5 | 0;
  let b = 0x01000193 | 0;
  for (let i = 0; i < even; i += 2) {
    a = Math.imul(a ^ words[i], MULTIPLIER);
    b = Math.imul(b ^ words[i + 1], MULTIPLIER);
    a ^= a >>> 15;
    b ^= b >>> 15;
  }
  for (let i = even << 2; i < data.length; i++) a = Math.imul(a ^ data[i], MULTIPLIER);
  return (Math.imul(a, 31) ^ b) >>> 0;
}
