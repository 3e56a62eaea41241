// Colours of the presenter's surfaces, in linear light.
import { browAt, lipAt } from './paint.mjs';
import { toothGap } from './parts.mjs';
import { EYEBALL } from './face.mjs';
import { bell, clamp01, mix, noise, normalize, smoothstep } from './vec.mjs';

const VIEW = [0, 0, -1];
const KEY = { direction: normalize([-0.55, -0.6, -0.72]), color: [1.28, 1.17, 1.04] };
const FILL = { direction: normalize([0.8, -0.15, -0.65]), color: [0.2, 0.225, 0.27] };
const RIM = { direction: normalize([0.75, -0.5, 0.55]), color: [0.5, 0.54, 0.62] };
const LIGHTS = [KEY, FILL, RIM];
export const KEY_DIRECTION = KEY.direction;

const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

function ambient(n, open) {
  const up = 0.5 - 0.5 * n[1];
  return [mix(0.14, 0.2, up) * open, mix(0.115, 0.2, up) * open, mix(0.1, 0.22, up) * open];
}

/**
 * Diffuse light. `wrap` lets light creep past the edge of shadow, per colour: red goes furthest in
 * skin, which is what makes it look alive.
 */
function diffuse(n, lit, open, wrap) {
  const out = ambient(n, open);
  LIGHTS.forEach((light, i) => {
    const cosine = dot(n, light.direction);
    const visible = i === 0 ? lit : mix(0.35, 1, open);
    for (let c = 0; c < 3; c++) {
      const w = wrap[c];
      const shadow = i === 0 ? Math.pow(visible, 1 - 0.55 * w) : visible;
      out[c] += light.color[c] * shadow * clamp01((cosine + w) / (1 + w)) * (1 / (1 + 0.5 * w));
    }
  });
  return out;
}

function specular(n, lit, sharpness, strength) {
  let sum = 0;
  LIGHTS.forEach((light, i) => {
    const h = normalize([
      light.direction[0] + VIEW[0],
      light.direction[1] + VIEW[1],
      light.direction[2] + VIEW[2],
    ]);
    const facing = clamp01(dot(n, light.direction) * 4);
    sum +=
      (i === 0 ? lit : 0.6) * facing * light.color[1] * Math.pow(clamp01(dot(n, h)), sharpness);
  });
  const edge = Math.pow(1 - clamp01(-n[2]), 4);
  return strength * (sharpness * 0.04 + 0.3) * sum * (1 + 0.6 * edge);
}

const toned = (albedo, light, shine) => [0, 1, 2].map((c) => albedo[c] * light[c] + shine);

function bump(n, [x, y, z], scale, amount) {
  const at = (dx, dy, dz) => noise(x * scale + dx, y * scale + dy, z * scale + dz);
  return normalize([
    n[0] + amount * (at(0, 0, 0) - 0.5),
    n[1] + amount * (at(31, 7, 3) - 0.5),
    n[2] + amount * (at(5, 17, 41) - 0.5),
  ]);
}

const SKIN = [0.69, 0.41, 0.285];
const SKIN_WRAP = [0.45, 0.26, 0.18];

function skinTone(p) {
  const [x, y] = p;
  const ax = Math.abs(x);
  const tone = [...SKIN];
  const cheek = bell(ax - 0.46, 0.17) * bell(y - 0.5, 0.17);
  const nose = bell(x, 0.1) * bell(y - 0.48, 0.1) * 0.8;
  const chin = bell(x, 0.15) * bell(y - 1.28, 0.1) * 0.35;
  const blush = 0.42 * Math.min(1, cheek + nose + chin);
  const socket = bell(ax - 0.35, 0.17) * bell(y - 0.03, 0.11) * 0.3;
  const mottle =
    (noise(x * 9, y * 9, 3) - 0.5) * 0.07 + (noise(x * 38, y * 38, p[2] * 38) - 0.5) * 0.07;
  tone[0] *= 1 - 0.04 * blush - 0.22 * socket + mottle * 0.7;
  tone[1] *= 1 - 0.3 * blush - 0.3 * socket + mottle;
  tone[2] *= 1 - 0.26 * blush - 0.24 * socket + mottle;
  return tone;
}

