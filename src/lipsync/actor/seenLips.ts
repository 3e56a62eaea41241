/** Lips are noted, and the sound beside them heard, so far into a video: what speech has is in a few minutes. */
export const LESSON_SECONDS = 180;

/**
 * How far apart the lips are in each frame in which a mouth can be seen, from the video's start. Owns one
 * number for each frame of its first minutes.
 */
export class SeenLips {
  private readonly apertures: number[] = [];
  private readonly most: number;
  private count = 0;

  /** @param rate frames a second */
  constructor(readonly rate: number) {
    this.most = Math.floor(LESSON_SECONDS * rate);
  }

  /** @param frame in the video, later than any before */
  push(frame: number, aperture: number): void {
    if (frame >= this.most) return;
    while (this.apertures.length < frame) this.apertures.push(NaN);
    this.apertures.push(aperture);
    this.count += 1;
  }

  /** Of every frame up to the last with a mouth, eye distances; NaN where none was seen. */
  get aperture(): Float32Array {
    return Float32Array.from(this.apertures);
  }

  /** Of lips that were seen. */
  get seconds(): number {
    return this.count / this.rate;
  }
}
