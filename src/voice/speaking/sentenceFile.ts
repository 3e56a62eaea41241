import { createHash } from 'node:crypto';
import type { SpokenSentence, SpokenSound, SpokenWord } from '../../core/voice/spoken.js';

/** The first line of a kept sentence; its samples follow, 16 bits each, the loudest being the largest number. */
interface Head {
  readonly sampleRate: number;
  readonly count: number;
  /** The loudest sample. */
  readonly peak: number;
  /** Of the samples' bytes. */
  readonly sha256: string;
  readonly words: readonly SpokenWord[];
  readonly sounds: readonly SpokenSound[];
}

const LARGEST = 32767;

export function packSentence({ sampleRate, samples, words, sounds }: SpokenSentence): Buffer {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  const bytes = Buffer.alloc(samples.length * 2);
  const scale = peak > 0 ? LARGEST / peak : 0;
  samples.forEach((sample, at) => bytes.writeInt16LE(Math.round(sample * scale), at * 2));
  const sha256 = digestOf(bytes);
  const head: Head = { sampleRate, count: samples.length, peak, sha256, words, sounds };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes]);
}

/** Undefined where bytes are not what was packed. */
export function unpackSentence(packed: Buffer): SpokenSentence | undefined {
  const end = packed.indexOf('\n');
  const head = end < 0 ? undefined : headOf(packed.toString('utf8', 0, end));
  const bytes = packed.subarray(end + 1);
  if (head?.count !== bytes.length / 2 || digestOf(bytes) !== head.sha256) return undefined;
  const { sampleRate, count, peak, words, sounds } = head;
  const samples = new Float32Array(count);
  for (let at = 0; at < count; at++) samples[at] = (bytes.readInt16LE(at * 2) * peak) / LARGEST;
  return { sampleRate, samples, words, sounds };
}

function headOf(line: string): Head | undefined {
  try {
    const head = JSON.parse(line) as Partial<Head> | null;
    const { sampleRate, count, peak, sha256, words, sounds } = head ?? {};
    const whole =
      [sampleRate, count, peak].every(Number.isFinite) &&
      typeof sha256 === 'string' &&
      Array.isArray(words) &&
      Array.isArray(sounds);
    return whole ? (head as Head) : undefined;
  } catch {
    return undefined;
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