function shadeSkin(p, n0, lit, open) {
  const [x, y] = p;
  const lip = lipAt(x, y);
  const brow = browAt(x, y);
  let n = bump(n0, p, 75, 0.1 * (1 - lip));
  const tone = skinTone(p);
  if (lip > 0) {
    const streak = noise(x * 85 + 4 * noise(x * 9, y * 9, 0), y * 9, 1);
    n = bump(n, [x * 3.2, y * 0.35, 0], 30, 0.16 * lip);
    const rose = [0.52, 0.175, 0.165];
    const shade = 0.86 + 0.22 * streak;
    for (let c = 0; c < 3; c++) tone[c] = mix(tone[c], rose[c] * shade, 0.86 * lip);
  }
  // The nostrils are hollow; the lid's edge is moist and darker.
  const nostril = bell(Math.abs(x) - 0.085, 0.036) * bell(y - 0.613, 0.015);
  for (let c = 0; c < 3; c++) {
    tone[c] = mix(tone[c], [0.05, 0.028, 0.02][c], 0.9 * brow);
    tone[c] *= 1 - [0.75, 0.86, 0.88][c] * Math.min(1, nostril * 1.15);
  }
  const oily = 0.7 + 0.6 * bell(x, 0.22) * smoothstep(0.7, 0, y);
  const dull = (1 - brow) * (1 - nostril);
  const shine =
    mix(specular(n, lit, 14, 0.05 * oily), specular(n, lit, 38, 0.085), lip) * open * dull;
  return toned(tone, diffuse(n, lit, open, SKIN_WRAP), shine);
}

/** `gaze` is where the eye looks, as x, y offsets of the pupil on the ball's unit disc. */
function shadeEye(local, n, lit, open, gaze) {
  const [dx, dy] = [local[0] / EYEBALL.radius - gaze.x * 2, local[1] / EYEBALL.radius - gaze.y * 2];
  const r = Math.hypot(dx, dy) * EYEBALL.radius;
  const iris = 0.071;
  const angle = Math.atan2(dy, dx);
  const red = smoothstep(0.075, 0.16, r);
  const tone = [mix(0.72, 0.62, red), mix(0.69, 0.45, red), mix(0.67, 0.41, red)];
  if (r < iris + 0.006) {
    const rays =
      noise(Math.cos(angle) * 9, Math.sin(angle) * 9, r * 30) * 0.6 +
      noise(Math.cos(angle) * 26, Math.sin(angle) * 26, r * 12) * 0.4;
    const depth = smoothstep(0.02, iris, r);
    const shade =
      (0.5 + 0.9 * rays) * (1.15 - 0.5 * depth) * (1 + 0.5 * clamp01(dy / iris + dx / iris));
    const brown = [0.135 * shade, 0.062 * shade, 0.026 * shade];
    const limbus = smoothstep(iris - 0.016, iris, r);
    const pupil = 1 - smoothstep(0.023, 0.028, r);
    const edge = 1 - smoothstep(iris - 0.004, iris + 0.006, r);
    for (let c = 0; c < 3; c++) {
      const inside = brown[c] * (1 - 0.75 * limbus) * (1 - 0.97 * pupil);
      tone[c] = mix(tone[c], inside, edge);
    }
  }
  // The upper lid and its lashes shade the ball.
  const lidShade = mix(0.42, 1, smoothstep(-0.085, 0.0, local[1])) * open;
  const light = diffuse(n, mix(1, lit, 0.3), lidShade, [0.3, 0.25, 0.25]).map(
    (v) => v * mix(0.55, 0.8, lidShade),
  );
  // Catch lights: a window to the key side and a faint fill.
  const catchAt = (x, y, w, h) => {
    const edge = (v, size) => 1 - smoothstep(size * 0.75, size, Math.abs(v));
    return (
      edge(local[0] / EYEBALL.radius - gaze.x * 1.3 - x, w) *
      edge(local[1] / EYEBALL.radius - gaze.y * 1.3 - y, h)
    );
  };
  const glint = 1.5 * catchAt(-0.15, -0.17, 0.085, 0.1) + 0.16 * catchAt(0.2, -0.08, 0.07, 0.12);
  return toned(tone, light, glint * smoothstep(0.12, 0.3, open) + 0.012);
}

/** Light that reaches into the mouth: `depth` behind the lips in eye distances. */
const mouthLight = (depth, open) => mix(1, 0.05, smoothstep(0.12, 0.4, depth)) * mix(0.8, 1, open);

function shadeTeeth(row, [u, v], n0, lit, open, depth) {
  const { n: number, gap } = toothGap(row, u);
  const inside = mouthLight(depth, open) * (row === 'upper' ? 1 : 0.78);
  const gum = 1 - smoothstep(0.1, 0.2, v + 0.05 * Math.cos(number));
  const warm = number === 2 ? 0.93 : 1;
  const ivory = [0.78 * warm, 0.72 * warm, 0.62 * warm * warm];
  const tone = ivory.map(
    (c, k) => mix(c, [0.42, 0.15, 0.14][k], gum) * (1 - 0.5 * gap * (1 - gum)),
  );
  const clear = smoothstep(0.8, 1, v) * 0.25;
  const light = diffuse(n0, mix(0.55, 1, lit), inside, [0.5, 0.45, 0.4]).map(
    (l) => l * inside * 1.25,
  );
  return toned(
    tone.map((t) => t * (1 - clear)),
    light,
    specular(n0, lit, 60, 0.05) * inside * inside,
  );
}

