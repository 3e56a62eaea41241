import { basename, resolve } from 'node:path';
import type { LipModelRecord } from '../../core/lipModel.js';
import { fastestTrial, type LipModelProbe } from '../../core/lipModelProbe.js';
import { lipModelListText } from '../../core/strings/lipModelListTexts.js';
import type { CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { emitJson, type CliOutput } from '../output.js';

type ModelsContext = Pick<CliContext, 'output' | 'engine' | 'signal'>;

export interface AddModelOptions {
  readonly name?: string;
  readonly licence?: string;
  readonly link?: boolean;
}

/** Says which lip models this machine has. */
export async function modelsCommand({ engine, output }: ModelsContext): Promise<ExitCode> {
  const models = await engine.lipModels.list();
  if (output.json) emitJson(output, { event: 'models', folder: engine.lipModels.folder, models });
  else if (models.length === 0) output.out(lipModelListText(output.locale, 'none'));
  else for (const line of models.flatMap((model) => modelLines(model, output))) output.out(line);
  return EXIT.done;
}

/** Tries a file and keeps it. Rejects with what is wrong with it. */
export async function addModelCommand(
  { engine, output, signal }: ModelsContext,
  file: string,
  { name, licence, link = false }: AddModelOptions,
): Promise<ExitCode> {
  const wish = {
    ...{ file: resolve(file), link },
    ...(name !== undefined && { name }),
    ...(licence !== undefined && { licence }),
  };
  const { record, ...probe } = await engine.addLipModel(wish, signal);
  if (output.json) {
    emitJson(output, { event: 'model-added', ...record, trials: probe.trials });
    return EXIT.done;
  }
  const { locale } = output;
  output.out(lipModelListText(locale, 'added', { name: record.name, sha256: record.sha256 }));
  output.out(licenceLine(record, output));
  for (const line of probeLines(probe, output)) output.out(line);
  return EXIT.done;
}

/** Forgets a model. Rejects with lip-model-missing, lip-model-ambiguous. */
export async function removeModelCommand(
  { engine, output }: ModelsContext,
  wanted: string,
): Promise<ExitCode> {
  const record = await engine.lipModels.named(wanted);
  await engine.lipModels.remove(record);
  const { name, sha256, linked, file } = record;
  if (output.json) emitJson(output, { event: 'model-removed', name, sha256, linked, file });
  else {
    const key = linked ? 'removed-link' : 'removed';
    output.out(lipModelListText(output.locale, key, { name, path: file }));
  }
  return EXIT.done;
}

/** Says what a model, or a file that may become one, takes, and how fast it is on each provider. */
export async function testModelCommand(
  { engine, output, signal }: ModelsContext,
  wanted: string,
): Promise<ExitCode> {
  const { name, file } = await engine.lipModels
    .named(wanted)
    .catch(() => ({ name: basename(wanted), file: resolve(wanted) }));
  const probe = await engine.probeLipModel(file, name, signal);
  if (output.json) emitJson(output, { event: 'model-tested', name, file, ...probe });
  else for (const line of probeLines(probe, output)) output.out(line);
  return EXIT.done;
}

function modelLines(model: LipModelRecord, output: CliOutput): readonly string[] {
  const { name, sha256, bytes, shape, linked, file } = model;
  const { size, precision } = shape;
  const megabytes = (bytes / 1e6).toFixed(1);
  const told = { name, sha256, size, precision, megabytes };
  return [
    lipModelListText(output.locale, 'listed', told),
    ...(linked ? [lipModelListText(output.locale, 'linked', { path: file })] : []),
    licenceLine(model, output),
  ];
}

/** Its first line: a whole licence may be pages. */
function licenceLine({ licence }: LipModelRecord, { locale }: CliOutput): string {
  const [first] = licence.split('\n');
  return lipModelListText(locale, first === '' ? 'no-licence' : 'licence', { licence: first });
}

function probeLines({ shape, trials }: LipModelProbe, { locale }: CliOutput): readonly string[] {
  const { size, precision, batch, mel, faces, output } = shape;
  const frames = batch === 'free' ? lipModelListText(locale, 'free') : batch;
  const told = { size, precision, batch: frames, mel, faces, output };
  const fastest = fastestTrial(trials);
  return [
    lipModelListText(locale, 'shape', told),
    ...trials.map(({ provider, ms, failure = '' }) =>
      ms === undefined
        ? lipModelListText(locale, 'fails', { provider, reason: failure.split('\n')[0] })
        : lipModelListText(locale, 'works', { provider, ms: ms.toFixed(1) }),
    ),
    ...(fastest ? [lipModelListText(locale, 'fastest', { provider: fastest.provider })] : []),
  ];
}
