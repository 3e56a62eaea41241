// A bob, parted on one side. Guides run from the parting over the skull and down; a sheet between
// the guides is the opaque body, and thousands of thin strands ride on it.
import { bell, mix, randomSource, smoothstep, spline } from './vec.mjs';

const PARTING = -0.2;
/** Guides of one side, front to back; x is multiplied by the side's sign except at the parting. */
const GUIDES = [
  [
    [null, -0.72, -0.1],
    [0.3, -0.74, -0.06],
    [0.62, -0.52, 0.1],
    [0.82, -0.08, 0.34],
    [0.91, 0.45, 0.48],
    [0.92, 0.95, 0.46],
    [0.82, 1.38, 0.36],
    [0.66, 1.62, 0.3],
  ],
  [
    [null, -0.95, 0.1],
    [0.4, -0.93, 0.12],
    [0.82, -0.58, 0.3],
    [1.0, -0.02, 0.5],
    [1.06, 0.5, 0.58],
    [1.05, 1.0, 0.54],
    [0.95, 1.42, 0.46],
    [0.76, 1.7, 0.42],
  ],
  [
    [null, -1.13, 0.45],
    [0.48, -1.08, 0.46],
    [0.92, -0.66, 0.62],
    [1.08, -0.02, 0.75],
    [1.12, 0.5, 0.8],
    [1.1, 1.0, 0.78],
    [1.0, 1.45, 0.74],
    [0.82, 1.74, 0.72],
  ],
  [
    [null, -1.16, 0.85],
    [0.46, -1.1, 0.95],
    [0.86, -0.68, 1.12],
    [1.0, -0.02, 1.22],
    [1.02, 0.5, 1.24],
    [1.0, 1.0, 1.2],
    [0.92, 1.45, 1.1],
    [0.78, 1.74, 1.02],
  ],
  [
    [null, -1.0, 1.3],
    [0.2, -0.95, 1.45],
    [0.36, -0.6, 1.62],
    [0.42, 0, 1.72],
    [0.42, 0.5, 1.7],
    [0.4, 1.0, 1.62],
    [0.36, 1.45, 1.5],
    [0.3, 1.7, 1.4],
  ],
];

/** A point of the hair's surface: u front to back, t root to tip. */
export function hairPoint(side, u, t) {
  const across = GUIDES.map((guide) =>
    spline(
      guide.map(([x, y, z]) => [x === null ? PARTING : x * side, y, z]),
      t,
    ),
  );
  return spline(across, u);
}

function sheetOf(side, columns, rows) {
  const vertices = [];
  const coordinates = [];
  const triangles = [];
  for (let r = 0; r <= rows; r++) {
    for (let c = 0; c <= columns; c++) {
      const [u, t] = [c / columns, r / rows];
      const p = hairPoint(side, u, t);
      const inwards = 0.012;
      vertices.push([
        p[0] - side * inwards * smoothstep(0, 0.3, t),
        p[1] + inwards,
        p[2] + inwards,
      ]);
      coordinates.push([u, t, side]);
      if (r < rows && c < columns) {
        const i = r * (columns + 1) + c;
        triangles.push([i, i + 1, i + columns + 1], [i + 1, i + columns + 2, i + columns + 1]);
      }
    }
  }
  return { material: 'hair', moves: 'hair', vertices, coordinates, triangles };
}

export const hairParts = [sheetOf(-1, 60, 40), sheetOf(1, 60, 40)];

/** Strands: polylines with a tone (brightness) and an opacity. */
export function hairStrands(count, seed) {
  const random = randomSource(seed);
  const strands = [];
  for (let n = 0; n < count; n++) {
    const side = random() < 0.5 ? -1 : 1;
    const u = Math.pow(random(), 1.15) * 0.93;
    const stray = random() < 0.04 ? 1 + 2.2 * random() : 1;
    const drift = (random() - 0.5) * 0.07;
    const lift = (0.004 + 0.024 * random() * random()) * stray;
    const [phase, waves] = [random() * 7, 1 + 2 * random()];
    const [from, to] = [random() < 0.6 ? 0 : random() * 0.5, 0.82 + 0.2 * random()];
    const points = [];
    for (let k = 0; k <= 26; k++) {
      const t = Math.min(1, mix(from, to, k / 26));
      const p = hairPoint(
        side,
        Math.max(0, u + drift * t + 0.016 * Math.sin(phase + waves * 5 * t) * t),
        t,
      );
      const out = lift * bell(t - 0.55, 0.45);
      points.push([
        p[0] + side * out * smoothstep(0, 0.3, t),
        p[1] - out * (1 - t),
        p[2] - out * 0.6,
      ]);
    }
    strands.push({
      points,
      tone: 0.45 + 1.15 * random() * random() + 0.2 * random(),
      opacity: (0.35 + 0.5 * random()) / (stray > 1 ? 1.8 : 1),
      u,
      from,
    });
  }
  return strands;
}
