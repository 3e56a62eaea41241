import { HeygemError, toFailure } from '../core/errors.js';
import { NO_WISHES, type VoiceWishes } from '../core/voice/voiceCommand.js';
import { composeVoices } from '../voice/composeVoices.js';
import { packBeside } from '../voice/kokoro/voicesPack.js';
import { openOwnVoices, type OwnVoicesOptions } from '../voice/own/openOwnVoices.js';
import type { VoiceEngine, VoicesAtHand } from '../voice/voiceEngine.js';
import { folderOpener } from './openFolder.js';
import { openPackVoices, type PackVoices } from './packVoices.js';
import { sentenceReader } from './sentenceReader.js';

export interface VoicesOptions extends Pick<OwnVoicesOptions, 'scratch'> {
  readonly modelsRoot: string;
  /** Folder of the voices pack, where it is not beside the models. */
  readonly voicesRoot?: string;
  /** The person's own voices beside the system's. */
  readonly voiceWishes?: VoiceWishes;
  readonly findFfmpeg: OwnVoicesOptions['ffmpeg'];
  readonly log: (line: string) => void;
}

/** Looking for voices is not stopped midway: each program that is asked has a time limit of its own. */
const NEVER = new AbortController().signal;

/**
 * The pack's voices, and those of programs and folders once somebody asks for all: to list them, programs are started,
 * which takes a second, and these may do what they like. Nothing that a single engine lacks keeps others from being
 * listed.
 */
export function openVoices(options: VoicesOptions): VoicesAtHand {
  const { scratch, findFfmpeg, voiceWishes: wishes = NO_WISHES, log } = options;
  const { platform, env } = process;
  const surroundings = { platform, env, scratch, ffmpeg: findFfmpeg, log, signal: NEVER };
  const pack = ofPack(options);
  const openFolder = folderOpener(pack.voices);
  let looking: Promise<VoiceEngine> | undefined;
  const look = async (): Promise<VoiceEngine> => {
    const own = await openOwnVoices({ ...surroundings, wishes, openFolder });
    log(`voices: ${pack.engine.voices.length} of the pack, ${own.voices.length} others`);
    return composeVoices([pack.engine, own]);
  };
  return {
    ...pack.engine,
    all: () => {
      const started = (looking ??= look());
      started.catch(() => (looking = undefined));
      return started;
    },
    dispose: async () => {
      const all = await looking?.catch(() => undefined);
      await (all ?? pack.engine).dispose();
    },
  };
}

/** That there is no pack is nothing amiss; one that is not whole is a problem to be told. */
function ofPack({ modelsRoot, voicesRoot, log }: VoicesOptions): {
  readonly voices?: PackVoices;
  readonly engine: VoiceEngine;
} {
  const folder = voicesRoot ?? packBeside(modelsRoot);
  try {
    const voices = openPackVoices({ folder, makeReader: sentenceReader, log });
    return { voices, engine: voices.engine };
  } catch (error) {
    const failure = toFailure(error);
    log(`voices: ${failure.code} ${folder} ${failure.detail ?? ''}`.trimEnd());
    const problems = failure.code === 'voices-missing' ? [] : [failure];
    return { engine: { ...NONE, problems } };
  }
}

const NONE: VoiceEngine = {
  voices: [],
  version: ({ id }) => Promise.reject(new HeygemError('voice-missing', { voice: id })),
  speak: (_, { voice }) => Promise.reject(new HeygemError('voice-missing', { voice: voice.id })),
  dispose: () => Promise.resolve(),
};
