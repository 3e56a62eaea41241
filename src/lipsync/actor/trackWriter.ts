import { open, type FileHandle } from 'node:fs/promises';
import { LANDMARK_FLOATS } from '../../core/faceTrack.js';

/** Frames gathered before they are written. */
const BATCH = 64;

/** Appends landmarks to a track file. Owns the file until `close`. */
export class TrackWriter {
  private readonly batch = new Float32Array(BATCH * LANDMARK_FLOATS);
  private held = 0;
  private pending: Promise<unknown> = Promise.resolve();

  private constructor(private readonly file: FileHandle) {}

  static async create(path: string): Promise<TrackWriter> {
    return new TrackWriter(await open(path, 'w'));
  }

  /** Undefined, a frame without a face, is written as NaN. */
  push(landmarks: Float32Array | undefined): void {
    const from = this.held * LANDMARK_FLOATS;
    if (landmarks) this.batch.set(landmarks, from);
    else this.batch.fill(NaN, from, from + LANDMARK_FLOATS);
    this.held += 1;
    if (this.held === BATCH) this.flush();
  }

  /** Waits until what was pushed is written, so that memory stays bounded. @throws on a full disk */
  async drained(): Promise<void> {
    await this.pending;
  }

  async close(): Promise<void> {
    try {
      this.flush();
      await this.pending;
    } finally {
      await this.file.close();
    }
  }

  private flush(): void {
    if (this.held === 0) return;
    const bytes = Buffer.from(this.batch.slice(0, this.held * LANDMARK_FLOATS).buffer);
    this.held = 0;
    const write = this.pending.then(() => this.file.writeFile(bytes));
    // A failure surfaces at `drained` or `close`, not as an unhandled rejection in between.
    write.catch(() => undefined);
    this.pending = write;
  }
}
