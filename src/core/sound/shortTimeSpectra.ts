import { Fft } from './fft.js';

/**
 * Magnitudes of Hann-windowed frames of a wave. Owns its transform and buffers, so one instance
 * serves one caller at a time.
 */
export class ShortTimeSpectra {
  private readonly fft: Fft;
  private readonly hann: Float64Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  private readonly magnitude: Float64Array;

  /** @param window samples a frame; a product of 2, 3 and 5 */
  constructor(private readonly window: number) {
    this.fft = new Fft(window);
    this.hann = Float64Array.from(
      { length: window },
      (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / window),
    );
    this.re = new Float64Array(window);
    this.im = new Float64Array(window);
    this.magnitude = new Float64Array(window / 2 + 1);
  }

  /**
   * Visits `frames` frames from `first` on in order; frame k is centred on sample k * hop, the wave
   * mirrored at both ends. The array a visitor gets is filled anew for each frame.
   */
  visit(
    wave: Float32Array | Float64Array,
    {
      hop,
      first = 0,
      frames,
    }: { readonly hop: number; readonly first?: number; readonly frames: number },
    visitor: (frame: number, magnitude: Float64Array) => void,
  ): void {
    // Two real frames ride in one complex transform, as its real and imaginary part.
    for (let k = first; k < first + frames; k += 2) {
      this.windowInto(this.re, wave, k * hop);
      this.windowInto(this.im, wave, (k + 1) * hop);
      this.fft.transform(this.re, this.im);
      this.separate(1);
      visitor(k, this.magnitude);
      if (k + 1 === first + frames) break;
      this.separate(-1);
      visitor(k + 1, this.magnitude);
    }
  }

  private windowInto(out: Float64Array, wave: Float32Array | Float64Array, centre: number): void {
    const last = wave.length - 1;
    for (let i = 0; i < this.window; i++) {
      let at = Math.abs(centre - this.window / 2 + i);
      if (at > last) at = Math.max(0, 2 * last - at);
      out[i] = wave[at] * this.hann[i];
    }
  }

  /** Magnitudes of the first (sign 1) or second (-1) of the two real frames. */
  private separate(sign: 1 | -1): void {
    const { re, im, magnitude, window } = this;
    for (let bin = 0; bin < magnitude.length; bin++) {
      const mirror = (window - bin) % window;
      const a = re[bin] + sign * re[mirror];
      const b = im[bin] - sign * im[mirror];
      magnitude[bin] = Math.hypot(a, b) / 2;
    }
  }
}
