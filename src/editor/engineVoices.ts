import type { Voice } from '../core/voice/voice.js';
import type { Engine } from '../engine/engine.js';
import type { HeardFile, ScriptVoices, SpeakingWatch, SpokenWords } from './scriptVoices.js';

/** The voices of this machine, by the engine's own process for speaking. */
export class EngineVoices implements ScriptVoices {
  /** @param engine the one of now */
  constructor(private readonly engine: () => Engine) {}

  async list(): Promise<readonly Voice[]> {
    return (await this.engine().scripts.voices()).voices;
  }

  listen(words: SpokenWords, signal: AbortSignal): Promise<HeardFile> {
    return this.engine().scripts.listen(words, { signal });
  }

  async speak(
    target: string,
    words: SpokenWords,
    { signal, onProgress }: SpeakingWatch,
  ): Promise<void> {
    await this.engine().scripts.speakTo(target, words, false, { signal, onProgress });
  }
}
