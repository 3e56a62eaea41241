import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { halfTensor } from '../../../src/inference/halfTensor.js';
import { loadRuntime } from '../../../src/inference/runtime.js';
import {
  bytesLipModel,
  failingLipModel,
  flatLipModel,
  greedyLipModel,
  halfSizeLipModel,
  hangingLipModel,
  nanLipModel,
} from '../../models/faultyLipModels.js';
import {
  END_NAMES,
  MOUTH,
  MOUTH_COLOR,
  apertureOf,
  lipModel,
  type LipModelEnds,
} from '../../models/lipModel.js';
import { MISFITS } from '../../models/misfits.js';
import { UNREADABLE, externalLipModel } from '../../models/unreadableModels.js';

const { InferenceSession, Tensor } = (await loadRuntime()).ort;
type Session = Awaited<ReturnType<typeof InferenceSession.create>>;

// The networks that other tests use are what they say, by the runtime that the product has.

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem-lip-models-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const QUIET = { logSeverityLevel: 4 } as const;
const ENDS = { size: 96, names: END_NAMES.melSpectrogram } as const;

/** A window of one loudness, -4..4. */
const loud = (level: number) => new Float32Array(80 * 16).fill(level);

/** Both pictures of a face: one of `first` with a black lower half, one of `second`. */
function pictures(size: number, first = 0.75, second = 0.5): Float32Array {
  const faces = new Float32Array(6 * size * size).fill(second, 3 * size * size);
  for (let plane = 0; plane < 3; plane++) {
    faces.fill(first, plane * size * size, (plane + 0.5) * size * size);
  }
  return faces;
}

/** Runs it on as many windows as there are, each with the same pictures. */
async function run(
  session: Session,
  { size, names, precision }: Pick<LipModelEnds, 'size' | 'names'> & Partial<LipModelEnds>,
  windows: readonly Float32Array[],
  faces = pictures(size),
) {
  const n = windows.length;
  const tensor = (values: readonly Float32Array[], dims: number[]) => {
    const data = Float32Array.from(values.flatMap((list) => [...list]));
    if (precision !== 'float16') return new Tensor('float32', data, dims);
    return halfTensor({ Tensor }, Uint16Array.from(data, halfBits), dims);
  };
  const results = await session.run({
    [names.mel]: tensor(windows, [n, 1, 80, 16]),
    [names.faces]: tensor(Array<Float32Array>(n).fill(faces), [n, 6, size, size]),
  });
  return results[names.output];
}

/** Bits of a 16-bit float: exact for the few numbers that these tests feed. */
function halfBits(value: number): number {
  if (value === 0) return 0;
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  const fraction = Math.round((Math.abs(value) / 2 ** exponent - 1) * 1024);
  return (value < 0 ? 0x8000 : 0) + ((exponent + 15) << 10) + fraction;
}

function halfValue(bits: number): number {
  return 2 ** (((bits >> 10) & 31) - 15) * (1 + (bits & 1023) / 1024);
}

/** Height of the dark mouth in the middle column of the first plane, as a part of the greatest. */
function aperture(picture: ArrayLike<number>, size: number): number {
  const x = Math.floor(size * MOUTH.x);
  const column = Array.from({ length: size }, (_, y) => picture[y * size + x]);
  return column.filter((value) => value < 0.3).length / (2 * MOUTH.halfHeight * size);
}

