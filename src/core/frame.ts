/**
 * One picture as planar YUV 4:2:0, 8 bit, upright (rotation already applied), top row first.
 * The whole pipeline works on these planes: no colour round trip, so untouched pixels stay equal
 * to the decoded source, and a frame is half the bytes of RGB.
 * Chroma planes are `chromaWidth` x `chromaHeight` = ceil(width / 2) x ceil(height / 2).
 */
export interface YuvFrame {
  readonly width: number;
  readonly height: number;
  /** The planes back to back: Y, then U, then V. `y`, `u` and `v` are views into it. */
  readonly data: Uint8Array;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
}

export function chromaWidth(width: number): number {
  return (width + 1) >> 1;
}

export function chromaHeight(height: number): number {
  return (height + 1) >> 1;
}

/** Bytes of one frame. */
export function frameBytes(width: number, height: number): number {
  return width * height + 2 * chromaWidth(width) * chromaHeight(height);
}

/** Views `data` (length `frameBytes(width, height)`, else RangeError) as a frame without copying. */
export function frameFrom(width: number, height: number, data: Uint8Array): YuvFrame {
  if (data.length !== frameBytes(width, height)) {
    throw new RangeError(`a ${width}x${height} frame is not ${data.length} bytes`);
  }
  const luma = width * height;
  const chroma = chromaWidth(width) * chromaHeight(height);
  return {
    width,
    height,
    data,
    y: data.subarray(0, luma),
    u: data.subarray(luma, luma + chroma),
    v: data.subarray(luma + chroma),
  };
}

export function allocateFrame(width: number, height: number): YuvFrame {
  return frameFrom(width, height, new Uint8Array(frameBytes(width, height)));
}

/** How Y, U and V are to be read as RGB. */
export interface ColorCoding {
  readonly matrix: 'bt601' | 'bt709' | 'bt2020';
  readonly fullRange: boolean;
}

/** Half-open rectangle in pixels: x0 <= x < x1, y0 <= y < y1. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** The smallest box that both are in. */
export function around(one: Box | undefined, other: Box): Box {
  if (one === undefined) return other;
  return {
    x0: Math.min(one.x0, other.x0),
    y0: Math.min(one.y0, other.y0),
    x1: Math.max(one.x1, other.x1),
    y1: Math.max(one.y1, other.y1),
  };
}
