import { failureForLog, toFailure } from '../core/errors.js';
import type { FaceBox, FacesRequest } from '../core/inspection.js';
import type { ExecutionProvider } from '../core/model.js';
import { ModelStore } from '../inference/modelStore.js';
import { carriedBuilds } from '../media/carriedBuild.js';
import { throwIfAborted } from '../media/childProcess.js';
import { locateFfmpeg, type FfmpegTools } from '../media/locate.js';
import { grabStill } from '../media/still.js';
import { isOld } from '../media/toolVersion.js';
import { ActorCache } from './actor/actorCache.js';
import { ContentHashes } from './actor/contentHashes.js';
import { checkInputs } from './check/checkInputs.js';
import { diagnose } from './diagnose.js';
import { findFaces } from './findFaces.js';
import { identify } from './identify.js';
import { inspect, writePreview } from './inspect.js';
import { Journal } from './journal/journal.js';
import { parseJournalKey } from './journal/journalKey.js';
import { loadFaceModels, loadModels } from './loadedModels.js';
import { kitOf } from './kitOf.js';
import { joinVideo, learnVideo, makePortion, makeVideo, prepareVideo } from './makeVideo.js';
import { Outputs } from './outputs.js';
import { ScratchFolders } from './scratchFolders.js';
import type { LipSyncService, LipSyncServiceOptions } from './service.js';
import { Speaking } from './speaking.js';
import { LipNets } from './wav2lip/lipNets.js';
import { probeLipModel } from './wav2lip/probeLipModel.js';
import { openVoices } from './openVoices.js';
import { cacheError } from './cacheError.js';
import { TriedFootage } from './tryout/triedFootage.js';
import { TriedSpeech } from './tryout/triedSpeech.js';
import { tryOut } from './tryout/tryOut.js';
import type { Workshop } from './workshop.js';
import { productVersions } from './versions.js';

