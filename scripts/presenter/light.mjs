// How much light reaches a place: a shadow map of the key light, and openness to the surroundings.
import { Raster } from './raster.mjs';
import { KEY_DIRECTION } from './shade.mjs';
import { scene } from './stage.mjs';
import { mix, normalize } from './vec.mjs';

const SHADOW_SIZE = 520;

/** Projects the scene along the key light and keeps the nearest depths. */
export function shadowMap(world) {
  const raster = new Raster(SHADOW_SIZE, SHADOW_SIZE);
  raster.clear();
  const f = KEY_DIRECTION.map((v) => -v);
  const right = normalize([f[2], 0, -f[0]]);
  const up = [
    f[1] * right[2] - f[2] * right[1],
    f[2] * right[0] - f[0] * right[2],
    f[0] * right[1] - f[1] * right[0],
  ];
  const scale = SHADOW_SIZE / 5;
  const place = (x, y, z) => {
    const [cx, cy, cz] = [x, y - 0.7, z - 0.5];
    return [
      SHADOW_SIZE / 2 + scale * (cx * right[0] + cy * right[1] + cz * right[2]),
      SHADOW_SIZE / 2 + scale * (cx * up[0] + cy * up[1] + cz * up[2]),
      cx * f[0] + cy * f[1] + cz * f[2],
    ];
  };
  const screen = new Float64Array(world.length);
  for (let v = 0; v < world.length; v += 3)
    screen.set(place(world[v], world[v + 1], world[v + 2]), v);
  raster.draw(screen, scene.indices);
  /** Share of the key light that reaches a point, softened. */
  return (x, y, z, bias) => {
    const [sx, sy, sz] = place(x, y, z);
    const [left, top] = [Math.floor(sx), Math.floor(sy)];
    if (left < 2 || top < 2 || left >= SHADOW_SIZE - 2 || top >= SHADOW_SIZE - 2) return 1;
    let sum = 0;
    let weight = 0;
    for (let iy = top - 2; iy <= top + 2; iy++) {
      for (let ix = left - 2; ix <= left + 2; ix++) {
        const ox = ix + 0.5 - sx;
        const oy = iy + 0.5 - sy;
        const w = Math.max(0, 8 - ox * ox - oy * oy);
        const gap = (sz - bias - raster.depth[iy * SHADOW_SIZE + ix]) / 0.035;
        if (gap <= 0) sum += w;
        else if (gap < 1) sum += w * (1 - gap * gap * (3 - 2 * gap));
        weight += w;
      }
    }
    return weight > 0 ? sum / weight : 1;
  };
}

/** Openness to the sky from the depth picture: what lies deeper than its surroundings is darker. */
export function openness(raster) {
  const step = 4;
  const [w, h] = [Math.floor(raster.width / step), Math.floor(raster.height / step)];
  const small = new Float32Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++)
      small[y * w + x] = Math.min(2.5, raster.depth[(y * step + 2) * raster.width + x * step + 2]);
  const blur = (source, radius) => {
    const pass = (from, dx, dy, length, lines, at) => {
      const to = new Float32Array(from.length);
      for (let l = 0; l < lines; l++) {
        let sum = 0;
        const read = (k) => from[at(l, Math.max(0, Math.min(length - 1, k)))];
        for (let k = -radius; k <= radius; k++) sum += read(k);
        for (let k = 0; k < length; k++) {
          to[at(l, k)] = sum / (2 * radius + 1);
          sum += read(k + radius + 1) - read(k - radius);
        }
      }
      return to;
    };
    let out = source;
    for (let i = 0; i < 2; i++) {
      out = pass(out, 1, 0, w, h, (l, k) => l * w + k);
      out = pass(out, 0, 1, h, w, (l, k) => k * w + l);
    }
    return out;
  };
  const scale = raster.height / 1440;
  const radii = [4, 11, 30].map((r) => Math.max(1, Math.round(r * scale)));
  const blurred = radii.map((r) => blur(small, r));
  const gains = [2.4, 1.3, 0.55];
  const open = new Float32Array(w * h);
  for (let i = 0; i < open.length; i++) {
    let dark = 0;
    blurred.forEach((b, k) => {
      dark += gains[k] * Math.min([0.16, 0.2, 0.3][k], Math.max(0, small[i] - b[i]));
    });
    open[i] = mix(0.12, 1, Math.exp(-2.1 * dark));
  }
  return (x, y) => {
    const [fx, fy] = [
      Math.max(0, Math.min(w - 1.001, x / step - 0.5)),
      Math.max(0, Math.min(h - 1.001, y / step - 0.5)),
    ];
    const [i, j] = [Math.floor(fx), Math.floor(fy)];
    const p = j * w + i;
    return mix(
      mix(open[p], open[p + 1], fx - i),
      mix(open[p + w], open[p + w + 1], fx - i),
      fy - j,
    );
  };
}
