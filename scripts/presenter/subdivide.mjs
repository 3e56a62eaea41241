// Loop subdivision kept as stencils: the topology is refined once, then any pose of the cage is
// refined by weighted sums.

const key = (a, b) => (a < b ? a * 65536 + b : b * 65536 + a);

/** One level: `stencils[v]` lists [cage vertex, weight, ...]; `sharp` vertices keep their place. */
function refineOnce(triangles, vertexCount, sharp) {
  const edges = new Map();
  const neighbours = Array.from({ length: vertexCount }, () => new Set());
  for (const [a, b, c] of triangles) {
    for (const [p, q, r] of [
      [a, b, c],
      [b, c, a],
      [c, a, b],
    ]) {
      const edge = edges.get(key(p, q)) ?? { p, q, opposite: [] };
      edge.opposite.push(r);
      edges.set(key(p, q), edge);
      neighbours[p].add(q);
      neighbours[q].add(p);
    }
  }
  const rim = Array.from({ length: vertexCount }, () => []);
  for (const { p, q, opposite } of edges.values()) {
    if (opposite.length === 1) {
      rim[p].push(q);
      rim[q].push(p);
    }
  }
  const stencils = [];
  for (let v = 0; v < vertexCount; v++) {
    const around = [...neighbours[v]];
    if (sharp.has(v) || around.length === 0) stencils.push([v, 1]);
    else if (rim[v].length === 2) stencils.push([v, 0.75, rim[v][0], 0.125, rim[v][1], 0.125]);
    else {
      const n = around.length;
      const beta = n === 3 ? 3 / 16 : 3 / (8 * n);
      stencils.push([v, 1 - n * beta, ...around.flatMap((w) => [w, beta])]);
    }
  }
  for (const edge of edges.values()) {
    edge.index = stencils.length;
    const { p, q, opposite } = edge;
    if (opposite.length !== 2) stencils.push([p, 0.5, q, 0.5]);
    else stencils.push([p, 0.375, q, 0.375, opposite[0], 0.125, opposite[1], 0.125]);
  }
  const mid = (a, b) => edges.get(key(a, b)).index;
  const finer = triangles.flatMap(([a, b, c]) => {
    const [ab, bc, ca] = [mid(a, b), mid(b, c), mid(c, a)];
    return [
      [a, ab, ca],
      [b, bc, ab],
      [c, ca, bc],
      [ab, bc, ca],
    ];
  });
  return { triangles: finer, stencils };
}

/** Refines `levels` times. Original vertices keep their index. */
export function subdivision(triangles, vertexCount, levels, sharp = new Set()) {
  const stages = [];
  let count = vertexCount;
  let mesh = triangles;
  for (let i = 0; i < levels; i++) {
    const level = refineOnce(mesh, count, sharp);
    stages.push(level.stencils);
    mesh = level.triangles;
    count = level.stencils.length;
  }
  return {
    triangles: mesh,
    count,
    /** @param {Float64Array} values `width` numbers a cage vertex */
    apply(values, width = 3) {
      let from = values;
      for (const stencils of stages) {
        const to = new Float64Array(stencils.length * width);
        stencils.forEach((stencil, v) => {
          for (let s = 0; s < stencil.length; s += 2) {
            const at = stencil[s] * width;
            for (let k = 0; k < width; k++) to[v * width + k] += from[at + k] * stencil[s + 1];
          }
        });
        from = to;
      }
      return from;
    },
  };
}
