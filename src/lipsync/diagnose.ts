import type { DoctorReport, ModelCheck, ProviderTrial, VoicesCheck } from '../core/doctor.js';
import { ENGINE_VERSION } from '../core/engineVersion.js';
import { HeygemError, toFailure } from '../core/errors.js';
import { readManifest } from '../inference/manifest.js';
import { ModelStore } from '../inference/modelStore.js';
import type { ProviderAttempt } from '../inference/providers.js';
import { loadRuntime } from '../inference/runtime.js';
import { carriedBuilds } from '../media/carriedBuild.js';
import { locateFfmpeg, NoFfmpeg, type TriedCandidate } from '../media/locate.js';
import { isOld } from '../media/toolVersion.js';
import { packBeside, readPack } from '../voice/kokoro/voicesPack.js';
import type { LipSyncServiceOptions } from './service.js';
import { productVersions } from './versions.js';

const NO_FFMPEG = { path: null, probePath: null, version: null, year: null, old: false };

/** Looks at everything a video needs on this machine; what is amiss is told, never thrown. */
export async function diagnose(options: LipSyncServiceOptions): Promise<DoctorReport> {
  const store = new ModelStore({ root: options.modelsRoot, provider: 'auto', log: options.log });
  try {
    const { ffmpeg, versions } = await examineFfmpeg(options);
    const models = await examineModels(store, options.modelsRoot);
    const providers = await examineProviders(store);
    const provider = providers.find(({ works }) => works)?.name ?? 'none';
    const voices = examineVoices(options);
    return { ffmpeg, providers, provider, models, voices, versions };
  } finally {
    await store.dispose();
  }
}

async function examineFfmpeg({
  ffmpeg,
  modelsRoot,
  log,
}: LipSyncServiceOptions): Promise<Pick<DoctorReport, 'ffmpeg' | 'versions'>> {
  const setting = ffmpeg === undefined ? {} : { setting: ffmpeg };
  try {
    const carried = carriedBuilds(modelsRoot);
    const { tools, tried } = await locateFfmpeg({ env: process.env, carried, log, ...setting });
    return {
      ffmpeg: {
        path: tools.ffmpeg.path,
        probePath: tools.ffprobe.path,
        version: tools.version,
        year: tools.year ?? null,
        old: isOld(tools),
        blocked: tried.find(({ blocked }) => blocked !== undefined)?.blocked ?? null,
        tried: tried.map(candidate),
      },
      versions: productVersions(tools),
    };
  } catch (error) {
    const { code, params } = toFailure(error);
    const blocked = code === 'ffmpeg-blocked' ? String(params['path']) : null;
    const tried =
      error instanceof NoFfmpeg
        ? error.tried.map(candidate)
        : [{ source: 'search', path: '', problem: firstLine(error) }];
    return {
      ffmpeg: { ...NO_FFMPEG, blocked, tried },
      versions: { engine: ENGINE_VERSION, node: process.versions.node },
    };
  }
}

function candidate({ origin, path, problem }: TriedCandidate): DoctorReport['ffmpeg']['tried'][0] {
  return { source: origin, path, problem: problem?.split('\n')[0] ?? null };
}

/** Opens every network of the manifest, on the CPU, which also checks its sum. */
async function examineModels(store: ModelStore, root: string): Promise<ModelCheck[]> {
  let names: string[];
  try {
    names = [...readManifest(root)].filter(([, { file }]) => isNetwork(file)).map(([id]) => id);
  } catch (error) {
    return [{ name: 'manifest', problem: firstLine(error) }];
  }
  const checks: ModelCheck[] = [];
  for (const name of names) {
    const problem = await store.open(name, { cpuOnly: name !== 'speech-motion' }).then(
      () => null,
      (error: unknown) => firstLine(error),
    );
    checks.push({ name, problem });
  }
  return checks;
}

/** That all files are there in their sizes; what they hold is checked when they are used. */
function examineVoices({ modelsRoot, voicesRoot }: LipSyncServiceOptions): VoicesCheck {
  const folder = voicesRoot ?? packBeside(modelsRoot);
  try {
    return { folder, count: readPack(folder).voices.length, problem: null };
  } catch (error) {
    const { code, params } = toFailure(error);
    const problem = code === 'voices-missing' ? 'not installed' : [code, params['name']].join(' ');
    return { folder, count: 0, problem };
  }
}

/** How the providers did on the one network that may run on an accelerator. */
async function examineProviders(store: ModelStore): Promise<ProviderTrial[]> {
  await store.open('speech-motion').catch(() => undefined);
  const tried = store.providerReport.attempts
    .filter(({ model }) => model === 'speech-motion')
    .map(trialOf);
  const runtime = await loadRuntime().catch((error: unknown) => ({ reason: firstLine(error) }));
  if (!('reason' in runtime)) return tried;
  return [{ name: 'native', works: false, detail: runtime.reason }, ...tried];
}

function trialOf({ provider, failure }: ProviderAttempt): ProviderTrial {
  const ran = provider === 'wasm' ? 'runs on WASM: slower' : 'ran the speech model';
  return {
    name: provider,
    works: failure === undefined,
    detail: failure?.split('\n')[0] ?? ran,
  };
}

function isNetwork(file: string): boolean {
  return file.endsWith('.onnx');
}

function firstLine(error: unknown): string {
  const text = error instanceof HeygemError ? (error.detail ?? error.code) : String(error);
  return text.split('\n')[0];
}
