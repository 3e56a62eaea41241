import { HeygemError } from '../../core/errors.js';
import type { SpokenSentence } from '../../core/voice/spoken.js';
import type { Voice } from '../../core/voice/voice.js';
import type { SpeakOptions, VoiceEngine } from '../voiceEngine.js';

/** Several engines as one. Of two voices with one id the earlier engine's is the voice. */
export class JoinedVoices implements VoiceEngine {
  readonly voices: readonly Voice[];
  private readonly engineOf = new Map<string, VoiceEngine>();

  constructor(private readonly engines: readonly VoiceEngine[]) {
    const voices: Voice[] = [];
    for (const engine of engines) {
      for (const voice of engine.voices) {
        if (this.engineOf.has(voice.id)) continue;
        this.engineOf.set(voice.id, engine);
        voices.push(voice);
      }
    }
    this.voices = voices;
  }

  async version(voice: Voice): Promise<string> {
    return this.engine(voice).version(voice);
  }

  async speak(sentence: string, options: SpeakOptions): Promise<SpokenSentence> {
    return this.engine(options.voice).speak(sentence, options);
  }

  async dispose(): Promise<void> {
    await Promise.all(this.engines.map((engine) => engine.dispose()));
  }

  private engine({ id }: Voice): VoiceEngine {
    const engine = this.engineOf.get(id);
    if (engine === undefined) throw new HeygemError('voice-missing', { voice: id });
    return engine;
  }
}
