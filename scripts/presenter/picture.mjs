// One frame: visibility, light, colour, hair strands, lashes, background, film.
import { EYES, EYEBALL } from './face.mjs';
import { hairStrands } from './hair.mjs';
import { lipAt } from './paint.mjs';
import { Raster, line } from './raster.mjs';
import { shade, shadeHair } from './shade.mjs';
import { openness, shadowMap } from './light.mjs';
import { backdrop, display } from './film.mjs';
import { camera, pose, scene } from './stage.mjs';
import { clamp01, mix, normalize, randomSource, smoothstep } from './vec.mjs';

const OVERSAMPLE = 2;
/** Weights of the outer and inner samples when two become one. */
const TENT = [0.1, 0.4];
const STRANDS = 4000;
const strands = hairStrands(STRANDS, 3);

export class PictureMaker {
  constructor(width, height, framing) {
    this.framing = framing;
    this.width = width;
    this.height = height;
    this.raster = new Raster(width * OVERSAMPLE, height * OVERSAMPLE);
    this.backdrop = backdrop(width, height);
    this.backdropShown = this.backdrop.map(display);
    this.narrow = new Float32Array(width * height * OVERSAMPLE * 3);
    this.linear = new Float32Array(width * height * OVERSAMPLE * OVERSAMPLE * 3);
    this.covered = new Float32Array(width * height * OVERSAMPLE * OVERSAMPLE);
  }

  /** @returns RGB24 of the moment `time`, in seconds */
  frame(time) {
    const { raster, linear, covered } = this;
    const { project } = camera(raster.width, raster.height, this.framing);
    const posed = pose(time);
    const { world } = posed;
    const screen = new Float64Array(world.length);
    for (let v = 0; v < world.length; v += 3)
      screen.set(project([world[v], world[v + 1], world[v + 2]]), v);
    raster.clear();
    raster.draw(screen, scene.indices);
    linear.fill(0);
    covered.fill(0);
    const light = shadowMap(world);
    const open = openness(raster);
    this.#shadeSurfaces(posed, light, open);
    this.#drawStrands(posed, light, open, project);
    this.#drawLashes(posed, project);
    return this.#develop(time);
  }

