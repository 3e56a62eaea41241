import { allocateFrame, type YuvFrame } from '../core/frame.js';
import type { LipFrame } from './backend.js';
import { copyFace, type WishedFace } from './faceScript.js';

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
