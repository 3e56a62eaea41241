// What is painted on the face in rest space: lips and eyebrows, as masks over x, y.
import { BROWS, LIP_OUTER, faceRest } from './face.mjs';
import { line } from './raster.mjs';
import { clamp01, mix, randomSource, smoothstep } from './vec.mjs';

const DENSITY = 640;
const LEFT = -0.85;
const TOP = -0.7;
const WIDTH = Math.round(1.7 * DENSITY);
const HEIGHT = Math.round(2.2 * DENSITY);

const at = (v) => [faceRest[v * 3], faceRest[v * 3 + 1]];

function closedCurve(ring, steps) {
  const n = ring.length;
  const out = [];
  for (let i = 0; i < n; i++) {
    const [a, b, c, d] = [-1, 0, 1, 2].map((k) => at(ring[(i + k + n) % n]));
    for (let s = 0; s < steps; s++) {
      const u = s / steps;
      out.push(
        [0, 1].map(
          (k) =>
            0.5 *
            (2 * b[k] +
              (c[k] - a[k]) * u +
              (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * u * u +
              (3 * b[k] - a[k] - 3 * c[k] + d[k]) * u * u * u),
        ),
      );
    }
  }
  return out;
}

/** Signed distance to a closed polyline, positive inside. */
function insideDistance(curve, x, y) {
  let best = 1e9;
  let inside = false;
  for (let i = 0, j = curve.length - 1; i < curve.length; j = i++) {
    const [[x0, y0], [x1, y1]] = [curve[j], curve[i]];
    const [dx, dy] = [x1 - x0, y1 - y0];
    const t = clamp01(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy + 1e-12));
    const [ex, ey] = [x - x0 - t * dx, y - y0 - t * dy];
    best = Math.min(best, ex * ex + ey * ey);
    if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside;
  }
  return (inside ? 1 : -1) * Math.sqrt(best);
}

function paintLips(mask) {
  const outer = closedCurve(LIP_OUTER, 6);
  const xs = outer.map((p) => p[0]);
  const ys = outer.map((p) => p[1]);
  const margin = 0.04;
  for (let py = 0; py < HEIGHT; py++) {
    const y = TOP + (py + 0.5) / DENSITY;
    if (y < Math.min(...ys) - margin || y > Math.max(...ys) + margin) continue;
    for (let px = 0; px < WIDTH; px++) {
      const x = LEFT + (px + 0.5) / DENSITY;
      if (Math.abs(x) > Math.max(...xs) + margin) continue;
      mask[py * WIDTH + px] = smoothstep(-0.008, 0.014, insideDistance(outer, x, y));
    }
  }
}

function paintBrows(mask) {
  const random = randomSource(5);
  for (const [side, { upper, lower }] of BROWS.entries()) {
    const sign = side === 0 ? -1 : 1;
    for (let n = 0; n < 620; n++) {
      // s runs from the tail (outside) to the head (inside), r from the upper to the lower edge.
      const s = 0.03 + 0.95 * random();
      const f = s * 4;
      const i = Math.min(3, Math.floor(f));
      const edge = (points) =>
        [0, 1].map((k) => mix(at(points[i])[k], at(points[i + 1])[k], f - i));
      const [a, b] = [edge(upper), edge(lower)];
      const thin = smoothstep(0, 0.45, s);
      const r = mix(0.5, 0.12 + 0.76 * random(), 0.25 + 0.75 * thin);
      const [x, y] = [mix(a[0], b[0], r), mix(a[1], b[1], r)];
      const length = 0.05 + 0.03 * random();
      const lean = mix(0.35, 1.5, smoothstep(1, 0.55, s)) + (random() - 0.5) * 0.3;
      const rise = r > 0.5 ? -1 : -0.35;
      const from = [(x - LEFT) * DENSITY, (y - TOP) * DENSITY];
      const to = [
        from[0] + sign * Math.sin(lean) * length * DENSITY,
        from[1] + rise * Math.cos(lean) * length * DENSITY,
      ];
      const strength = 0.2 + 0.3 * random();
      line(WIDTH, HEIGHT, from, to, 0.8, (p, cover) => {
        mask[p] = 1 - (1 - mask[p]) * (1 - cover * strength * mix(0.6, 1, thin));
      });
    }
  }
}

const lips = new Float32Array(WIDTH * HEIGHT);
const brows = new Float32Array(WIDTH * HEIGHT);
paintLips(lips);
paintBrows(brows);

function sample(map, x, y) {
  const fx = Math.max(0, Math.min(WIDTH - 1.001, (x - LEFT) * DENSITY - 0.5));
  const fy = Math.max(0, Math.min(HEIGHT - 1.001, (y - TOP) * DENSITY - 0.5));
  const [i, j] = [Math.floor(fx), Math.floor(fy)];
  const p = j * WIDTH + i;
  const low = mix(map[p], map[p + 1], fx - i);
  return mix(low, mix(map[p + WIDTH], map[p + WIDTH + 1], fx - i), fy - j);
}

export const lipAt = (x, y) => sample(lips, x, y);
export const browAt = (x, y) => sample(brows, x, y);