describe('a drawn lip model', () => {
  it.each(
    [96, 256].flatMap((size) =>
      Object.values(END_NAMES).flatMap((names) =>
        (['free', 1, 4] as const).map((batch) => ({ size, names, batch })),
      ),
    ),
  )('of $size pixels, $names.mel, batch $batch opens with the sound', async (ends) => {
    const { size, names, batch } = ends;
    const bytes = lipModel(ends);
    expect(bytes.length).toBeLessThan(20_000);
    const session = await InferenceSession.create(bytes, QUIET);
    const frames = batch === 'free' ? 'n' : batch;
    expect(session.inputMetadata).toMatchObject([
      { name: names.mel, type: 'float32', shape: [frames, 1, 80, 16] },
      { name: names.faces, type: 'float32', shape: [frames, 6, size, size] },
    ]);
    expect(session.outputMetadata).toMatchObject([
      { name: names.output, type: 'float32', shape: [frames, 3, size, size] },
    ]);

    const levels = [-4, -2, -1, 1].slice(0, batch === 1 ? 1 : 4);
    const { data, dims } = await run(session, { size, names }, levels.map(loud));
    expect(dims).toEqual([levels.length, 3, size, size]);
    levels.forEach((level, i) => {
      const picture = (data as Float32Array).subarray(i * 3 * size * size);
      const expected = apertureOf(loud(level));
      expect(Math.abs(aperture(picture, size) - expected)).toBeLessThan(4 / size / 0.2);
    });
    expect(levels.map((level) => apertureOf(loud(level)))).toEqual(
      [0, 0.25, 0.5, 1].slice(0, levels.length),
    );
    await session.release();
  });

  it('takes the first picture above, the second below, and has a mouth of its own colour', async () => {
    const session = await InferenceSession.create(lipModel(), QUIET);
    const { data } = await run(session, ENDS, [loud(1)]);
    const at = (plane: number, x: number, y: number) =>
      Number(data[plane * 96 * 96 + Math.floor(y * 96) * 96 + Math.floor(x * 96)]);
    expect(at(0, 0.5, 0.25)).toBeCloseTo(0.75);
    expect(at(0, 0.1, 0.75)).toBeCloseTo(0.5);
    MOUTH_COLOR.forEach((color, plane) => {
      expect(at(plane, MOUTH.x, MOUTH.y)).toBeCloseTo(color);
    });
  });

  it('follows the sound of the frame itself, not of what comes later in the window', async () => {
    const session = await InferenceSession.create(lipModel(), QUIET);
    const later = loud(-4).map((value, i) => (i % 16 < 8 ? value : 1));
    const { data } = await run(session, ENDS, [later]);
    expect(aperture(data as Float32Array, 96)).toBe(0);
  });

  it.each([96, 256])('takes and gives 16-bit floats at %i pixels', async (size) => {
    const ends = { size, precision: 'float16', names: END_NAMES.melSpectrogram } as const;
    const session = await InferenceSession.create(lipModel(ends), QUIET);
    expect(session.inputMetadata.map((end) => end.isTensor && end.type)).toEqual([
      'float16',
      'float16',
    ]);
    const { type, data } = await run(session, ends, [loud(1)]);
    expect(type).toBe('float16');
    const picture = Array.from(data as ArrayLike<number>, (bits) =>
      data instanceof Uint16Array ? halfValue(bits) : bits,
    );
    expect(aperture(picture, size)).toBeCloseTo(1, 0);
  });
});

describe('files that are no network', () => {
  it.each(Object.keys(UNREADABLE))('are refused: %s', async (name) => {
    await expect(InferenceSession.create(UNREADABLE[name](), QUIET)).rejects.toThrow();
  });

  it.each(['/etc/passwd', '../outside.bin', 'absent.bin'])(
    'are refused where numbers lie in %s',
    async (location) => {
      writeFileSync(join(folder, 'outside.bin'), Buffer.alloc(64));
      mkdirSync(join(folder, 'inner'), { recursive: true });
      const file = join(folder, 'inner/external.onnx');
      writeFileSync(file, externalLipModel(location));
      await expect(InferenceSession.create(file, QUIET)).rejects.toThrow();
    },
  );

  it('are taken where numbers lie beside the file', async () => {
    writeFileSync(join(folder, 'weights.bin'), Buffer.alloc(64));
    const file = join(folder, 'external.onnx');
    writeFileSync(file, externalLipModel('weights.bin'));
    const { data } = await run(await InferenceSession.create(file, QUIET), ENDS, [loud(-4)]);
    expect(Number(data[0])).toBeCloseTo(0.75);
  });
});

