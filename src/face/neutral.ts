/** What a person's face is like at rest, measured over a whole track, in canonical space. */
export interface Neutral {
  /** MOVED points, flat x, y, z. */
  readonly points: Float32Array;
  /** Inner-lip gap in eye distances: quantiles over the usable frontal frames. */
  readonly gap: {
    readonly closed: number;
    readonly p05: number;
    readonly p50: number;
    readonly p95: number;
    readonly max: number;
  };
  /** Frames that the rest pose is the mean of. */
  readonly frames: number;
}

export class NeutralBuilder {
  /** All 478 landmarks of one usable frame in canonical space, and its yaw in radians. */
  add(_canonical: Float32Array, _yaw: number): void {}

  /** Undefined where no frame was added. */
  build(): Neutral | undefined {
    return undefined;
  }
}
