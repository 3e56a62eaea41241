import type { Box, ColorCoding, YuvFrame } from '../core/frame.js';
import type { ColorOrder } from '../core/lipModel.js';
import type { FaceCrop } from './crop.js';

export interface PasteOptions {
  /** Side of the net's pictures in pixels. */
  readonly size: number;
  readonly colors: ColorOrder;
  /** Of the frames. */
  readonly color: ColorCoding;
  /** 0..1: how much edges are raised; 0 leaves them as the net made them. */
  readonly sharpen: number;
}

/** A net's picture of a face, and where in the frame it belongs. */
export interface NetPicture {
  readonly crop: FaceCrop;
  /** 3 x size x size, 0..1, in the net's own order of colours. */
  readonly pixels: Float32Array;
}

/** Whose mouth it is that a picture takes the place of. */
export interface PastedMouth {
  /** 478 x 3 of the source frame, upright pixels. */
  readonly landmarks: Float32Array;
  /** The same as found in the net's picture, in pixels of the frame, where it was looked for. */
  readonly drawn?: Float32Array;
  /** 1 shows the net's mouth, 0 none of it. */
  readonly weight: number;
}

/** Puts a net's pictures of mouths into frames. Owns its buffers: one frame at a time. */
export class PicturePaster {
  constructor(private readonly options: PasteOptions) {}

  /**
   * Draws into `result`, which holds the frame that the mouth belongs in. No pixel outside of the soft mask around
   * lips and chin changes.
   * @returns around the outer lips, in the frame's pixels
   */
  paste(result: YuvFrame, picture: NetPicture, mouth: PastedMouth): Box {
    void [result, picture, mouth, this.options];
    throw new Error('to come');
  }
}
