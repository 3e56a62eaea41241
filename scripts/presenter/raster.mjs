// A z-buffer that remembers which triangle each sample sees and where on it (barycentric), so that
// shading happens once a sample.

export class Raster {
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.depth = new Float32Array(width * height);
    this.triangle = new Int32Array(width * height);
    this.b1 = new Float32Array(width * height);
    this.b2 = new Float32Array(width * height);
  }

  clear() {
    this.depth.fill(1e9);
    this.triangle.fill(-1);
  }

  /** @param {Float64Array} screen x, y in samples and depth, three numbers a vertex */
  draw(screen, indices) {
    const { width, height, depth } = this;
    for (let t = 0; t < indices.length; t += 3) {
      const [i, j, k] = [indices[t] * 3, indices[t + 1] * 3, indices[t + 2] * 3];
      const [x0, y0, x1, y1] = [screen[i], screen[i + 1], screen[j], screen[j + 1]];
      const [x2, y2] = [screen[k], screen[k + 1]];
      const area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
      if (area === 0) continue;
      const left = Math.max(0, Math.ceil(Math.min(x0, x1, x2) - 0.5));
      const right = Math.min(width - 1, Math.floor(Math.max(x0, x1, x2) - 0.5));
      const top = Math.max(0, Math.ceil(Math.min(y0, y1, y2) - 0.5));
      const bottom = Math.min(height - 1, Math.floor(Math.max(y0, y1, y2) - 0.5));
      for (let y = top; y <= bottom; y++) {
        for (let x = left; x <= right; x++) {
          const [px, py] = [x + 0.5, y + 0.5];
          const v = ((px - x0) * (y2 - y0) - (x2 - x0) * (py - y0)) / area;
          const w = ((x1 - x0) * (py - y0) - (px - x0) * (y1 - y0)) / area;
          if (v < -1e-7 || w < -1e-7 || v + w > 1 + 1e-7) continue;
          const z =
            screen[i + 2] +
            (screen[j + 2] - screen[i + 2]) * v +
            (screen[k + 2] - screen[i + 2]) * w;
          const at = y * width + x;
          if (z >= depth[at]) continue;
          depth[at] = z;
          this.triangle[at] = t / 3;
          this.b1[at] = v;
          this.b2[at] = w;
        }
      }
    }
  }
}

/**
 * An anti-aliased line with a soft edge. `plot(at, coverage)` receives each touched sample;
 * depth is compared where `depth` is given.
 */
export function line(width, height, a, b, radius, plot, depth) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy) || 1e-6;
  const reach = radius + 0.7;
  const left = Math.max(0, Math.floor(Math.min(a[0], b[0]) - reach));
  const right = Math.min(width - 1, Math.ceil(Math.max(a[0], b[0]) + reach));
  const top = Math.max(0, Math.floor(Math.min(a[1], b[1]) - reach));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(a[1], b[1]) + reach));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const [px, py] = [x + 0.5 - a[0], y + 0.5 - a[1]];
      const along = (px * dx + py * dy) / (length * length);
      // Half-open, so that joints of a polyline are not drawn twice.
      if (along < 0 || along >= 1) continue;
      const away = Math.abs(px * dy - py * dx) / length;
      const cover = Math.min(1, radius + 0.5 - away);
      if (cover <= 0) continue;
      const at = y * width + x;
      if (depth && a[2] + (b[2] - a[2]) * along > depth[at]) continue;
      plot(at, cover);
    }
  }
}
