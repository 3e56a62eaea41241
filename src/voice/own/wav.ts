/** One channel of sound. */
export interface Sound {
  readonly sampleRate: number;
  /** -1..1. */
  readonly samples: Float32Array;
}

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;

/**
 * A WAV file of one channel, as 16-bit whole numbers or 32-bit floats. Its samples may be fewer than it says, and
 * go to its end where it says none: programs that write into a pipe do not know their number. Undefined for
 * anything else.
 */
export function readPlainWav(file: Buffer): Sound | undefined {
  if (file.length < 12 || file.toString('latin1', 0, 4) !== 'RIFF') return undefined;
  if (file.toString('latin1', 8, 12) !== 'WAVE') return undefined;
  let format: { kind: number; channels: number; sampleRate: number; bits: number } | undefined;
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const isOpen = name === 'data' && length === 0;
    const body = file.subarray(at + 8, isOpen ? file.length : at + 8 + length);
    if (name === 'fmt ' && body.length >= 16) {
      format = {
        kind: codingOf(body),
        channels: body.readUInt16LE(2),
        sampleRate: body.readUInt32LE(4),
        bits: body.readUInt16LE(14),
      };
    }
    if (name === 'data') {
      if (format?.channels !== 1) return undefined;
      const samples = samplesOf(body, format.kind, format.bits);
      return samples && { sampleRate: format.sampleRate, samples };
    }
    at += 8 + length + (length % 2);
  }
  return undefined;
}

/** In a long header the coding's own name follows, which begins with its number. */
function codingOf(header: Buffer): number {
  const told = header.readUInt16LE(0);
  return told === EXTENSIBLE && header.length >= 26 ? header.readUInt16LE(24) : told;
}

function samplesOf(data: Buffer, kind: number, bits: number): Float32Array | undefined {
  if (kind === PCM && bits === 16) {
    const samples = new Float32Array(data.length >> 1);
    for (let k = 0; k < samples.length; k++) samples[k] = data.readInt16LE(2 * k) / 32768;
    return samples;
  }
  if (kind !== FLOAT || bits !== 32) return undefined;
  const samples = new Float32Array(data.length >> 2);
  for (let k = 0; k < samples.length; k++) samples[k] = data.readFloatLE(4 * k);
  return samples;
}

/** A WAV file of 16-bit whole numbers; what is louder than full scale is cut off. */
export function writeWav({ sampleRate, samples }: Sound): Buffer {
  const bytes = 2 * samples.length;
  const file = Buffer.alloc(44 + bytes);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + bytes, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(PCM, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(2 * sampleRate, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(bytes, 40);
  for (const [k, sample] of samples.entries()) {
    file.writeInt16LE(Math.max(-32768, Math.min(32767, Math.round(sample * 32768))), 44 + 2 * k);
  }
  return file;
}
