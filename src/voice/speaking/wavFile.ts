import type { FileHandle } from 'node:fs/promises';
import { createHash } from 'node:crypto';

const HEADER_BYTES = 44;
const BYTES_A_SAMPLE = 2;
/** Numbers of bytes are 32 bits wide in this format. */
const MOST_SAMPLES = Math.floor((2 ** 32 - HEADER_BYTES - 8) / BYTES_A_SAMPLE);

/** Writes one channel of 16 bits as it comes, and tells the sha256 of all of it. The caller owns the file. */
export class WavWriter {
  private readonly hash = createHash('sha256');
  private written = 0;

  private constructor(
    private readonly file: FileHandle,
    private readonly count: number,
  ) {}

  /** @param count samples that there will be: what is said of them comes first */
  static async begin(file: FileHandle, sampleRate: number, count: number): Promise<WavWriter> {
    if (count > MOST_SAMPLES) throw new RangeError(`${count} samples do not fit into one file`);
    const writer = new WavWriter(file, count);
    await writer.write(headerOf(sampleRate, count));
    return writer;
  }

  /** @param samples -1..1 */
  async samples(samples: Float32Array): Promise<void> {
    const bytes = Buffer.alloc(samples.length * BYTES_A_SAMPLE);
    samples.forEach((sample, at) => {
      const value = Math.round(sample * 32767);
      bytes.writeInt16LE(Math.min(32767, Math.max(-32768, value)), at * BYTES_A_SAMPLE);
    });
    this.written += samples.length;
    await this.write(bytes);
  }

  async silence(count: number): Promise<void> {
    this.written += count;
    await this.write(Buffer.alloc(count * BYTES_A_SAMPLE));
  }

  /** Lower-case hex sha256 of the file. */
  end(): string {
    if (this.written !== this.count) {
      throw new RangeError(`${this.written} samples were written, not ${this.count}`);
    }
    return this.hash.digest('hex');
  }

  private async write(bytes: Buffer): Promise<void> {
    this.hash.update(bytes);
    await this.file.appendFile(bytes);
  }
}

function headerOf(sampleRate: number, count: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const bytes = count * BYTES_A_SAMPLE;
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(HEADER_BYTES - 8 + bytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * BYTES_A_SAMPLE, 28);
  header.writeUInt16LE(BYTES_A_SAMPLE, 32);
  header.writeUInt16LE(8 * BYTES_A_SAMPLE, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(bytes, 40);
  return header;
}
