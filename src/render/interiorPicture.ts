import { yuvFromRgb } from '../core/colorMatrix.js';
import { allocateFrame, chromaWidth, type ColorCoding, type YuvFrame } from '../core/frame.js';
import { INTERIOR } from './mouthFrame.js';

const { width: WIDTH, height: HEIGHT } = INTERIOR;
const AREA = WIDTH * HEIGHT;
/**
 * How far an edge is steepened after enlarging: share of its difference from the local mean. At 2 the
 * gradient energy of mouths enlarged to real ones 60 to 115 pixels wide rises by half (training/interior/NOTES.md).
 */
const SHARPENING = 2;

/** For each sample of an enlarged line: the first of its `taps` source samples, and their weights. */
interface Taps {
  readonly from: Int16Array;
  readonly weights: Float32Array;
}

/**
 * Turns the network's 64 x 48 RGB picture into a YUV frame `scale` times as large, with edges as
 * steep as the larger grid allows: luma is enlarged smoothly, then unsharp-masked, but never beyond
 * the brightest and darkest neighbour in the small picture, so that teeth get edges and no halos.
 * Owns its buffers; the frame it returns is overwritten by the next call.
 */
export class InteriorPicture {
  private readonly frame: YuvFrame;
  private readonly small = new Float32Array(3 * AREA);
  private readonly lowest = new Float32Array(AREA);
  private readonly highest = new Float32Array(AREA);
  private readonly half = { u: new Float32Array(AREA / 4), v: new Float32Array(AREA / 4) };
  private readonly planes: readonly [Float32Array, Float32Array, Float32Array, Float32Array];
  private readonly rows: Float32Array;

  /** @param scale whole, 1..4 */
  constructor(
    private readonly color: ColorCoding,
    readonly scale: number,
  ) {
    if (!Number.isInteger(scale) || scale < 1 || scale > 4) throw new RangeError(`scale ${scale}`);
    this.frame = allocateFrame(WIDTH * scale, HEIGHT * scale);
    const plane = (): Float32Array => new Float32Array(AREA * scale * scale);
    this.planes = [plane(), plane(), plane(), plane()];
    this.rows = new Float32Array(AREA * scale);
  }

  /** @param rgb 48 x 64 x 3, 0..1 */
  convert(rgb: Float32Array): YuvFrame {
    this.toYuv(rgb);
    this.luma();
    this.chroma();
    return this.frame;
  }

  private toYuv(rgb: Float32Array): void {
    const { small } = this;
    for (let i = 0; i < AREA; i++) {
      const [y, u, v] = yuvFromRgb(rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2], this.color);
      small[i] = y;
      small[AREA + i] = u;
      small[2 * AREA + i] = v;
    }
  }

  private luma(): void {
    const { scale, rows, lowest, highest } = this;
    const [large, low, high, blurred] = this.planes;
    const y = this.small.subarray(0, AREA);
    extremes(y, lowest, highest);
    enlarge(y, WIDTH, HEIGHT, scale, cubicTaps, rows, large);
    if (scale === 1) {
      write(large, this.frame.y);
      return;
    }
    enlarge(lowest, WIDTH, HEIGHT, scale, linearTaps, rows, low);
    enlarge(highest, WIDTH, HEIGHT, scale, linearTaps, rows, high);
    boxBlur(large, WIDTH * scale, HEIGHT * scale, scale, blurred);
    for (let i = 0; i < large.length; i++) {
      const sharp = large[i] + SHARPENING * (large[i] - blurred[i]);
      large[i] = sharp < low[i] ? low[i] : sharp > high[i] ? high[i] : sharp;
    }
    write(large, this.frame.y);
  }

  private chroma(): void {
    const { scale, small, half, rows } = this;
    const [large] = this.planes;
    const width = chromaWidth(WIDTH);
    for (const [plane, start, out] of [
      [half.u, AREA, this.frame.u],
      [half.v, 2 * AREA, this.frame.v],
    ] as const) {
      for (let i = 0; i < plane.length; i++) {
        const at = start + 2 * Math.floor(i / width) * WIDTH + 2 * (i % width);
        plane[i] = (small[at] + small[at + 1] + small[at + WIDTH] + small[at + WIDTH + 1]) / 4;
      }
      enlarge(plane, width, HEIGHT / 2, scale, linearTaps, rows, large);
      write(large, out);
    }
  }
}

