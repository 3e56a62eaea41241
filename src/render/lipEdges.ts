/** Points of LIP_INNER from the picture's left corner to its right one, along either lip. */
const LOWER = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
const UPPER = [0, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10] as const;

/** The inner edges of the lips as heights over the mouth's width. Owns its copy of the contour. */
export class LipEdges {
  left = 0;
  right = 0;
  private readonly x = { upper: new Float32Array(11), lower: new Float32Array(11) };
  private readonly y = { upper: new Float32Array(11), lower: new Float32Array(11) };

  /** @param inner LIP_INNER x, y a point, about upright */
  take(inner: Float32Array): void {
    const { x, y } = this;
    LOWER.forEach((point, i) => {
      x.lower[i] = inner[2 * point];
      y.lower[i] = inner[2 * point + 1];
    });
    UPPER.forEach((point, i) => {
      x.upper[i] = inner[2 * point];
      // Crossed lips have no opening.
      y.upper[i] = Math.min(inner[2 * point + 1], y.lower[i]);
    });
    this.left = x.lower[0];
    this.right = x.lower[10];
  }

  /** How far to the left and right the lips are apart by more than a share of their widest. */
  wideOpen(share: number): { readonly left: number; readonly right: number } {
    const { x, y } = this;
    let widest = 0;
    for (let i = 0; i < 11; i++) widest = Math.max(widest, y.lower[i] - y.upper[i]);
    const isOpen = (i: number): boolean => y.lower[i] - y.upper[i] > share * widest;
    let [first, last] = [1, 9];
    while (first < 5 && !isOpen(first)) first += 1;
    while (last > 5 && !isOpen(last)) last -= 1;
    return { left: x.lower[first], right: x.lower[last] };
  }

  upperAt(x: number): number {
    return heightAt(this.x.upper, this.y.upper, x);
  }

  lowerAt(x: number): number {
    return heightAt(this.x.lower, this.y.lower, x);
  }
}

/** Height of a line from left to right at x; level beyond its ends. A fold back is passed over. */
function heightAt(xs: Float32Array, ys: Float32Array, x: number): number {
  if (x <= xs[0]) return ys[0];
  for (let i = 1; i < xs.length; i++) {
    if (x > xs[i]) continue;
    const span = xs[i] - xs[i - 1];
    const t = span > 1e-9 ? Math.max(0, (x - xs[i - 1]) / span) : 1;
    return ys[i - 1] * (1 - t) + ys[i] * t;
  }
  return ys[ys.length - 1];
}
