// Puts the posed parts in front of the camera: world positions, normals, screen positions.
import { actingAt } from './acting.mjs';
import { deformFace, faceRest, faceTriangles } from './face.mjs';
import { hairParts } from './hair.mjs';
import { parts, withJaw } from './parts.mjs';
import { mix, rotate, rotation, smoothstep } from './vec.mjs';

const DISTANCE = 9;
const PIVOT = [0, 1.35, 0.72];
/** How large the presenter stands in the picture. */
export const FRAMINGS = {
  /** Head and shoulders in a wide picture. */
  wide: { eyeDistance: 0.232, y: 0.475 },
  /** The face fills a small square. */
  close: { eyeDistance: 0.27, y: 0.5 },
};
/** Head height that the framing puts at its `y`. */
const CENTER_Y = 0.5;

/** @returns the camera for a picture of this size */
export const camera = (width, height, framing) => ({
  project([x, y, z]) {
    const f = (framing.eyeDistance * height * DISTANCE) / (DISTANCE + z);
    return [width / 2 + f * x, height * framing.y + f * (y - CENTER_Y), z];
  },
});

function mover(pose) {
  const m = rotation(pose.yaw, pose.pitch, pose.roll);
  return (p) => {
    const r = rotate(m, p[0] - PIVOT[0], p[1] - PIVOT[1], p[2] - PIVOT[2]);
    return [r[0] + PIVOT[0] + pose.x, r[1] + PIVOT[1] + pose.y, r[2] + PIVOT[2] + pose.z];
  };
}

/** How points of each kind of part move at this moment. */
export function movers(time) {
  const { head, body } = actingAt(time);
  const byHead = mover(head);
  const late = mover(actingAt(time - 0.1).head);
  const byBody = (p) => [p[0] + body.x, p[1] + body.y, p[2]];
  const blend = (a, b, t) => [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];
  return {
    head: byHead,
    jaw: byHead,
    body: byBody,
    neck: (p) => blend(byHead(p), byBody(p), smoothstep(1.0, 1.9, p[1])),
    hair: (p) => {
      const tip = smoothstep(0.3, 1.7, p[1]);
      return blend(blend(byHead(p), late(p), tip), byBody(p), 0.35 * tip * tip);
    },
  };
}

const all = [
  { material: 'skin', moves: 'head', triangles: faceTriangles, count: faceRest.length / 3 },
  ...[...parts, ...hairParts].map((part) => ({ ...part, count: part.vertices.length })),
];
const total = all.reduce((n, part) => n + part.count, 0);

/** The scene's unchanging side: one index list, each vertex's texture coordinates and material. */
export const scene = (() => {
  const indices = [];
  const partOfTriangle = [];
  const coordinates = new Float64Array(total * 3);
  let base = 0;
  all.forEach((part, n) => {
    part.base = base;
    for (const t of part.triangles) {
      indices.push(base + t[0], base + t[1], base + t[2]);
      partOfTriangle.push(n);
    }
    if (part.coordinates) part.coordinates.forEach((c, v) => coordinates.set(c, (base + v) * 3));
    else coordinates.set(faceRest, base * 3);
    base += part.count;
  });
  return {
    parts: all,
    indices: Uint32Array.from(indices),
    partOfTriangle: Uint8Array.from(partOfTriangle),
    coordinates,
    total,
  };
})();

function vertexNormals(world) {
  const normals = new Float64Array(world.length);
  const { indices } = scene;
  for (let t = 0; t < indices.length; t += 3) {
    const [i, j, k] = [indices[t] * 3, indices[t + 1] * 3, indices[t + 2] * 3];
    const [ax, ay, az] = [
      world[j] - world[i],
      world[j + 1] - world[i + 1],
      world[j + 2] - world[i + 2],
    ];
    const [bx, by, bz] = [
      world[k] - world[i],
      world[k + 1] - world[i + 1],
      world[k + 2] - world[i + 2],
    ];
    // Sheets are wound either way: the sign is settled where the sample is shaded, towards the eye.
    const n = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
    for (const v of [i, j, k]) for (let c = 0; c < 3; c++) normals[v + c] += n[c];
  }
  return normals;
}

/** World positions and normals of every vertex at a time. */
export function pose(time) {
  const acting = actingAt(time);
  const by = movers(time);
  const world = new Float64Array(total * 3);
  for (const part of all) {
    const move = by[part.moves];
    if (part.material === 'skin') {
      const face = deformFace(acting.face);
      for (let v = 0; v < part.count; v++) {
        world.set(move([face[v * 3], face[v * 3 + 1], face[v * 3 + 2]]), (part.base + v) * 3);
      }
    } else {
      withJaw(part, acting.face.open).forEach((p, v) => {
        world.set(move(p), (part.base + v) * 3);
      });
    }
  }
  return { acting, by, world, normals: vertexNormals(world) };
}
