import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NoFaceReason } from '../../core/faceTrack.js';
import type { TrackStep, TrackerState } from '../../face/tracker.js';
import { hashFile } from '../../files/hashFile.js';
import { readSmallFile } from '../../files/readSmallFile.js';
import { TrackReader } from './actor.js';
import { areStored, sha256, writeChecksums } from './checksums.js';
import { TrackWriter } from './trackWriter.js';

/** Landmarks as the tracker gave them, before they are smoothed with those that come later. */
const LANDMARKS_FILE = 'followed.f32';
const STEPS_FILE = 'followed.json';
const SUMS_FILE = 'followed.sha256';
const MOST_BYTES = 2 ** 28;

interface StoredSteps {
  readonly steps: readonly (readonly [
    missing: NoFaceReason | null,
    score: number,
    cut: boolean,
    who: number,
  ])[];
  readonly state: TrackerState;
}

/**
 * Keeps what the tracker says of each frame of a study that ends before its video does, beside the actor:
 * a longer study of the same video follows the face from there on. Owns the file of landmarks until `close`.
 */
export class FollowedWriter {
  private readonly steps: StoredSteps['steps'][number][] = [];
  private closed = false;

  private constructor(
    private readonly folder: string,
    private readonly landmarks: TrackWriter,
  ) {}

  static async create(folder: string): Promise<FollowedWriter> {
    return new FollowedWriter(folder, await TrackWriter.create(join(folder, LANDMARKS_FILE)));
  }

  push(step: TrackStep): void {
    const face = step.kind === 'face' ? step : undefined;
    this.landmarks.push(face?.landmarks);
    const missing = step.kind === 'none' ? step.reason : null;
    this.steps.push([missing, face?.score ?? 0, step.cut, face?.who ?? -1]);
  }

  /** @throws on a full disk */
  drained(): Promise<void> {
    return this.landmarks.drained();
  }

  /** After the last of the frames; without it nothing is kept. @param state the tracker's */
  async finish(state: TrackerState): Promise<void> {
    await this.close();
    const text = Buffer.from(JSON.stringify({ steps: this.steps, state } satisfies StoredSteps));
    await writeFile(join(this.folder, STEPS_FILE), text);
    const sums = {
      [LANDMARKS_FILE]: await hashFile(join(this.folder, LANDMARKS_FILE)),
      [STEPS_FILE]: sha256(text),
    };
    await writeChecksums(this.folder, sums, SUMS_FILE);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.landmarks.close();
  }
}

/** Where an earlier, shorter study of a video found the face. Owns an open file until `close`. */
export class FollowedFace {
  private constructor(
    private readonly landmarks: TrackReader,
    private readonly stored: StoredSteps,
  ) {}

  /** Undefined where an actor's folder has none, or not to the byte what was written. */
  static async read(folder: string): Promise<FollowedFace | undefined> {
    let landmarks: TrackReader | undefined;
    try {
      landmarks = new TrackReader(join(folder, LANDMARKS_FILE));
      const text = await readSmallFile(join(folder, STEPS_FILE), MOST_BYTES);
      const sums = { [LANDMARKS_FILE]: await landmarks.sha256(), [STEPS_FILE]: sha256(text) };
      if (!(await areStored(folder, sums, SUMS_FILE))) throw new Error('it is damaged');
      return new FollowedFace(landmarks, JSON.parse(text.toString('utf8')) as StoredSteps);
    } catch {
      landmarks?.close();
      return undefined;
    }
  }

  /** Frames from the video's start. */
  get frames(): number {
    return this.stored.steps.length;
  }

  /** The tracker's after the last of them. */
  get state(): TrackerState {
    return this.stored.state;
  }

  /** The same as the tracker said of this frame; the landmarks are the caller's to keep. */
  step(frame: number): TrackStep {
    const [reason, score, cut, who] = this.stored.steps[frame];
    if (reason !== null) return { kind: 'none', reason, cut };
    return { kind: 'face', landmarks: this.landmarks.read(frame).slice(), score, cut, who };
  }

  close(): void {
    this.landmarks.close();
  }
}
