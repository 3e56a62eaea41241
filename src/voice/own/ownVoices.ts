import { HeygemError } from '../../core/errors.js';
import type { SpokenSentence } from '../../core/voice/spoken.js';
import type { Voice } from '../../core/voice/voice.js';
import type { FfmpegTools } from '../../media/locate.js';
import type { SpeakOptions, VoiceEngine } from '../voiceEngine.js';
import { cleanText, hasWords, isSilent } from './cleanText.js';
import { readSound } from './readSound.js';
import { voiceFailed } from './voiceProgram.js';
import type { VoiceSource } from './voiceSource.js';

export interface OwnVoicesParts {
  readonly sources: readonly VoiceSource[];
  /** Fresh private folders, given back when a sentence was spoken. */
  readonly scratch: {
    take(): Promise<string>;
    giveBack(folder: string): Promise<void>;
  };
  readonly ffmpeg: () => Promise<FfmpegTools>;
}

/** Rises whenever programs are asked otherwise, or what they give is read otherwise. */
const RULES = 1;
/** Seconds that stand for a text without words. */
const NOTHING = 0.1;
const USUAL_RATE = 24_000;

/**
 * Voices that are programs of this machine. They read texts by themselves: pronunciations are not for them, and
 * they do not tell when words are said. What they are asked is text alone, never markup.
 */
export class OwnVoices implements VoiceEngine {
  readonly voices: readonly Voice[];
  private readonly sourceOf = new Map<string, VoiceSource>();

  constructor(private readonly parts: OwnVoicesParts) {
    const voices: Voice[] = [];
    for (const source of parts.sources) {
      for (const voice of source.voices) {
        if (this.sourceOf.has(voice.id)) continue;
        this.sourceOf.set(voice.id, source);
        voices.push(voice);
      }
    }
    this.voices = voices;
  }

  async version(voice: Voice): Promise<string> {
    return `own ${RULES}: ${await this.source(voice).version(voice)}`;
  }

  async speak(sentence: string, { voice, speed, signal }: SpeakOptions): Promise<SpokenSentence> {
    const source = this.source(voice);
    const text = cleanText(sentence);
    if (isSilent(text)) return silence();
    const { scratch, ffmpeg } = this.parts;
    const folder = await scratch.take();
    try {
      const { path, paced } = await source.utter({ voice, text, speed, folder, signal });
      const reading = { voice: voice.name, tempo: paced ? 1 : speed, folder, ffmpeg, signal };
      const { sampleRate, samples } = await readSound(path, reading);
      if (samples.length > 0) return { sampleRate, samples, words: [], sounds: [] };
      if (hasWords(text)) throw voiceFailed(voice.name, 'its sound is empty');
      return silence();
    } finally {
      await scratch.giveBack(folder);
    }
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  private source({ id }: Voice): VoiceSource {
    const source = this.sourceOf.get(id);
    if (source === undefined) throw new HeygemError('voice-missing', { voice: id });
    return source;
  }
}

function silence(): SpokenSentence {
  const samples = new Float32Array(NOTHING * USUAL_RATE);
  return { sampleRate: USUAL_RATE, samples, words: [], sounds: [] };
}
