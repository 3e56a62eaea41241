import { HeygemError } from '../core/errors.js';
import { lackingVoice, lackOf } from '../core/voice/usualVoice.js';
import type { Voice } from '../core/voice/voice.js';
import type { VoiceEngine } from './voiceEngine.js';

/** Several engines as one: of a voice that two have, the first one's counts. Owns them: they end with it. */
export function composeVoices(engines: readonly VoiceEngine[]): VoiceEngine {
  const owners = new Map<string, VoiceEngine>();
  const voices: Voice[] = [];
  for (const engine of engines) {
    for (const voice of engine.voices) {
      if (owners.has(voice.id)) continue;
      owners.set(voice.id, engine);
      voices.push(voice);
    }
  }
  const ownerOf = (voice: Voice): VoiceEngine => {
    const owner = owners.get(voice.id);
    if (!owner) throw new HeygemError('voice-missing', { voice: voice.id });
    return owner;
  };
  return {
    voices,
    problems: engines.flatMap(({ problems = [] }) => problems),
    version: async (voice) => ownerOf(voice).version(voice),
    speak: async (sentence, options) => ownerOf(options.voice).speak(sentence, options),
    dispose: async () => {
      await Promise.all(engines.map((engine) => engine.dispose()));
    },
  };
}

/**
 * A voice by its id.
 * @throws HeygemError `voices-missing` or `voices-damaged` where there is none at all, `voice-missing` where it is not among them
 */
export function voiceById(engine: Pick<VoiceEngine, 'voices' | 'problems'>, id: string): Voice {
  const voice = engine.voices.find((each) => each.id === id);
  if (!voice) throw lackingVoice(id, lackOf(id, engine));
  return voice;
}