describe('a misfit', () => {
  it.each(Object.keys(MISFITS))('can be read as a network: %s', async (name) => {
    const session = await InferenceSession.create(MISFITS[name](), QUIET);
    expect(session.inputNames.length).toBeGreaterThan(0);
    await session.release();
  });
});

describe('a faulty lip model', () => {
  const dark = new Float32Array(6 * 96 * 96);
  const load = (bytes: Buffer) => InferenceSession.create(bytes, QUIET);
  const first = { always: dark, firstPicture: pictures(96) } as const;

  it.each(['always', 'firstPicture'] as const)('gives what is no number: %s', async (since) => {
    const session = await load(nanLipModel(since));
    const { data } = await run(session, ENDS, [loud(0)], first[since]);
    expect((data as Float32Array).every(Number.isNaN)).toBe(true);
  });

  it.each(['always', 'firstPicture'] as const)('gives a smaller picture: %s', async (since) => {
    const session = await load(halfSizeLipModel(since));
    expect(session.outputMetadata).toMatchObject([{ shape: ['n', 3, 96, 96] }]);
    const { dims } = await run(session, ENDS, [loud(0)], first[since]);
    expect(dims).toEqual([1, 3, 48, 48]);
  });

  it.each(['always', 'firstPicture'] as const)('fails in a run: %s', async (since) => {
    const session = await load(failingLipModel(since));
    await expect(run(session, ENDS, [loud(0)], first[since])).rejects.toThrow();
  });

  it.each(['always', 'firstPicture'] as const)('wants too much memory: %s', async (since) => {
    const session = await load(greedyLipModel(since));
    await expect(run(session, ENDS, [loud(0)], first[since])).rejects.toThrow();
  });

  it.each([nanLipModel, halfSizeLipModel, failingLipModel, greedyLipModel, hangingLipModel])(
    'may run well while all is black: %o',
    async (make) => {
      const session = await load(make('firstPicture'));
      const { data, dims } = await run(session, ENDS, [loud(-4)], dark);
      expect(dims).toEqual([1, 3, 96, 96]);
      expect((data as Float32Array).every((value) => value === 0)).toBe(true);
    },
  );

  it('takes a time that grows with its rounds', async () => {
    const few = await load(hangingLipModel('always', 100n));
    const { data } = await run(few, ENDS, [loud(-4)]);
    expect(Number(data[0])).toBeCloseTo(0.75);
    const file = join(folder, 'hanging.onnx');
    writeFileSync(file, hangingLipModel());
    expect(await endOf(file, 3000)).toBe('SIGKILL');
    writeFileSync(file, lipModel());
    expect(await endOf(file, 30_000)).toBe(0);
  });

  it('gives one colour, or numbers up to 255', async () => {
    const flat = await run(await load(flatLipModel()), ENDS, [loud(0)]);
    expect(new Set(flat.data as Float32Array)).toEqual(new Set([0.5]));
    const bytes = await run(await load(bytesLipModel()), ENDS, [loud(-4)]);
    expect(Number(bytes.data[0])).toBeCloseTo(191.25);
  });
});

/** Runs a lip model in a process of its own. @returns its exit code, or how it was ended after `limit` ms */
async function endOf(file: string, limit: number): Promise<number | string> {
  const program = `
    const { InferenceSession, Tensor } = require('onnxruntime-node');
    const zeros = (dims) => new Tensor('float32', new Float32Array(dims.reduce((a, b) => a * b)), dims);
    InferenceSession.create(process.argv[1]).then((session) =>
      session.run({
        mel_spectrogram: zeros([1, 1, 80, 16]),
        video_frames: zeros([1, 6, 96, 96]),
      }));`;
  const child = spawn(process.execPath, ['-e', program, file], {
    cwd: join(import.meta.dirname, '../../..'),
    stdio: 'ignore',
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), limit);
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  clearTimeout(timer);
  return code ?? String(signal);
}
