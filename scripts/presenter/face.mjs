// The face: a cage over the 478-point layout of the tracker, its expressions, and its refinement.
import { readFileSync } from 'node:fs';
import Delaunator from 'delaunator';
import { subdivision } from './subdivide.mjs';
import { bell, mix, smoothstep } from './vec.mjs';

const POINTS = 468;
const shape = JSON.parse(readFileSync(new URL('headShape.json', import.meta.url), 'utf8')).points;

export const LIP_OUTER = [
  61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185,
];
export const LIP_INNER = [
  78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191,
];
export const OVAL = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148,
  176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];
/** Each eye: outer corner, lower lid, inner corner, upper lid. */
const EYE_RINGS = [
  [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
  [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466],
];
export const EYES = EYE_RINGS.map((ring) => ({
  lower: ring.slice(1, 8),
  upper: ring.slice(9).reverse(),
  outer: ring[0],
  inner: ring[8],
  ring,
}));
/** The skin above each upper lid, from the outer to the inner corner; it follows a blink partly. */
const LID_FOLDS = [
  [247, 30, 29, 27, 28, 56, 190],
  [467, 260, 259, 257, 258, 286, 414],
];
export const BROWS = [
  { upper: [70, 63, 105, 66, 107], lower: [46, 53, 52, 65, 55] },
  { upper: [300, 293, 334, 296, 336], lower: [276, 283, 282, 295, 285] },
];

/** Eyeballs, in rest space. */
export const EYEBALL = { radius: 0.165, x: 0.349, y: 0.028, z: 0.135 };

/** The lower lip presses against the upper one by this much when shut. */
const PRESSURE = 0.016;

/** The slit between the measured shape's lips at a place across the mouth: its middle and height. */
function slitAt(x) {
  const slit = [{ x: shape[78][0], middle: shape[78][1], gap: 0 }];
  LIP_INNER.slice(1, 10).forEach((lower, k) => {
    const [a, b] = [shape[LIP_INNER[19 - k]], shape[lower]];
    slit.push({ x: (a[0] + b[0]) / 2, middle: (a[1] + b[1]) / 2, gap: b[1] - a[1] });
  });
  slit.push({ x: shape[308][0], middle: shape[308][1], gap: 0 });
  const next = slit.findIndex((place) => place.x > x);
  if (next <= 0) return slit[next < 0 ? slit.length - 1 : 0];
  const [a, b] = [slit[next - 1], slit[next]];
  const t = (x - a.x) / (b.x - a.x);
  return { middle: mix(a.middle, b.middle, t), gap: mix(a.gap, b.gap, t) };
}

function restCage() {
  const cage = shape.slice(0, POINTS).map((p) => [...p]);
  // The mean face is slightly older and its lips stand ajar: shut them.
  const mouthLine = 0.918;
  for (const p of cage) {
    const slit = slitAt(p[0]);
    if (p[1] > slit.middle) {
      const press = PRESSURE * smoothstep(0.3, 0.22, Math.abs(p[0]));
      p[1] -= (slit.gap + press) * bell(Math.max(0, p[1] - 0.95), 0.13);
    }
    p[2] -= 0.035 * bell(p[0], 0.24) * bell(p[1] - (p[1] > mouthLine ? 0.985 : 0.87), 0.05);
  }
  // Eyelids lie on the eyeballs.
  EYE_RINGS.forEach((ring, side) => {
    const sign = side === 0 ? -1 : 1;
    for (const i of ring) {
      const p = cage[i];
      const [dx, dy] = [p[0] - sign * EYEBALL.x, p[1] - EYEBALL.y];
      const r = EYEBALL.radius + 0.012;
      const onBall = EYEBALL.z - Math.sqrt(Math.max(0.002, r * r - dx * dx - dy * dy));
      p[2] = mix(p[2], Math.min(p[2] + 0.03, onBall), 0.85);
    }
  });
  return cage;
}

function topology() {
  // With the mouth well open: shut lips would be sewn together. Unrolled around the vertical axis the face does not overlap itself.
  const flat = shape
    .slice(0, POINTS)
    .map((p) => [Math.atan2(p[0], 0.85 - p[2]), p[1] + 0.25 * jawShare(p)]);
  const { triangles } = Delaunator.from(flat);
  const inside = (t, ring) => t.every((v) => ring.includes(v));
  const holes = [LIP_INNER, ...EYE_RINGS];
  const cage = [];
  for (let i = 0; i < triangles.length; i += 3) {
    const t = [triangles[i], triangles[i + 1], triangles[i + 2]];
    if (!holes.some((ring) => inside(t, ring))) cage.push(t);
  }
  return cage;
}

/** Adds a strip of quads, wound like its neighbours, from `ring` to `place(point) -> point`. */
function extrude(vertices, triangles, ring, place, links) {
  const first = vertices.length;
  const [a, b] = ring;
  const forward = triangles.some((t) => t.some((v, k) => v === a && t[(k + 1) % 3] === b));
  ring.forEach((from, k) => {
    vertices.push(place(vertices[from], k));
    links.push(from);
    const next = (k + 1) % ring.length;
    const quad = [
      [ring[next], from, first + k],
      [ring[next], first + k, first + next],
    ];
    triangles.push(...quad.map((t) => (forward ? t : t.reverse())));
  });
  return ring.map((_, k) => first + k);
}

function build() {
  const rest = restCage();
  const triangles = topology();
  // links[v - POINTS]: the cage point that an added vertex rides on.
  const links = [];
  const ride = [];
  const lips = extrude(
    rest,
    triangles,
    LIP_INNER,
    ([x, y, z], k) => {
      const lower = k > 0 && k < 10 ? 1 : k > 10 ? -1 : 0;
      return [x * 0.985, y + lower * 0.012, z + 0.07];
    },
    links,
  );
  extrude(
    rest,
    triangles,
    lips,
    ([x, y, z], k) => [x, y + (k > 0 && k < 10 ? 0.1 : k > 10 ? -0.1 : 0), z + 0.1],
    links,
  );
  EYE_RINGS.forEach((ring, side) => {
    const cx = (side === 0 ? -1 : 1) * EYEBALL.x;
    extrude(
      rest,
      triangles,
      ring,
      ([x, y, z]) => [mix(x, cx, 0.02), mix(y, EYEBALL.y, 0.02), z + 0.06],
      links,
    );
  });
  const chinness = (y) => smoothstep(0.5, 1.2, y);
  const sides = extrude(
    rest,
    triangles,
    OVAL,
    ([x, y, z]) => {
      const c = chinness(y);
      return [
        x * mix(1.04, 0.9, c),
        mix(y - 0.12 * smoothstep(0.1, -0.5, y), y - 0.03, c),
        z + mix(0.22, 0.2, c),
      ];
    },
    links,
  );
  extrude(
    rest,
    triangles,
    sides,
    ([x, y, z]) => {
      const c = chinness(y);
      return [
        x * mix(0.98, 0.78, c),
        y - mix(0.1 * smoothstep(0.1, -0.5, y), 0.1, c),
        z + mix(0.35, 0.4, c),
      ];
    },
    links,
  );
  links.forEach((from, k) => ride.push([POINTS + k, from]));
  return { rest, triangles, ride };
}

const { rest, triangles, ride } = build();
const sharp = new Set([33, 133, 263, 362, 78, 308]);
const mesh = subdivision(triangles, rest.length, 2, sharp);

export const faceTriangles = mesh.triangles;
/** Rest position of every refined vertex: the texture coordinates too. */
export const faceRest = mesh.apply(Float64Array.from(rest.flat()));

/** How far each cage point follows the jaw, 0..1. */
function jawShare([x, y]) {
  const sharpSplit = smoothstep(-0.002, 0.002, y - slitAt(x).middle);
  const soft = smoothstep(0.62, 1.25, y);
  return mix(sharpSplit, soft, smoothstep(0.1, 0.37, Math.abs(x)));
}
// From the shape as measured, whose lips stand ajar: shut lips cannot be told apart by place.
const jaw = shape.slice(0, POINTS).map(jawShare);

const HINGE = { y: 0.42, z: 0.72 };
const LARGEST_JAW_ANGLE = 0.24;

/** Moves a point that belongs to the jaw; the lower teeth and the tongue use it too. */
export function openJaw([x, y, z], open, share = 1) {
  const angle = open * LARGEST_JAW_ANGLE * share;
  const [dy, dz] = [y - HINGE.y, z - HINGE.z];
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [x, HINGE.y + dy * c - dz * s, HINGE.z + dz * c + dy * s];
}

/**
 * @param {{open:number, round:number, wide:number, smile:number, blink:number, brow:number}} e
 * @returns refined vertices in rest space, deformed
 */
export function deformFace(e) {
  const moved = rest.slice(0, POINTS).map((p, i) => {
    let [x, y, z] = openJaw(p, e.open, jaw[i]);
    const mouth = bell(p[0], 0.26) * bell(p[1] - 0.93, 0.17);
    const corner = bell(Math.abs(p[0]) - 0.29, 0.13) * bell(p[1] - 0.91, 0.13);
    const side = Math.sign(p[0]);
    x -= p[0] * 0.42 * e.round * bell(p[1] - 0.93, 0.2) * bell(p[0], 0.4);
    z -= 0.1 * e.round * mouth;
    x += side * corner * (0.05 * e.wide + 0.03 * e.smile - 0.03 * e.open);
    y -= corner * (0.012 * e.wide + 0.04 * e.smile);
    // The upper lip rises a little with the jaw and shows the edge of the teeth.
    if (p[1] < 0.93) y -= 0.035 * e.open * bell(p[0], 0.2) * bell(p[1] - 0.88, 0.08);
    y -= 0.03 * e.smile * bell(Math.abs(p[0]) - 0.45, 0.15) * bell(p[1] - 0.5, 0.2);
    y -= 0.05 * e.brow * bell(p[1] + 0.18, 0.12);
    return [x, y, z];
  });
  EYES.forEach((eye, side) => {
    const sign = side === 0 ? -1 : 1;
    eye.upper.forEach((u, k) => {
      const target = moved[eye.lower[k]];
      const p = moved[u];
      const [dx, dy] = [p[0] - sign * EYEBALL.x, mix(p[1], target[1] + 0.008, e.blink) - EYEBALL.y];
      const r = EYEBALL.radius + 0.034;
      const z = EYEBALL.z - Math.sqrt(Math.max(0.004, r * r - dx * dx - dy * dy));
      moved[u] = [p[0], EYEBALL.y + dy, mix(p[2], Math.min(p[2] + 0.03, z), e.blink)];
    });
    LID_FOLDS[side].forEach((u, k) => {
      moved[u][1] = mix(moved[u][1], moved[eye.upper[k]][1], 0.42 * e.blink);
      moved[u][2] -= 0.02 * e.blink;
    });
  });
  for (const [v, from] of ride) {
    const base = moved[from];
    moved[v] = [0, 1, 2].map((k) => base[k] + rest[v][k] - rest[from][k]);
  }
  return mesh.apply(Float64Array.from(moved.flat()));
}
