import type { Readable } from 'node:stream';
import type { YuvFrame } from '../core/frame.js';
import { allocateFrame } from '../core/frame.js';

/**
 * Cuts a stream of raw pictures into frames. Reads ahead while the consumer works, into a small
 * ring of buffers made once; when all are full the stream is paused, which stops the decoder.
 * Owns the buffers: the frame last given belongs to the consumer until it asks for the next.
 */
export class FrameReader {
  private readonly free: YuvFrame[] = [];
  private readonly ready: YuvFrame[] = [];
  private lent: YuvFrame | undefined;
  private filling: YuvFrame | undefined;
  private filled = 0;
  /**
   * Bytes that came when no buffer was free, in order. Mostly none or one; but Node resumes a
   * child's paused stdout by itself when the child leaves, and what is left in the pipe comes then.
   */
  private held: Buffer[] = [];
  private ended = false;
  private wake: (() => void) | undefined;

  constructor(
    private readonly stream: Readable,
    width: number,
    height: number,
    buffers = 4,
  ) {
    for (let i = 0; i < buffers; i++) this.free.push(allocateFrame(width, height));
    stream.on('data', (chunk: Buffer) => {
      this.take(chunk);
    });
    const end = () => {
      this.ended = true;
      this.wake?.();
    };
    stream.on('end', end);
    stream.on('close', end);
  }

  /** The next whole frame; undefined at the end. A part of a frame at the end is dropped. */
  async next(): Promise<YuvFrame | undefined> {
    if (this.lent !== undefined) this.free.push(this.lent);
    this.lent = undefined;
    this.resume();
    while (this.ready.length === 0 && !this.ended) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      this.wake = undefined;
    }
    this.lent = this.ready.shift();
    return this.lent;
  }

  private resume(): void {
    if (this.held.length === 0) return;
    const chunks = this.held;
    this.held = [];
    for (const chunk of chunks) this.take(chunk);
    if (!this.isHolding()) this.stream.resume();
  }

  private isHolding(): boolean {
    return this.held.length > 0;
  }

  private take(chunk: Buffer): void {
    if (this.isHolding()) {
      this.held.push(chunk);
      return;
    }
    let offset = 0;
    while (offset < chunk.length) {
      this.filling ??= this.free.pop();
      if (this.filling === undefined) {
        this.held.push(chunk.subarray(offset));
        this.stream.pause();
        return;
      }
      const { data } = this.filling;
      const length = Math.min(chunk.length - offset, data.length - this.filled);
      data.set(chunk.subarray(offset, offset + length), this.filled);
      offset += length;
      this.filled += length;
      if (this.filled === data.length) this.deliver(this.filling);
    }
  }

  private deliver(frame: YuvFrame): void {
    this.ready.push(frame);
    this.filling = undefined;
    this.filled = 0;
    this.wake?.();
  }
}
