import { allocateFrame, frameBytes, type YuvFrame } from '../core/frame.js';
import type { LipFrame } from './backend.js';
import { copyFace, type WishedFace } from './faceScript.js';

/** Bytes of frames that wait to be drawn together, their results among them. */
const MOST_BYTES = 256 * 2 ** 20;

/** How many frames may wait where so many would be drawn at once: those of a large video are held back by memory. */
export function framesAtOnce(
  batch: number,
  { width, height }: { readonly width: number; readonly height: number },
): number {
  const fitting = Math.floor(MOST_BYTES / (2 * frameBytes(width, height)));
  return Math.max(1, Math.min(batch, fitting));
}

/** A frame on its way to the encoder: drawn, or passed through where no face is wished for. */
export type QueuedFrame = Omit<LipFrame, 'face'> & { readonly face: WishedFace | undefined };

/**
 * Frames that wait to be drawn together. Where a drawer takes one at a time it keeps nothing; else it owns
 * copies of sources and faces, as theirs change with the next frame.
 */
export class FrameQueue<Frame extends QueuedFrame> {
  private readonly waiting: Frame[] = [];
  private readonly sources: readonly YuvFrame[];

  constructor(
    private readonly batch: number,
    { width, height }: { readonly width: number; readonly height: number },
  ) {
    const copies = batch > 1 ? batch : 0;
    this.sources = Array.from({ length: copies }, () => allocateFrame(width, height));
  }

  /** @returns whether there are as many as are drawn at once */
  push(frame: Frame): boolean {
    const { waiting, batch } = this;
    waiting.push(batch > 1 ? this.kept(frame) : frame);
    return waiting.length >= batch;
  }

  /** All that wait, in order. They stay as they are until the next `push`. */
  take(): readonly Frame[] {
    return this.waiting.splice(0);
  }

  private kept(frame: Frame): Frame {
    const source = this.sources[this.waiting.length];
    source.data.set(frame.source.data);
    return { ...frame, source, face: frame.face && copyFace(frame.face) };
  }
}
