import { afterEach, describe, expect, it, vi } from 'vitest';
import { allocateFrame, type YuvFrame } from '../../../src/core/frame.js';
import { seeded } from '../../../src/core/seeded.js';
import { PatchSampler } from '../../../src/face/patchSampler.js';
import { SimdKernels, simdKernels } from '../../../src/pixels/simdKernels.js';
import { WarpMap } from '../../../src/render/mesh/warpMap.js';

type Random = () => number;

/** Bit by bit, and fast: minus zero is not zero here. */
function isSame(a: Uint8Array | Float32Array, b: Uint8Array | Float32Array): boolean {
  const bytes = [a, b].map((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength));
  return bytes[0].equals(bytes[1]);
}

/** Noise, or steps between two neighbouring values, whose means lie exactly between two bytes. */
function randomFrame(random: Random, width: number, height: number, values = 256): YuvFrame {
  const frame = allocateFrame(width, height);
  const least = Math.floor(random() * (257 - values));
  for (let i = 0; i < frame.data.length; i++) {
    frame.data[i] = least + Math.floor(random() * values);
  }
  return frame;
}

/** Triangles over the whole frame and beyond its border, some moved, some still, some left out. */
function drawRandomMap(map: WarpMap, random: Random, { width, height }: YuvFrame, step: number) {
  const box = { x0: 3, y0: 2, x1: width - 1, y1: height };
  map.reset(box);
  for (let k = 0; k < 40; k++) {
    const [x, y] = [random() * width, random() * height];
    const [w, h] = [5 + random() * 60, 5 + random() * 60];
    const target = Float32Array.of(x, y, x + w, y, x + random() * w, y + h);
    const still = random() < 0.2;
    const shift = (): number => (still ? 0 : Math.round((random() * 24 - 12) / step) * step);
    const [dx, dy] = [shift(), shift()];
    const bent = random() < 0.5 ? random() * 4 : 0;
    map.triangle(
      target,
      target.map((value, i) => value + (i % 2 === 0 ? dx : dy) + (i > 3 ? bent : 0)),
      ...([0, 1, 2] as const),
    );
  }
  map.fillGaps();
}

describe('SimdKernels', () => {
  it('run on this machine, or nothing here is compared', () => {
    expect(simdKernels()).not.toBeNull();
    expect(simdKernels()).toBe(simdKernels());
  });

  it.each([
    ['noise', 256, 1e-4],
    ['noise at half pixels', 256, 0.5],
    ['means halfway between two bytes', 2, 0.5],
    ['black and white, which overshoot', 2, 1e-4],
  ])('warp as TypeScript does: %s', (name, values, step) => {
    const random = seeded(values + 1);
    for (let round = 0; round < 12; round++) {
      const [width, height] = [90 + Math.floor(random() * 80), 70 + Math.floor(random() * 70)];
      const source = randomFrame(random, width, height, values);
      if (name.startsWith('black')) source.data.forEach((v, i) => (source.data[i] = (v & 1) * 255));
      const [scalar, simd] = [allocateFrame(width, height), allocateFrame(width, height)];
      scalar.data.set(source.data);
      simd.data.set(source.data);
      const seed = 1000 * round + values;
      for (const [kernels, out] of [
        [null, scalar],
        [simdKernels(), simd],
      ] as const) {
        const map = new WarpMap(kernels);
        drawRandomMap(map, seeded(seed), source, step);
        map.apply(source, out);
      }
      expect(isSame(scalar.data, source.data)).toBe(false);
      expect(isSame(simd.data, scalar.data)).toBe(true);
    }
  });

  it('draw nothing of an empty map', () => {
    const source = randomFrame(seeded(4), 64, 64);
    const out = allocateFrame(64, 64);
    const map = new WarpMap();
    map.reset({ x0: 0, y0: 0, x1: 64, y1: 64 });
    map.apply(source, out);
    expect(out.data.every((value) => value === 0)).toBe(true);
  });

  it.each([4, 63, 64, 192])('cut patches of side %i as TypeScript does', (side) => {
    const random = seeded(side);
    const out = [0, 1].map(() => new Float32Array(3 * side * side));
    for (let round = 0; round < 20; round++) {
      const [width, height] = [40 + Math.floor(random() * 500), 40 + Math.floor(random() * 400)];
      const frame = randomFrame(random, width, height);
      const square = {
        centerX: (2 * random() - 0.5) * width,
        centerY: (2 * random() - 0.5) * height,
        size: 8 + random() * 900,
        rotation: random() * 7,
      };
      const options = {
        side,
        color: { matrix: random() < 0.5 ? 'bt709' : 'bt601', fullRange: random() < 0.5 },
        ...(random() < 0.5 ? { gain: 2, offset: -1 } : { gain: 1, offset: 0 }),
        outside: random() < 0.5 ? 'black' : 'replicate',
      } as const;
      new PatchSampler(options, null).sample(frame, square, out[0]);
      new PatchSampler(options, simdKernels()).sample(frame, square, out[1]);
      expect(isSame(out[1], out[0])).toBe(true);
    }
  });

  it('cut a patch whose place is not a number, as TypeScript does', () => {
    const frame = randomFrame(seeded(9), 64, 64);
    const square = { centerX: NaN, centerY: 20, size: 30, rotation: 0 };
    const color = { matrix: 'bt709', fullRange: false } as const;
    const options = { side: 8, color, gain: 1, offset: 0, outside: 'replicate' } as const;
    const out = [null, simdKernels()].map((kernels) => {
      const patch = new Float32Array(3 * 64);
      new PatchSampler(options, kernels).sample(frame, square, patch);
      return patch;
    });
    expect(out[1]).toEqual(out[0]);
  });
});

describe('without SIMD', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.resetModules();
  });

  it('there are no kernels: the engine does not know the instructions', () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    expect(SimdKernels.create()).toBeNull();
  });

  it('there are no kernels: the module is not one, or may not be compiled', () => {
    expect(SimdKernels.create(Uint8Array.of(0, 97, 115, 109))).toBeNull();
    vi.spyOn(WebAssembly, 'Module').mockImplementation(function () {
      throw new WebAssembly.CompileError('Wasm code generation disallowed by embedder');
    });
    expect(SimdKernels.create()).toBeNull();
  });

  it('the process stays with TypeScript and asks once', async () => {
    const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    vi.resetModules();
    const fresh = await import('../../../src/pixels/simdKernels.js');
    expect(fresh.simdKernels()).toBeNull();
    expect(fresh.simdKernels()).toBeNull();
    expect(validate).toHaveBeenCalledTimes(1);
  });
});
