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
 * An anti-aliased line with a soft edge. `plot(at, coverage)` receives each touched sample; depth
 * is compared where `depth` is given.
 */
export function line(width, height, a, b, radius, plot, depth) {
  const [ax, ay, bx, by] = [a[0], a[1], b[0], b[1]];
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.sqrt(dx * dx + dy * dy) || 1e-6;
  const reach = radius + 0.7;
  const top = Math.max(0, Math.floor(Math.min(ay, by) - reach));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(ay, by) + reach));
  const [west, east] = [Math.min(ax, bx) - reach, Math.max(ax, bx) + reach];
  // Half the line's thickness along a row; a level line has none.
  const half = Math.abs(dy) > 1e-3 ? (reach * length) / Math.abs(dy) : 1e9;
  for (let y = top; y <= bottom; y++) {
    const py = y + 0.5 - ay;
    const middle = half < 1e9 ? ax + (dx * py) / dy : ax;
    const left = Math.max(0, Math.floor(Math.max(west, middle - half)));
    const right = Math.min(width - 1, Math.ceil(Math.min(east, middle + half)));
    for (let x = left; x <= right; x++) {
      const px = x + 0.5 - ax;
      const along = (px * dx + py * dy) / (length * length);
      // Half-open, so that joints of a polyline are not drawn twice.
      if (along < 0 || along >= 1) continue;
      const cover = Math.min(1, radius + 0.5 - Math.abs(px * dy - py * dx) / length);
      if (cover <= 0) continue;
      const at = y * width + x;
      if (depth !== undefined && a[2] + (b[2] - a[2]) * along > depth[at]) continue;
      plot(at, cover);
    }
  }
}
