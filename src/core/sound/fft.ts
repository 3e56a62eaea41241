/**
 * Mixed-radix complex FFT for one fixed length, in place of a power-of-two library because the mel
 * front end's window is 400 samples (2^4 * 5^2) long. Stockham autosort: no bit reversal, buffers
 * allocated once.
 */
export class Fft {
  readonly length: number;
  private readonly radices: readonly number[];
  private readonly cos: Float64Array;
  private readonly sin: Float64Array;
  private readonly workRe: Float64Array;
  private readonly workIm: Float64Array;

  /** @throws RangeError unless `length` is a product of 2, 3 and 5. */
  constructor(length: number) {
    this.length = length;
    this.radices = factorize(length);
    this.cos = Float64Array.from({ length }, (_, k) => Math.cos((2 * Math.PI * k) / length));
    this.sin = Float64Array.from({ length }, (_, k) => -Math.sin((2 * Math.PI * k) / length));
    this.workRe = new Float64Array(length);
    this.workIm = new Float64Array(length);
  }

  /** Forward transform in place: X[k] = sum x[n] exp(-2 pi i k n / length). */
  transform(re: Float64Array, im: Float64Array): void {
    let fromRe = re;
    let fromIm = im;
    let toRe = this.workRe;
    let toIm = this.workIm;
    let done = 1;
    for (const radix of this.radices) {
      this.stage(radix, done, fromRe, fromIm, toRe, toIm);
      done *= radix;
      [fromRe, toRe] = [toRe, fromRe];
      [fromIm, toIm] = [toIm, fromIm];
    }
    if (fromRe !== re) {
      re.set(fromRe);
      im.set(fromIm);
    }
  }

  /** One decimation-in-time pass: joins `radix` transforms of length `done` each. */
  private stage(
    radix: number,
    done: number,
    fromRe: Float64Array,
    fromIm: Float64Array,
    toRe: Float64Array,
    toIm: Float64Array,
  ): void {
    const { length, cos, sin } = this;
    const span = length / radix;
    const groups = span / done;
    for (let k = 0; k < done; k++) {
      for (let g = 0; g < groups; g++) {
        const input = k * groups + g;
        for (let q = 0; q < radix; q++) {
          const bin = k + q * done;
          let sumRe = 0;
          let sumIm = 0;
          for (let j = 0; j < radix; j++) {
            const at = (j * bin * groups) % length;
            const i = (k * radix + j) * groups + g;
            sumRe += fromRe[i] * cos[at] - fromIm[i] * sin[at];
            sumIm += fromRe[i] * sin[at] + fromIm[i] * cos[at];
          }
          const output = input + q * span;
          toRe[output] = sumRe;
          toIm[output] = sumIm;
        }
      }
    }
  }
}

function factorize(length: number): number[] {
  const radices: number[] = [];
  let rest = length;
  for (const radix of [5, 3, 2]) {
    while (rest % radix === 0) {
      radices.push(radix);
      rest /= radix;
    }
  }
  if (rest !== 1 || length < 1) throw new RangeError(`no transform of length ${length}`);
  return radices;
}
