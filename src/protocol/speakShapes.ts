import type { Voice } from '../core/voice/voice.js';
import { VOICE_KINDS } from '../core/voice/voice.js';
import type { KnownVoices, SpeakRequest, SpeakResult } from '../core/voice/speaking.js';
import type { VoiceWishes } from '../core/voice/voiceCommand.js';
import { failureShape } from './failureShape.js';
import { array, literal, nullable, number, object, record, string, type Shape } from './shape.js';

export const voiceShape: Shape<Voice> = object(
  { id: string, kind: literal(...VOICE_KINDS), name: string, language: string },
  { gender: literal('female', 'male') },
);

export const speakRequestShape: Shape<SpeakRequest> = object(
  {
    text: string,
    format: literal('txt', 'md', 'srt', 'vtt'),
    name: string,
    voice: string,
    speed: number,
    pauses: object({ sentence: number, paragraph: number }),
    pronunciations: record(string),
    target: string,
  },
  { key: string, replaces: string },
);

export const speakResultShape: Shape<SpeakResult> = object(
  {
    key: string,
    sha256: string,
    bytes: number,
    seconds: number,
    sampleRate: number,
    loudness: nullable(number),
    sentences: number,
    spoken: number,
  },
  { overruns: array(object({ cue: number, from: number, over: number })) },
);

export const knownVoicesShape: Shape<KnownVoices> = object(
  { voices: array(voiceShape), versions: record(string) },
  { problems: array(failureShape) },
);

/** Part of what a worker is started with. */
export const voiceWishesShape: Shape<VoiceWishes> = object({
  commands: array(
    object({ name: string, command: array(string) }, { language: string, version: string }),
  ),
  folders: array(string),
});
