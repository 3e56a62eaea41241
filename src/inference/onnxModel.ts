import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { Model, ModelEnd, Tensor } from '../core/model.js';
import { fromHalves, toHalves } from './halfFloats.js';
import { halfTensor } from './halfTensor.js';
import { RUNTIME_NAMES, type RuntimeProvider } from './providers.js';
import { loadRuntime } from './runtime.js';
import type { ChosenRuntime, OnnxRuntime } from './runtimeChoice.js';

/** Settings of one session that are not the model's own. */
export interface SessionSettings {
  readonly provider: RuntimeProvider;
  readonly threads: number;
  /** No memory is set aside for the shapes of the last run: inputs differ in length from run to run. */
  readonly variedLengths?: boolean;
}

/**
 * Weights that a graph unpacks from integers are multiplied as floats; the runtime's own way is to round
 * what they are multiplied with to integers too.
 */
const FLOAT_PRODUCTS = '1';

/**
 * A session seen as a core Model. It runs on the calling thread (onnxruntime's `run` is
 * synchronous inside, of either build), so a caller awaits a finished result rather than shares the core.
 */
export class OnnxModel implements Model {
  /** Wraps of input arrays that callers fill again for each run: no wrapping on the hot path. */
  private readonly wraps = new WeakMap<Float32Array, OrtTensor>();
  /** Names of inputs that the model takes as int64. */
  private readonly integers: ReadonlySet<string>;
  /** Names of inputs that it takes as float16. */
  private readonly halves: ReadonlySet<string>;

  private constructor(
    readonly name: string,
    private readonly session: InferenceSession,
    private readonly ort: OnnxRuntime,
  ) {
    const named = (type: string) =>
      new Set(this.inputs.filter((end) => end.type === type).map(({ name }) => name));
    this.integers = named('int64');
    this.halves = named('float16');
  }

  /**
   * Throws whatever onnxruntime throws.
   * @param source the model's bytes, or the path of its file, which takes less memory
   */
  static async create(
    name: string,
    source: Uint8Array | string,
    { provider, threads, variedLengths = false }: SessionSettings,
  ): Promise<OnnxModel> {
    const runtime = await loadRuntime();
    const options = sessionOptions(providerOn(runtime, provider), threads, variedLengths);
    const { InferenceSession } = runtime.ort;
    const session =
      typeof source === 'string'
        ? await InferenceSession.create(source, options)
        : await InferenceSession.create(source, options);
    return new OnnxModel(name, session, runtime.ort);
  }

  /** Names, types and sizes of what it takes; those that are no tensors have none. */
  get inputs(): readonly ModelEnd[] {
    return this.session.inputMetadata.map(endOf);
  }

  get outputs(): readonly ModelEnd[] {
    return this.session.outputMetadata.map(endOf);
  }

  async run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>> {
    const feeds: Record<string, OrtTensor> = {};
    for (const [key, tensor] of Object.entries(inputs)) {
      if (this.integers.has(key)) feeds[key] = this.wrapIntegers(tensor);
      else if (this.halves.has(key)) feeds[key] = this.wrapHalves(tensor);
      else feeds[key] = this.wrap(tensor);
    }
    const results = await this.session.run(feeds);
    const outputs: Record<string, Tensor> = {};
    for (const [key, { data, dims, type }] of Object.entries(results)) {
      if (data instanceof Float32Array) outputs[key] = { dims, data };
      else if (type === 'float16') outputs[key] = { dims, data: fromHalves(bitsOf(data)) };
      else if (data instanceof BigInt64Array) outputs[key] = { dims, data: floatsOf(data) };
      else
        throw new TypeError(`output ${key} of ${this.name} is neither float32, float16 nor int64`);
    }
    return outputs;
  }

  /**
   * One run on zeros, to find out whether the provider can do what it promised at load. `sizes` are
   * those of symbolic dimensions, 1 where unknown. Throws where it fails or a result is not finite.
   */
  async warmUp(sizes: Readonly<Record<string, number>>): Promise<void> {
    const inputs: Record<string, Tensor> = {};
    for (const meta of this.session.inputMetadata) {
      if (!meta.isTensor || meta.type !== 'float32') {
        throw new TypeError(`input ${meta.name} of ${this.name} is not float32`);
      }
      const dims = meta.shape.map((dim) => (typeof dim === 'number' ? dim : (sizes[dim] ?? 1)));
      const length = dims.reduce((product, dim) => product * dim, 1);
      inputs[meta.name] = { dims, data: new Float32Array(length) };
    }
    for (const [key, { data }] of Object.entries(await this.run(inputs))) {
      if (!data.every(Number.isFinite)) {
        throw new RangeError(`output ${key} of ${this.name} is not finite`);
      }
    }
  }

  dispose(): Promise<void> {
    return this.session.release();
  }

  private wrap({ data, dims }: Tensor): OrtTensor {
    const known = this.wraps.get(data);
    if (known?.dims.length === dims.length && known.dims.every((dim, i) => dim === dims[i])) {
      return known;
    }
    const wrapped = new this.ort.Tensor('float32', data, dims);
    this.wraps.set(data, wrapped);
    return wrapped;
  }

  private wrapHalves({ data, dims }: Tensor): OrtTensor {
    return halfTensor(this.ort, toHalves(data), dims);
  }

  /** Whole numbers up to 2^24 are the same as floats. */
  private wrapIntegers({ data, dims }: Tensor): OrtTensor {
    return new this.ort.Tensor('int64', BigInt64Array.from(data, BigInt), dims);
  }
}

function endOf(meta: InferenceSession.ValueMetadata): ModelEnd {
  return meta.isTensor
    ? { name: meta.name, type: meta.type, shape: meta.shape }
    : { name: meta.name, type: 'no tensor', shape: [] };
}

/** Throws for what WebAssembly cannot stand in for. */
function providerOn(runtime: ChosenRuntime, provider: RuntimeProvider): RuntimeProvider {
  if (runtime.kind === 'native') return provider;
  if (provider === 'cpu' || provider === 'wasm') return 'wasm';
  throw new Error(`onnxruntime's native build is not loaded: ${runtime.reason}`);
}

function sessionOptions(
  provider: RuntimeProvider,
  threads: number,
  variedLengths: boolean,
): InferenceSession.SessionOptions {
  return {
    executionProviders: [RUNTIME_NAMES[provider]],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4,
    enableMemPattern: !variedLengths,
    extra: {
      session: {
        // A pool that spins takes the core that ffmpeg needs.
        intra_op: { allow_spinning: '0' },
        qdq_matmulnbits_accuracy_level: FLOAT_PRODUCTS,
      },
    },
  };
}

/** Of an array of halves, which newer Nodes have a kind of their own for. */
function bitsOf(data: OrtTensor['data']): Uint16Array {
  if (data instanceof Uint16Array) return data;
  if (!ArrayBuffer.isView(data)) throw new TypeError('halves that are no array of numbers');
  return new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
}

function floatsOf(data: BigInt64Array): Float32Array {
  return Float32Array.from(data, Number);
}