  #shadeSurfaces({ acting, by, world, normals }, light, open) {
    const { raster, linear, covered } = this;
    const lipDepth = this.#lipDepth(world);
    const gaze = acting.gaze;
    const eyes = [-1, 1].map((side) => by.head([side * EYEBALL.x, EYEBALL.y, EYEBALL.z]));
    const shadeAt = (at, t) => {
      const part = scene.parts[scene.partOfTriangle[t]];
      const [i, j, k] = [
        scene.indices[t * 3] * 3,
        scene.indices[t * 3 + 1] * 3,
        scene.indices[t * 3 + 2] * 3,
      ];
      const [v, w] = [raster.b1[at], raster.b2[at]];
      const u = 1 - v - w;
      const blend = (a) => [
        a[i] * u + a[j] * v + a[k] * w,
        a[i + 1] * u + a[j + 1] * v + a[k + 1] * w,
        a[i + 2] * u + a[j + 2] * v + a[k + 2] * w,
      ];
      const p = blend(world);
      let n = normalize(blend(normals));
      if (n[2] > 0) n = n.map((c) => -c);
      const uv = blend(scene.coordinates);
      const sample = {
        p,
        uv,
        n,
        gaze,
        open: open(at % raster.width, Math.floor(at / raster.width)),
        depth: 0,
      };
      sample.lit = light(
        p[0] + n[0] * 0.02,
        p[1] + n[1] * 0.02,
        p[2] + n[2] * 0.02,
        part.material === 'hair' ? 0.08 : 0.02,
      );
      if (part.material === 'eye') {
        const middle = eyes[part.side < 0 ? 0 : 1];
        sample.local = [p[0] - middle[0], p[1] - middle[1]];
      } else if (part.material === 'hair') {
        const along = (b) => scene.coordinates[b + 1] - scene.coordinates[i + 1];
        sample.tangent = normalize(
          [0, 1, 2].map(
            (c) =>
              (world[k + c] - world[i + c]) * along(k) + (world[j + c] - world[i + c]) * along(j),
          ),
        );
      } else if (part.material !== 'skin' || Math.hypot(uv[0] / 0.3, (uv[1] - 0.918) / 0.06) < 1) {
        sample.depth = Math.max(0, p[2] - lipDepth(p));
      }
      return shade(part, sample);
    };
    const fine = (t) => {
      const { material } = scene.parts[scene.partOfTriangle[t]];
      if (material !== 'skin') return material === 'eye' || material === 'teeth';
      const v = scene.indices[t * 3] * 3;
      return (
        lipAt(scene.coordinates[v], scene.coordinates[v + 1]) > 0 || scene.coordinates[v + 1] < 0
      );
    };
    // Four samples make a pixel. Where they see one smooth surface they share one shading.
    for (let y = 0; y < raster.height; y += OVERSAMPLE) {
      for (let x = 0; x < raster.width; x += OVERSAMPLE) {
        const first = y * raster.width + x;
        const block = [first, first + 1, first + raster.width, first + raster.width + 1];
        let shared = null;
        for (const at of block) {
          const t = raster.triangle[at];
          if (t < 0) continue;
          const same =
            shared !== null &&
            scene.partOfTriangle[t] === scene.partOfTriangle[shared.t] &&
            Math.abs(raster.depth[at] - shared.depth) < 0.03;
          if (!same || fine(t)) shared = { t, depth: raster.depth[at], color: shadeAt(at, t) };
          linear.set(shared.color, at * 3);
          covered[at] = 1;
        }
      }
    }
  }

  /** Depth of the lips' rim near a point, so that what lies behind can be darkened. */
  #lipDepth(world) {
    const z = [13, 14].map((v) => world[v * 3 + 2]);
    const corner = (world[78 * 3 + 2] + world[308 * 3 + 2]) / 2;
    const middle = (world[13 * 3] + world[14 * 3]) / 2;
    const half = Math.abs(world[308 * 3] - world[78 * 3]) / 2;
    return (p) =>
      mix((z[0] + z[1]) / 2, corner, clamp01(Math.pow(Math.abs(p[0] - middle) / half, 2)));
  }

  /** The sample's own colour is premultiplied by its cover. */
  #brush(color, alpha) {
    const { linear, covered } = this;
    const [r, g, b] = color;
    return (at, cover) => {
      const mine = cover * alpha;
      const rest = 1 - mine;
      linear[at * 3] = linear[at * 3] * rest + r * mine;
      linear[at * 3 + 1] = linear[at * 3 + 1] * rest + g * mine;
      linear[at * 3 + 2] = linear[at * 3 + 2] * rest + b * mine;
      covered[at] = covered[at] * rest + mine;
    };
  }

  #drawStrands({ by }, light, open, project) {
    const { raster } = this;
    const scale = raster.height / 1440;
    const hidden = ([x, y, z]) => {
      if (x < 0 || y < 0 || x >= raster.width || y >= raster.height) return true;
      return z > raster.depth[Math.floor(y) * raster.width + Math.floor(x)] + 0.05;
    };
    for (const strand of strands) {
      const world = strand.points.map(by.hair);
      const screen = world.map((p) => {
        const s = project(p);
        return [s[0], s[1], s[2] - 0.03];
      });
      let lit = -1;
      for (let k = 1; k < world.length; k++) {
        if (hidden(screen[k - 1]) && hidden(screen[k])) continue;
        const [a, b] = [world[k - 1], world[k]];
        const tangent = normalize([b[0] - a[0], b[1] - a[1], b[2] - a[2]]);
        const n = normalize([b[0], (b[1] - 0.1) * 0.4, b[2] - 0.7]);
        const t = mix(strand.from, 1, k / world.length);
        if (lit < 0 || k % 3 === 1) lit = light(b[0], b[1], b[2], 0.1);
        const shadeOpen = open(screen[k][0], screen[k][1]);
        const color = shadeHair(tangent, n, strand.tone, lit, shadeOpen, smoothstep(0, 0.1, t));
        const alpha = strand.opacity * mix(1, 0.35, smoothstep(0.7, 1, k / world.length));
        line(
          raster.width,
          raster.height,
          screen[k - 1],
          screen[k],
          0.75 * scale,
          this.#brush(color, alpha),
          raster.depth,
        );
      }
    }
  }

  #drawLashes({ world, acting }, project) {
    const { raster } = this;
    const random = randomSource(8);
    const color = [0.012, 0.008, 0.006];
    EYES.forEach((eye, sideIndex) => {
      const sign = sideIndex === 0 ? -1 : 1;
      for (const [name, count] of [
        ['upper', 74],
        ['lower', 34],
      ]) {
        const rim = [eye.outer, ...eye[name], eye.inner].map((v) => [
          world[v * 3],
          world[v * 3 + 1],
          world[v * 3 + 2],
        ]);
        const along = (s) => {
          const f = s * (rim.length - 1);
          const i = Math.min(rim.length - 2, Math.floor(f));
          return [0, 1, 2].map((c) => mix(rim[i][c], rim[i + 1][c], f - i));
        };
        const draw = (a, b, radius, alpha) => {
          const [p, q] = [project(a), project(b)];
          line(
            raster.width,
            raster.height,
            [p[0], p[1], -9],
            [q[0], q[1], -9],
            radius * (raster.height / 1440),
            this.#brush(color, alpha),
          );
        };
        // The lash line itself.
        for (let k = 0; k < 24; k++)
          draw(
            along(k / 24),
            along((k + 1) / 24),
            name === 'upper' ? 2.2 : 0.7,
            name === 'upper' ? 0.75 : 0.22,
          );
        for (let n = 0; n < count; n++) {
          const s = 0.02 + 0.86 * ((n + random()) / count);
          const root = along(s);
          const fan = mix(0.9, -0.35, s) + (random() - 0.5) * 0.25;
          const length =
            (name === 'upper' ? 0.062 : 0.03) * mix(1.1, 0.6, s) * (0.75 + 0.5 * random());
          const rise = name === 'upper' ? mix(-0.8, 0.75, acting.face.blink) : 0.8;
          const tip = [
            root[0] + sign * fan * length,
            root[1] + rise * length,
            root[2] - 0.5 * length,
          ];
          const bend = [
            mix(root[0], tip[0], 0.4),
            mix(root[1], tip[1], 0.62) + (name === 'upper' ? 0.004 : 0),
            mix(root[2], tip[2], 0.5),
          ];
          const alpha = name === 'upper' ? 0.55 : 0.2;
          draw(root, bend, 0.7, alpha);
          draw(bend, tip, 0.35, alpha * 0.75);
        }
      }
    });
  }

  /** Display colours, filtered down by a tent over 4 x 4 samples, with a little grain. */
  #develop(time) {
    const { width, height } = this;
    this.#toDisplay();
    this.#narrow();
    const random = randomSource(Math.round(time * 1000) + 1);
    const { narrow } = this;
    const row = width * 3;
    const last = (height * OVERSAMPLE - 1) * row;
    const rgb = Buffer.alloc(height * row);
    for (let y = 0; y < height; y++) {
      const r1 = y * OVERSAMPLE * row;
      const r2 = r1 + row;
      const r0 = Math.max(0, r1 - row);
      const r3 = Math.min(last, r2 + row);
      for (let x = 0; x < width; x++) {
        const grain = (random() + random() - 1) * 1.1 + 0.5;
        for (let i = x * 3; i < x * 3 + 3; i++) {
          const value =
            TENT[0] * (narrow[r0 + i] + narrow[r3 + i]) +
            TENT[1] * (narrow[r1 + i] + narrow[r2 + i]);
          rgb[y * row + i] = Math.max(0, Math.min(255, Math.floor(value + grain)));
        }
      }
    }
    return rgb;
  }

  /** Linear samples over the backdrop, to display values in place. */
  #toDisplay() {
    const { width, height, linear, covered, backdrop: behind, backdropShown: shown } = this;
    const wide = width * OVERSAMPLE;
    for (let y = 0; y < height * OVERSAMPLE; y++) {
      const row = Math.floor(y / OVERSAMPLE) * width;
      for (let x = 0; x < wide; x++) {
        const at = y * wide + x;
        const o = (row + Math.floor(x / OVERSAMPLE)) * 3;
        const rest = 1 - covered[at];
        for (let c = 0; c < 3; c++) {
          linear[at * 3 + c] =
            rest === 1 ? shown[o + c] : display(linear[at * 3 + c] + rest * behind[o + c]);
        }
      }
    }
  }

  /** The horizontal half of the filter. */
  #narrow() {
    const { width, height, linear, narrow } = this;
    const wide = width * OVERSAMPLE;
    for (let y = 0; y < height * OVERSAMPLE; y++) {
      for (let x = 0; x < width; x++) {
        const c1 = (y * wide + x * OVERSAMPLE) * 3;
        const c2 = c1 + 3;
        const c0 = x > 0 ? c1 - 3 : c1;
        const c3 = x < width - 1 ? c2 + 3 : c2;
        const to = (y * width + x) * 3;
        for (let c = 0; c < 3; c++) {
          narrow[to + c] =
            TENT[0] * (linear[c0 + c] + linear[c3 + c]) +
            TENT[1] * (linear[c1 + c] + linear[c2 + c]);
        }
      }
    }
  }
}