/** The real service: one per worker process. */
export function createLipSyncService(options: LipSyncServiceOptions): LipSyncService {
  const { modelsRoot, cacheRoot, log } = options;
  const hashes = new ContentHashes();
  const actors = new ActorCache(cacheRoot, hashes, log);
  const outputs = new Outputs(cacheRoot, hashes);
  const scratch = new ScratchFolders(options.scratchRoot ?? cacheRoot);
  const tried = { footage: new TriedFootage(hashes), speeches: new TriedSpeech(hashes) };
  const speaking = new Speaking(cacheRoot, () =>
    Promise.resolve(openVoices({ ...options, scratch, findFfmpeg: knownFfmpeg })),
  );
  const lipNets = new LipNets(log, options.lipPatience);
  const stores = new Map<ExecutionProvider, ModelStore>();
  const workshops = new Map<ExecutionProvider, Promise<Workshop>>();

  const findFfmpeg = () =>
    locateFfmpeg({
      env: process.env,
      log,
      carried: carriedBuilds(modelsRoot),
      ...(options.ffmpeg === undefined ? {} : { setting: options.ffmpeg }),
    });

  let found: Promise<FfmpegTools> | undefined;
  /** Looked for once: each candidate is run, which is too slow for every thumbnail. */
  function knownFfmpeg(): Promise<FfmpegTools> {
    if (found) return found;
    const finding = findFfmpeg().then(({ tools }) => tools);
    found = finding;
    finding.then(
      (tools) => {
        log(ffmpegLine(tools));
      },
      () => (found = undefined),
    );
    return finding;
  }

  function storeOf(provider: ExecutionProvider): ModelStore {
    const store = stores.get(provider) ?? new ModelStore({ root: modelsRoot, provider, log });
    stores.set(provider, store);
    return store;
  }

  async function facesIn(request: FacesRequest, signal: AbortSignal): Promise<FaceBox[]> {
    const models = await loadFaceModels(storeOf('cpu'));
    return findFaces(await knownFfmpeg(), models, request, signal);
  }

  /** A card without its faces is a card all the same. */
  async function facesOfCard(request: FacesRequest, signal: AbortSignal) {
    try {
      return await facesIn(request, signal);
    } catch (error) {
      throwIfAborted(signal);
      log(`faces: ${failureForLog(toFailure(error))}`);
      return undefined;
    }
  }

  async function open(provider: ExecutionProvider): Promise<Workshop> {
    const tools = await knownFfmpeg();
    const store = storeOf(provider);
    const models = await loadModels(store, modelsRoot);
    const { attempts } = store.providerReport;
    const winner = attempts.find((a) => a.model === 'speech-motion' && a.failure === undefined);
    const versions = productVersions(tools);
    const speak: Speaking['speak'] = (request, task) => speaking.speak(request, task);
    const parts = { tools, models, actors, outputs, scratch, lipNets, speak };
    return { ...parts, provider: winner?.provider ?? 'cpu', versions };
  }

  function workshop(provider: ExecutionProvider): Promise<Workshop> {
    const known = workshops.get(provider);
    if (known) return known;
    const opening = open(provider);
    workshops.set(provider, opening);
    // What was missing may be there at the next try.
    opening.catch(() => workshops.delete(provider));
    return opening;
  }

  const inCache = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw cacheError(error, cacheRoot);
    });

  return {
    run: (job, task) => inCache(workshop(job.provider).then((shop) => makeVideo(shop, job, task))),
    kit: async (provider) => kitOf(await workshop(provider)),
    learn: (job, task) =>
      inCache(workshop(job.provider).then((shop) => learnVideo(shop, job, task))),
    prepare: (job, task) =>
      inCache(workshop(job.provider).then((shop) => prepareVideo(shop, job, task))),
    segments: (request, task) =>
      inCache(workshop(request.job.provider).then((shop) => makePortion(shop, request, task))),
    join: (job, task) => inCache(workshop(job.provider).then((shop) => joinVideo(shop, job, task))),
    forget: (journal) => outputs.forget(new Journal(cacheRoot, parseJournalKey(journal))),
    tryOut: (request, task) =>
      inCache(workshop(request.job.provider).then((shop) => tryOut(shop, tried, request, task))),
    check: async (request, { signal, onProgress }) => {
      const { tools, models } = await workshop('cpu');
      const { canonical, basis } = models;
      const ears = models;
      const report = await checkInputs(request, {
        tools,
        models: models.tracker,
        ears,
        canonical,
        basis,
        signal,
        onProgress: (stage, done, total) => {
          onProgress({ stage, done, total, rate: 0 });
        },
      });
      // The report's sentences say that the log has more.
      for (const { input, failure } of report.failures)
        log(`check, ${input}: ${failureForLog(failure)}`);
      return report;
    },
    inspect: async (request, { signal }) =>
      inspect(await knownFfmpeg(), request, signal, facesOfCard),
    identify: async (paths, { signal }) => identify(await knownFfmpeg(), paths, signal),
    still: async ({ path, ...still }, { signal }) => {
      await grabStill(await knownFfmpeg(), path, { ...still, signal });
    },
    faces: (request, { signal }) => facesIn(request, signal),
    preview: async (request, { signal, onProgress }) => {
      await writePreview(await knownFfmpeg(), request, signal, (done) => {
        onProgress({ stage: 'finish', done, total: 1, rate: 0 });
      });
    },
    speak: (request, task) => inCache(speaking.speak(request, task)),
    voices: (query) => speaking.voices(query),
    probeLipModel: (request) => probeLipModel(request, options.lipPatience),
    doctor: () => diagnose(options),
    dispose: async () => {
      await speaking.dispose();
      actors.dispose();
      await lipNets.dispose();
      for (const store of stores.values()) await store.dispose();
    },
  };
}

function ffmpegLine(tools: FfmpegTools): string {
  const { ffmpeg, ffprobe, version, year = '?', origin } = tools;
  const age = isOld(tools) ? ', old' : '';
  return `ffmpeg ${version} (${year}${age}) by ${origin}: ${ffmpeg.path}, ${ffprobe.path}`;
}
