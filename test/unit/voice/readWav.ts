import { readFileSync } from 'node:fs';

/** One channel of 16 bits, as we write it. */
export function readWav(path: string): { readonly samples: Int16Array; readonly rate: number } {
  const bytes = readFileSync(path);
  if (bytes.toString('latin1', 0, 4) !== 'RIFF') throw new Error('no wav');
  if (bytes.readUInt32LE(40) !== bytes.length - 44) throw new Error('another length');
  const samples = new Int16Array((bytes.length - 44) / 2);
  for (let at = 0; at < samples.length; at++) samples[at] = bytes.readInt16LE(44 + at * 2);
  return { samples, rate: bytes.readUInt32LE(24) };
}
