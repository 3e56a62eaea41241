import { NO_WISHES, type VoiceWishes } from '../core/voice/voiceCommand.js';
import { composeVoices } from './composeVoices.js';
import { openOwnVoices, type OwnVoicesOptions } from './own/openOwnVoices.js';
import type { VoiceEngine } from './voiceEngine.js';

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

/** All voices of this machine. Rejects for nothing that a single engine lacks. */
export async function openVoices(options: VoicesOptions): Promise<VoiceEngine> {
  const { scratch, findFfmpeg, voiceWishes: wishes = NO_WISHES, log } = options;
  const { platform, env } = process;
  const surroundings = { platform, env, scratch, ffmpeg: findFfmpeg, log, signal: NEVER };
  const own = await openOwnVoices({ ...surroundings, wishes });
  const engine = composeVoices([own]);
  log(`voices: ${engine.voices.length}`);
  return engine;
}
