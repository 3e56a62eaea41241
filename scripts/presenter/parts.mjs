// Everything of the presenter that is not the face's skin or hair: eyeballs, teeth, tongue, mouth
// cavity, neck and pullover. Each part is { vertices, triangles, material, follows }.
import { EYEBALL, openJaw } from './face.mjs';
import { bell, mix, smoothstep } from './vec.mjs';

/** A sheet of quads: `at(u, v)` gives a point for u, v in 0..1. */
function sheet(columns, rows, at) {
  const vertices = [];
  const coordinates = [];
  const triangles = [];
  for (let r = 0; r <= rows; r++) {
    for (let c = 0; c <= columns; c++) {
      vertices.push(at(c / columns, r / rows));
      coordinates.push([c / columns, r / rows, 0]);
      if (r < rows && c < columns) {
        const i = r * (columns + 1) + c;
        const below = i + columns + 1;
        triangles.push([i, i + 1, below], [i + 1, below + 1, below]);
      }
    }
  }
  return { vertices, coordinates, triangles };
}

function ellipsoid(center, radii, columns = 40, rows = 24) {
  return sheet(columns, rows, (u, v) => {
    const [a, b] = [u * 2 * Math.PI, v * Math.PI];
    return [
      center[0] + radii[0] * Math.sin(b) * Math.sin(a),
      center[1] - radii[1] * Math.cos(b),
      center[2] + radii[2] * Math.sin(b) * Math.cos(a),
    ];
  });
}

/** Widths of the teeth from the middle outwards, in eye distances. */
const TOOTH_WIDTHS = {
  upper: [0.092, 0.072, 0.082, 0.075, 0.075, 0.1],
  lower: [0.058, 0.063, 0.073, 0.075, 0.075, 0.1],
};

/** Where along a row of teeth arc position `s` lies: tooth number and place across it, 0..1. */
function tooth(widths, s) {
  let from = 0;
  for (let n = 0; n < widths.length; n++) {
    if (s < from + widths[n] || n === widths.length - 1) {
      return { n, across: Math.min(1, (s - from) / widths[n]) };
    }
    from += widths[n];
  }
  return { n: 0, across: 0 };
}

function teeth(row) {
  const upper = row === 'upper';
  const widths = TOOTH_WIDTHS[row];
  const half = widths.reduce((a, b) => a + b, 0);
  return sheet(220, 14, (u, v) => {
    const s = (u - 0.5) * 2 * half;
    const { n, across } = tooth(widths, Math.abs(s));
    const round = Math.pow(Math.abs(2 * across - 1), 4);
    const height = [0.124, 0.118, 0.122, 0.11, 0.1, 0.09][n] * (upper ? 1 : 0.85);
    // The arch: a parabola walked by its arc length, near enough.
    const x = Math.sin(s * 1.9) * 0.29 * (upper ? 1 : 0.92);
    const z = (upper ? -0.055 : -0.035) + 2.6 * x * x + 0.03 * round * (0.4 + 0.6 * v);
    const edge = (height - 0.014 * round) * v;
    const bulge = -0.022 * Math.sin(Math.PI * Math.min(1, 0.15 + 0.85 * v));
    const y = upper ? 0.812 + edge : 1.0 - edge;
    return [x, y, z + bulge + 0.02 * Math.pow(v, 8)];
  });
}

const eyeball = (sign) =>
  ellipsoid(
    [sign * EYEBALL.x, EYEBALL.y, EYEBALL.z],
    [EYEBALL.radius, EYEBALL.radius, EYEBALL.radius],
    48,
    32,
  );

function neck() {
  return sheet(72, 48, (u, v) => {
    const a = u * 2 * Math.PI;
    const y = mix(0.7, 2.5, v);
    const flare = smoothstep(1.62, 2.35, y);
    const rx = 0.5 + 0.28 * flare * flare + 0.04 * smoothstep(1.4, 0.9, y);
    const rz = 0.47 + 0.1 * flare;
    // Two cords that meet above the breastbone.
    const front = Math.max(0, -Math.cos(a));
    const cord =
      0.03 * front * bell(Math.abs(Math.sin(a)) - mix(0.72, 0.2, smoothstep(1.2, 2.1, y)), 0.1);
    const pit = 0.035 * front * bell(Math.sin(a), 0.12) * bell(y - 2.1, 0.09);
    // Above the jaw it only has to fill what the hair leaves open, well behind the mouth.
    const back = 0.4 * smoothstep(1.45, 1.0, y);
    return [rx * Math.sin(a), y, 0.78 + back + (rz + cord - pit) * Math.cos(a) - 0.04 * flare];
  });
}

function pullover() {
  return sheet(140, 70, (u, v) => {
    const a = u * 2 * Math.PI;
    const side = Math.abs(Math.sin(a));
    const front = Math.max(0, -Math.cos(a));
    const band = smoothstep(0, 0.02, v) * (1 - smoothstep(0.075, 0.1, v)) * 0.035;
    const spread = smoothstep(0.06, 0.75, Math.pow(v, 0.8));
    const width = 0.7 + band + 1.5 * spread;
    const depth = 0.67 + band + 0.4 * smoothstep(0.03, 0.6, v);
    // The collar dips in front; shoulders slope down from it.
    const collar = 1.92 + 0.3 * front * front;
    const slope = 0.62 * Math.pow(spread, 1.25) * side;
    const y =
      collar + 0.2 * Math.min(1, v * 8) * 0.4 + slope + 1.3 * Math.pow(v, 2.2) + 0.3 * v * front;
    return [
      width * Math.sign(Math.sin(a)) * Math.pow(side, 0.9),
      y,
      0.76 - 0.08 * v + depth * Math.cos(a),
    ];
  });
}

/** `moves` says what carries a part: the head, the jaw within it, the body, or neck (in between). */
export const parts = [
  { material: 'eye', moves: 'head', side: -1, ...eyeball(-1) },
  { material: 'eye', moves: 'head', side: 1, ...eyeball(1) },
  { material: 'teeth', moves: 'head', row: 'upper', ...teeth('upper') },
  { material: 'teeth', moves: 'jaw', row: 'lower', ...teeth('lower') },
  { material: 'tongue', moves: 'jaw', ...ellipsoid([0, 1.0, 0.28], [0.2, 0.06, 0.27]) },
  {
    material: 'cavity',
    moves: 'head',
    ...sheet(12, 12, (u, v) => [mix(-0.42, 0.42, u), mix(0.75, 1.22, v), 0.34]),
  },
  { material: 'neck', moves: 'neck', ...neck() },
  { material: 'pullover', moves: 'body', ...pullover() },
];

/** The jaw's share of a part's motion, then nothing else: heads are moved by the stage. */
export const withJaw = (part, open) =>
  part.moves === 'jaw' ? part.vertices.map((p) => openJaw(p, open)) : part.vertices;

/** For tooth shading: darkness of the gap at arc position u of a row, 0..1, and tooth number. */
export function toothGap(row, u) {
  const widths = TOOTH_WIDTHS[row];
  const half = widths.reduce((a, b) => a + b, 0);
  const { n, across } = tooth(widths, Math.abs((u - 0.5) * 2 * half));
  const edge = Math.min(across, n === 0 ? across + 0.02 : across, 1 - across) * widths[n];
  return { n, gap: 1 - smoothstep(0.0, 0.006, edge) };
}
