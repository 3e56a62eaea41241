import type { Model, Tensor } from '../core/model.js';
import { RUNTIME_NAMES, type RuntimeProvider } from './providers.js';
import { env, InferenceSession, Tensor as OrtTensor } from './runtime.js';

// A provider that is not there is an answer, reported by the store, not a message on stderr.
env.logLevel = 'fatal';

/** Settings of one session that are not the model's own. */
export interface SessionSettings {
  readonly provider: RuntimeProvider;
  readonly threads: number;
}

/**
 * A session seen as a core Model. It runs on the calling thread (onnxruntime-node's `run` is
 * synchronous inside), so a caller awaits a finished result rather than shares the core.
 */
export class OnnxModel implements Model {
  /** Wraps of input arrays that callers fill again for each run: no wrapping on the hot path. */
  private readonly wraps = new WeakMap<Float32Array, OrtTensor>();

  private constructor(
    readonly name: string,
    private readonly session: InferenceSession,
  ) {}

  /** Throws whatever onnxruntime throws. */
  static async create(
    name: string,
    bytes: Uint8Array,
    { provider, threads }: SessionSettings,
  ): Promise<OnnxModel> {
    const session = await InferenceSession.create(bytes, {
      executionProviders: [RUNTIME_NAMES[provider]],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      graphOptimizationLevel: 'all',
      logSeverityLevel: 4,
      // A pool that spins takes the core that ffmpeg needs.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
    return new OnnxModel(name, session);
  }

  async run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>> {
    const feeds: Record<string, OrtTensor> = {};
    for (const [key, tensor] of Object.entries(inputs)) feeds[key] = this.wrap(tensor);
    const results = await this.session.run(feeds);
    const outputs: Record<string, Tensor> = {};
    for (const [key, { data, dims }] of Object.entries(results)) {
      if (!(data instanceof Float32Array)) {
        throw new TypeError(`output ${key} of ${this.name} is not float32`);
      }
      outputs[key] = { dims, data };
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
    const wrapped = new OrtTensor('float32', data, dims);
    this.wraps.set(data, wrapped);
    return wrapped;
  }
}
