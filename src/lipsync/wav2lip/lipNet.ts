import { HeygemError } from '../../core/errors.js';
import type { JobLipModel, LipModelShape } from '../../core/lipModel.js';
import type { ExecutionProvider, Tensor } from '../../core/model.js';
import { hashFile } from '../../files/hashFile.js';
import { fastestProvider } from '../../inference/fastestProvider.js';
import type { OnnxModel } from '../../inference/onnxModel.js';
import type { RuntimeProvider } from '../../inference/providers.js';
import { checkPicture } from '../../wav2lip/checkPicture.js';
import { MEL_BANDS, MEL_STEPS } from '../../wav2lip/mel.js';
import { readModelShape } from '../../wav2lip/modelShape.js';
import { PATIENCE, StallWatch } from './stallWatch.js';

/** Of a run on the CPU: a worker has two cores to itself (`engine/parallelism.ts`). */
export const LIP_THREADS = 2;
/** Frames at once where a model takes as many as one likes: on the CPU they win nothing. */
const BATCH = 8;
const FLOATS_MEL = MEL_BANDS * MEL_STEPS;

/**
 * A person's lip model, loaded on the provider that was the fastest in a trial. Owns the session, the arrays that
 * it is fed from and the thread that watches over it. One run at a time.
 */
export class LipNet {
  /** Frames a run. */
  readonly batch: number;
  /** `batch` windows of MEL_BANDS x MEL_STEPS, to be filled before a run. */
  readonly mel: Float32Array;
  /** `batch` faces of 6 x size x size, to be filled before a run. */
  readonly faces: Float32Array;

  private constructor(
    readonly name: string,
    readonly sha256: string,
    readonly shape: LipModelShape,
    private readonly model: OnnxModel,
    readonly provider: RuntimeProvider,
    private readonly watch: StallWatch,
  ) {
    const batch = usualBatch(shape, provider);
    this.batch = batch;
    this.mel = new Float32Array(batch * FLOATS_MEL);
    this.faces = new Float32Array(batch * 6 * shape.size ** 2);
  }

  /**
   * @throws HeygemError lip-model-missing where the file is not there or another, lip-model-unusable where it is no
   *   lip model, lip-model-failed where it does not run
   */
  static async open(
    { name, path, sha256 }: JobLipModel,
    requested: ExecutionProvider,
    log: (line: string) => void,
    patience = PATIENCE,
  ): Promise<LipNet> {
    const found = await hashFile(path).catch((error: unknown) => {
      throw new HeygemError('lip-model-missing', { name }, String(error), error);
    });
    if (found !== sha256) {
      throw new HeygemError('lip-model-missing', { name }, `${path} has sha256 ${found}`);
    }
    const watch = new StallWatch(name, patience);
    try {
      const fastest = await watch.over(
        () =>
          fastestProvider(name, path, {
            ...{ requested, threads: LIP_THREADS },
            judge: (model) => {
              shapeOf(name, model);
            },
            run: (model) => trialRun(model, shapeOf(name, model)),
          }),
        'at-first',
      );
      for (const trial of fastest.trials) log(`${name}: ${JSON.stringify(trial)}`);
      if (!('model' in fastest)) {
        const failures = fastest.trials.map((trial) => JSON.stringify(trial)).join('\n');
        throw new HeygemError('lip-model-failed', { name, reason: reasonOf(fastest) }, failures);
      }
      const { model, provider } = fastest;
      return new LipNet(name, sha256, shapeOf(name, model), model, provider, watch);
    } catch (error) {
      await watch.end();
      throw error;
    }
  }

  /**
   * Runs on what `mel` and `faces` hold.
   * @returns `batch` pictures of 3 x size x size, 0..1; valid until the next run
   * @throws HeygemError lip-model-failed
   */
  async run(): Promise<Float32Array> {
    const { name, shape, batch, model, mel, faces } = this;
    try {
      return await this.watch.over(() => runOn(model, shape, { batch, mel, faces }));
    } catch (error) {
      throw new HeygemError('lip-model-failed', { name, reason: firstLine(error) }, String(error));
    }
  }

  async dispose(): Promise<void> {
    await this.watch.end();
    await this.model.dispose();
  }
}

interface Feeds {
  readonly batch: number;
  readonly mel: Float32Array;
  readonly faces: Float32Array;
}

/** @throws HeygemError lip-model-unusable */
export function shapeOf(name: string, model: OnnxModel): LipModelShape {
  const read = readModelShape(model.inputs, model.outputs);
  if ('size' in read) return read;
  const { found, wanted } = read;
  throw new HeygemError('lip-model-unusable', { name, found, wanted });
}

function usualBatch({ batch }: LipModelShape, provider: RuntimeProvider): number {
  if (batch !== 'free') return batch;
  return provider === 'cpu' || provider === 'wasm' ? 1 : BATCH;
}

/** As all runs will be, on silence and darkness. */
export async function trialRun(model: OnnxModel, shape: LipModelShape): Promise<void> {
  // Nobody knows yet which provider it is; the usual one decides between those that there are.
  const batch = shape.batch === 'free' ? 1 : shape.batch;
  const mel = new Float32Array(batch * FLOATS_MEL);
  const faces = new Float32Array(batch * 6 * shape.size ** 2);
  await runOn(model, shape, { batch, mel, faces });
}

async function runOn(
  model: OnnxModel,
  shape: LipModelShape,
  { batch, mel, faces }: Feeds,
): Promise<Float32Array> {
  const { size } = shape;
  const inputs = {
    [shape.mel]: { dims: [batch, 1, MEL_BANDS, MEL_STEPS], data: mel },
    [shape.faces]: { dims: [batch, 6, size, size], data: faces },
  };
  const outputs = await model.run(inputs);
  return checked(outputs[shape.output], [batch, 3, size, size]);
}

/** What it throws is told to the person, after "it failed:". */
function checked(output: Tensor | undefined, dims: readonly number[]): Float32Array {
  if (output?.dims.join() !== dims.join()) {
    const found = output ? `[${output.dims.join()}]` : 'nothing';
    throw new RangeError(`it gave ${found} instead of [${dims.join()}]`);
  }
  const fault = checkPicture(output.data);
  if (fault?.kind === 'not-finite') throw new RangeError('it gave what are no numbers');
  if (fault?.kind === 'out-of-range') {
    const { lowest, highest } = fault;
    throw new RangeError(`it gave numbers of ${lowest} to ${highest} instead of 0 to 1`);
  }
  return output.data;
}

/** Why none of the providers does it: what the last one, the CPU, says. */
function reasonOf({ trials }: { readonly trials: readonly object[] }): string {
  const last = trials.at(-1);
  return last && 'failure' in last ? firstLine(last.failure) : 'nothing here runs it';
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0].slice(0, 200);
}