function shadeTongue(p, n0, open, depth) {
  const n = bump(n0, p, 60, 0.25);
  const inside = mouthLight(depth, open);
  const light = diffuse(n, 0.5, inside, [0.5, 0.3, 0.3]).map((l) => l * inside * 1.1);
  return toned([0.5, 0.17, 0.16], light, specular(n, 0.5, 30, 0.04) * inside);
}

function shadePullover(p, [u, v], n0, lit, open) {
  const rib = v < 0.11;
  const columns = rib ? 190 : 330;
  const stitch = Math.sin(u * columns * Math.PI * 2);
  const row = Math.sin(v * 420 + Math.abs(stitch) * 2);
  const knit = rib ? 0.8 + 0.2 * stitch : 0.88 + 0.07 * stitch + 0.05 * row;
  const n = bump(n0, p, 26, 0.16);
  const fold = 0.85 + 0.3 * noise(p[0] * 2.2, p[1] * 1.6, 2);
  const tone = [0.035, 0.13, 0.145].map((c) => c * knit * fold);
  const fuzz = 0.05 * Math.pow(1 - clamp01(-n[2]), 2);
  return toned(tone, diffuse(n, lit, open, [0.15, 0.15, 0.15]), fuzz);
}

/** Kajiya and Kay's hair: light is reflected around the strand's direction. */
export function shadeHair(tangent, n, tone, lit, open, root) {
  const base = [0.13, 0.06, 0.03];
  const out = base.map((c) => c * tone * 0.5 * mix(0.3, 1, open));
  LIGHTS.forEach((light, i) => {
    const visible = (i === 0 ? lit : 0.75) * mix(0.45, 1, open);
    const tl = dot(tangent, light.direction);
    const across = Math.sqrt(Math.max(0, 1 - tl * tl));
    const facing = clamp01(0.35 + 0.65 * dot(n, light.direction));
    const h = normalize([light.direction[0], light.direction[1], light.direction[2] - 1]);
    const th = dot(tangent, h) + 0.06;
    const th2 = dot(tangent, h) - 0.1;
    const glossy = Math.pow(Math.sqrt(Math.max(0, 1 - th * th)), 90);
    const coloured = Math.pow(Math.sqrt(Math.max(0, 1 - th2 * th2)), 28);
    for (let c = 0; c < 3; c++) {
      out[c] +=
        light.color[c] *
        visible *
        facing *
        (base[c] * tone * across * 0.75 + glossy * 0.035 * tone + coloured * base[c] * tone * 1.1);
    }
  });
  return out.map((c) => c * mix(0.55, 1, root));
}

/**
 * Linear colour of one visible sample.
 * `uv` are rest coordinates for skin, sheet coordinates for the other parts; `local` is the place
 * relative to the eyeball's middle in head space; `depth` is the distance behind the lips.
 */
export function shade(part, { p, uv, n, lit, open, local, gaze, depth, tangent }) {
  switch (part.material) {
    case 'skin':
      return shadeSkin(
        uv,
        n,
        lit * mix(1, 0.2, smoothstep(0.04, 0.12, depth)),
        open * mix(1, 0.03, smoothstep(0.04, 0.15, depth)),
      );
    case 'neck': {
      const under = mix(0.6, 1, smoothstep(1.3, 2.0, p[1]));
      const tone = SKIN.map(
        (c) => c * (0.95 + 0.08 * (noise(p[0] * 30, p[1] * 30, p[2] * 30) - 0.5)),
      );
      return toned(
        tone,
        diffuse(n, lit, open * under, SKIN_WRAP),
        specular(n, lit, 12, 0.025) * open,
      );
    }
    case 'eye':
      return shadeEye(local, n, lit, open, gaze);
    case 'teeth':
      return shadeTeeth(part.row, uv, n, lit, open, depth);
    case 'tongue':
      return shadeTongue(p, n, open, depth);
    case 'cavity':
      return [0.006, 0.002, 0.002];
    case 'hair': {
      const streak =
        0.45 + 0.5 * noise(uv[0] * 160, uv[1] * 3, uv[2]) + 0.5 * noise(uv[0] * 40, uv[1] * 2, 9);
      return shadeHair(tangent, n, streak * 0.8, lit, open, smoothstep(0, 0.12, uv[1])).map(
        (c) => c * 0.75,
      );
    }
    default:
      return shadePullover(p, uv, n, lit, open);
  }
}
