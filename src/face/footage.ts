import type { YuvFrame } from '../core/frame.js';

/** Other frames of the video that is being followed, for what one frame does not tell. */
export interface Footage {
  /** Frames in order from about this one on, at most `count`; a frame is valid until the next one. */
  from(index: number, count: number): AsyncIterable<YuvFrame>;
  /** About so many frames, spread evenly over the whole video. */
  spread(count: number): AsyncIterable<YuvFrame>;
}