/** Rounds into 8 bits; a Uint8Array would wrap what lies outside. */
function write(values: Float32Array, out: Uint8Array): void {
  for (let i = 0; i < out.length; i++) {
    const value = values[i];
    out[i] = value <= 0 ? 0 : value >= 255 ? 255 : value + 0.5;
  }
}

/** Smallest and largest of each pixel's 3 x 3 neighbourhood. */
function extremes(y: Float32Array, lowest: Float32Array, highest: Float32Array): void {
  for (let row = 0, i = 0; row < HEIGHT; row++) {
    for (let column = 0; column < WIDTH; column++, i++) {
      let [low, high] = [y[i], y[i]];
      for (let r = Math.max(0, row - 1); r <= Math.min(HEIGHT - 1, row + 1); r++) {
        for (let c = Math.max(0, column - 1); c <= Math.min(WIDTH - 1, column + 1); c++) {
          const value = y[r * WIDTH + c];
          if (value < low) low = value;
          if (value > high) high = value;
        }
      }
      lowest[i] = low;
      highest[i] = high;
    }
  }
}

/** Separable enlargement; pixel areas stay aligned, borders repeat. `rows` is scratch. */
function enlarge(
  source: Float32Array,
  width: number,
  height: number,
  scale: number,
  tapsOf: (length: number, scale: number) => Taps,
  rows: Float32Array,
  out: Float32Array,
): void {
  const across = tapsOf(width, scale);
  const down = tapsOf(height, scale);
  const wide = width * scale;
  const clamp = (i: number, size: number): number => (i < 0 ? 0 : i >= size ? size - 1 : i);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < wide; x++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) {
        sum += across.weights[4 * x + k] * source[y * width + clamp(across.from[x] + k, width)];
      }
      rows[y * wide + x] = sum;
    }
  }
  for (let y = 0, at = 0; y < height * scale; y++) {
    const line = [0, 1, 2, 3].map((k) => clamp(down.from[y] + k, height) * wide);
    const [w0, w1, w2, w3] = down.weights.subarray(4 * y, 4 * y + 4);
    for (let x = 0; x < wide; x++, at++) {
      out[at] =
        w0 * rows[line[0] + x] +
        w1 * rows[line[1] + x] +
        w2 * rows[line[2] + x] +
        w3 * rows[line[3] + x];
    }
  }
}

/** Catmull-Rom. */
function cubicTaps(length: number, scale: number): Taps {
  return taps(length, scale, (t) => [
    -0.5 * t + t * t - 0.5 * t ** 3,
    1 - 2.5 * t * t + 1.5 * t ** 3,
    0.5 * t + 2 * t * t - 1.5 * t ** 3,
    -0.5 * t * t + 0.5 * t ** 3,
  ]);
}

function linearTaps(length: number, scale: number): Taps {
  return taps(length, scale, (t) => [0, 1 - t, t, 0]);
}

function taps(length: number, scale: number, weightsAt: (t: number) => readonly number[]): Taps {
  const from = new Int16Array(length * scale);
  const weights = new Float32Array(4 * length * scale);
  for (let i = 0; i < from.length; i++) {
    const position = (i + 0.5) / scale - 0.5;
    const whole = Math.floor(position);
    from[i] = whole - 1;
    weights.set(weightsAt(position - whole), 4 * i);
  }
  return { from, weights };
}

/** Mean over a square of side 2 `reach` + 1, cut at the borders, by running sums. */
function boxBlur(
  source: Float32Array,
  width: number,
  height: number,
  reach: number,
  out: Float32Array,
): void {
  const line = new Float32Array(Math.max(width, height));
  const blurLine = (plane: Float32Array, start: number, step: number, length: number): void => {
    let sum = 0;
    for (let i = 0; i < Math.min(reach, length); i++) sum += plane[start + i * step];
    for (let i = 0; i < length; i++) {
      if (i + reach < length) sum += plane[start + (i + reach) * step];
      if (i > reach) sum -= plane[start + (i - reach - 1) * step];
      line[i] = sum / (Math.min(length - 1, i + reach) - Math.max(0, i - reach) + 1);
    }
    for (let i = 0; i < length; i++) out[start + i * step] = line[i];
  };
  for (let y = 0; y < height; y++) blurLine(source, y * width, 1, width);
  for (let x = 0; x < width; x++) blurLine(out, x, width, height);
}
