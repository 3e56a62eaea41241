/** 8-bit Y'CbCr to R'G'B' in 0..1: luma = (Y - lumaOffset) * lumaGain, chroma about 128. */
export interface YuvToRgb {
  readonly lumaGain: number;
  readonly lumaOffset: number;
  readonly redFromV: number;
  readonly greenFromU: number;
  readonly greenFromV: number;
  readonly blueFromU: number;
}

/** Maps patch pixel (column, row) to a position in a plane, in samples, sample centres at integers. */
export interface PatchGrid {
  readonly x: number;
  readonly y: number;
  readonly xPerColumn: number;
  readonly yPerColumn: number;
  readonly xPerRow: number;
  readonly yPerRow: number;
}

/** The plane is first averaged over boxes; `left` and `top` are the first box's place, in boxes. */
export interface Reduction {
  readonly factor: number;
  readonly left: number;
  readonly top: number;
}

/** One plane's share of a patch. */
export interface PlaneCut {
  readonly data: Uint8Array;
  /** Bytes a row of `data`. */
  readonly stride: number;
  /** Of the plane that is sampled: reduced, where it is. */
  readonly width: number;
  readonly height: number;
  readonly reduction?: Reduction;
  readonly grid: PatchGrid;
}

/** A square patch of a YUV picture, to be cut out as RGB. */
export interface PatchCut {
  /** Pixels, even. */
  readonly side: number;
  /** Y, U, V. */
  readonly planes: readonly PlaneCut[];
  readonly toRgb: YuvToRgb;
  /** RGB 0..1 becomes value * gain + offset. */
  readonly gain: number;
  readonly offset: number;
}
