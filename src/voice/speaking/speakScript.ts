import { open } from 'node:fs/promises';
import { HeygemError } from '../../core/errors.js';
import type { CueOverrun } from '../../core/voice/cueOverrun.js';
import { unlessAborted } from '../../core/unlessAborted.js';
import type { ScriptSentence } from '../../core/voice/sentences.js';
import { occurring, type SpeechParts } from '../../core/voice/speechParts.js';
import type { RecordedSentence } from '../../core/voice/speechRecord.js';
import type { SpokenSentence } from '../../core/voice/spoken.js';
import type { Voice } from '../../core/voice/voice.js';
import type { VoiceEngine } from '../voiceEngine.js';
import { hurried, paceOf, placeInCue, spokenCues } from './cueOrder.js';
import { firstSpeeds, nextSpeeds, overrunsOf, type OrderedCue } from './fitCues.js';
import { layOut, type LaidOut, type SpokenLength } from './layOut.js';
import { limitPeaks } from './peakLimiter.js';
import {
  CEILING,
  type HeardLevel,
  NEAR_ENOUGH,
  nextFactor,
  SpeechLevel,
  WISHED_LOUDNESS,
} from './speechGain.js';
import type { SentenceKey, SpokenSentences } from './spokenSentences.js';
import { trimSentence } from './trimSentence.js';
import { WavWriter } from './wavFile.js';

/** Times that the gain of a speech is tried: each comes much nearer than the one before. */
const MOST_ROUNDS = 5;

/** A sentence with what stands after it. */
export type OrderedSentence = Pick<ScriptSentence, 'text' | 'then'> & {
  /** The place of its subtitle among the order's cues. */
  readonly cue?: number;
  /** What the script's pace is multiplied by, so that it keeps to the time of its subtitle. */
  readonly hurry?: number;
};

/** What is to be spoken, and how. */
export interface SpeechOrder {
  readonly sentences: readonly OrderedSentence[];
  /** In the order of their times; each has a sentence. Then all sentences have one. */
  readonly cues?: readonly OrderedCue[];
  readonly voice: Voice;
  readonly parts: SpeechParts;
}

export interface SpeakingWatch {
  readonly signal: AbortSignal;
  /** Sentences that are ready, after each; those of subtitles count again when they are fitted. */
  readonly onSentence: (done: number) => void;
}

/** A recording that was written, with all that is known of it. */
export interface WrittenSpeech {
  readonly sha256: string;
  readonly sampleRate: number;
  readonly seconds: number;
  /** LUFS; null of a silent one. */
  readonly loudness: number | null;
  readonly sentences: readonly RecordedSentence[];
  /** How many sentences were spoken now and not remembered. */
  readonly spoken: number;
  /** Subtitles whose time was too short. */
  readonly overruns: readonly CueOverrun[];
}

/** All sentences of an order, as they are known before they are laid into a file. */
export interface HeardOrder {
  readonly lengths: readonly SpokenLength[];
  readonly told: readonly Omit<SpokenSentence, 'samples'>[];
}

/** A sentence as it would be written. */
type Amplifier = (samples: Float32Array) => Float32Array;

/** Times that speeds are tried after the first: a voice comes near the speed that it is asked for. */
const FITTING_ROUNDS = 3;

/**
 * Speaks scripts. The same script, voice and version give the same file, whatever of it was remembered. Owns nothing:
 * the engine has the voices, the cache the sentences. In memory are one sentence and the times of all.
 */
export class Speaker {
  constructor(
    private readonly engine: VoiceEngine,
    private readonly kept: SpokenSentences,
  ) {}

  /**
   * @param file empty and there already; on a failure its content means nothing
   * Rejects with `voice-failed`, `cancelled`, or Node's error where nothing can be written.
   */
  async speak(asked: SpeechOrder, file: string, watch: SpeakingWatch): Promise<WrittenSpeech> {
    const anew = new Set<number>();
    const { order, heard } = await this.fitted(asked, watch, anew);
    const { lengths, told: spoken } = heard;
    const sampleRate = spoken[0]?.sampleRate ?? 24_000;
    const places = layOut(lengths, order.parts.pauses, sampleRate);
    const { factor, loudness } = await this.gain(order, places, sampleRate, watch.signal);
    const sha256 = await this.write(order, places, { file, sampleRate, factor }, watch.signal);
    return {
      sha256,
      sampleRate,
      seconds: rounded(places.total / sampleRate),
      loudness: loudness === undefined ? null : Math.round(loudness * 100) / 100,
      sentences: order.sentences.map(({ text, then }, at) => {
        const start = places.starts[at] / sampleRate;
        const told = spoken[at];
        return {
          ...{ text, then, from: rounded(start) },
          to: rounded(start + lengths[at].samples / sampleRate),
          words: told.words.map((word) => moved(word, start)),
          sounds: told.sounds.map((sound) => moved(sound, start)),
        };
      }),
      spoken: anew.size,
      overruns: overrunsOf(spokenCues(order, heard)),
    };
  }

  /** Subtitles are first heard at the script's pace, then at the speeds that their times want. */
  private async fitted(asked: SpeechOrder, watch: SpeakingWatch, anew: Set<number>) {
    let order = asked;
    let heard = await this.hear(order, watch.signal, anew, watch.onSentence);
    const count = order.sentences.length;
    for (let round = 0; round <= FITTING_ROUNDS && order.cues !== undefined; round++) {
      const cues = spokenCues(order, heard);
      const speeds = round === 0 ? firstSpeeds(cues) : nextSpeeds(cues);
      if (speeds.every((speed, index) => speed === cues[index].speed)) break;
      order = hurried(order, speeds);
      heard = await this.hear(order, watch.signal, anew, (done) => {
        if (round === 0) watch.onSentence(count + done);
      });
    }
    return { order, heard };
  }

  private async hear(
    order: SpeechOrder,
    signal: AbortSignal,
    anew: Set<number>,
    onSentence: (done: number) => void,
  ): Promise<HeardOrder> {
    const lengths: SpokenLength[] = [];
    const told: Omit<SpokenSentence, 'samples'>[] = [];
    for (const at of order.sentences.keys()) {
      const { sentence, isNew } = await this.sentence(order, at, signal);
      const { samples, ...each } = trimSentence(sentence);
      if (told.length > 0 && each.sampleRate !== told[0].sampleRate) {
        const detail = `${told[0].sampleRate} Hz, then ${each.sampleRate} Hz`;
        throw new HeygemError('voice-failed', { voice: order.voice.name }, detail);
      }
      lengths.push({ samples: samples.length, ...placeInCue(order, at) });
      told.push(each);
      if (isNew) anew.add(at);
      onSentence(at + 1);
    }
    return { lengths, told };
  }

  /** As it is kept: what was spoken just now is no other than what is remembered. */
  private async sentence(order: SpeechOrder, at: number, signal: AbortSignal) {
    const { voice, parts } = order;
    const { text, hurry = 1 } = order.sentences[at];
    const { voiceVersion } = parts;
    const speed = paceOf(parts.speed, hurry);
    const pronunciations = occurring(parts.pronunciations, text);
    const key: SentenceKey = { text, voice: voice.id, voiceVersion, speed, pronunciations };
    if (signal.aborted) throw new HeygemError('cancelled');
    const known = await this.kept.find(key);
    if (known) return { sentence: known, isNew: false };
    const sentence = await this.spokenNow(key, voice, signal);
    return { sentence: await this.kept.keep(key, sentence), isNew: true };
  }

  private async spokenNow(
    { text, speed, pronunciations }: SentenceKey,
    voice: Voice,
    signal: AbortSignal,
  ): Promise<SpokenSentence> {
    try {
      const options = { voice, speed, pronunciations, signal };
      return await unlessAborted(this.engine.speak(text, options), signal);
    } catch (error) {
      if (error instanceof HeygemError) throw error;
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      throw new HeygemError('voice-failed', { voice: voice.name }, detail, error);
    }
  }

  /**
   * One gain for the whole speech, so that no part is made louder than another; its peaks alone are taken down. How
   * loud that leaves it is heard, and the gain raised by what is missing.
   */
  private async gain(order: SpeechOrder, places: LaidOut, rate: number, signal: AbortSignal) {
    const level = (amplified: Amplifier) => this.level(order, places, { rate, amplified }, signal);
    const raw = await level((samples) => samples);
    let [factor, loudness] = [1, raw.loudness];
    for (let round = 0; loudness !== undefined && round < MOST_ROUNDS; round++) {
      const next = nextFactor(raw, factor, loudness);
      if (round > 0 && (next === factor || Math.abs(loudness - WISHED_LOUDNESS) < NEAR_ENOUGH))
        break;
      factor = next;
      ({ loudness } = await level((samples) => limitPeaks(samples, next, CEILING, rate)));
    }
    return { factor, loudness };
  }

  private async level(
    order: SpeechOrder,
    places: LaidOut,
    { rate, amplified }: { readonly rate: number; readonly amplified: Amplifier },
    signal: AbortSignal,
  ): Promise<HeardLevel> {
    const level = new SpeechLevel(rate);
    await this.eachPiece(order, places, signal, {
      samples: (samples) => {
        level.push(amplified(samples));
      },
      silence: (count) => {
        level.pushSilence(count);
      },
    });
    return level.heard;
  }

  private async write(
    order: SpeechOrder,
    places: LaidOut,
    { file, sampleRate, factor }: { file: string; sampleRate: number; factor: number },
    signal: AbortSignal,
  ): Promise<string> {
    const handle = await open(file, 'r+');
    try {
      const wav = await WavWriter.begin(handle, sampleRate, places.total);
      await this.eachPiece(order, places, signal, {
        samples: (samples) => wav.samples(limitPeaks(samples, factor, CEILING, sampleRate)),
        silence: (count) => wav.silence(count),
      });
      return wav.end();
    } finally {
      await handle.close();
    }
  }

  /** Goes through the whole recording in order. */
  private async eachPiece(
    order: SpeechOrder,
    { starts, total }: LaidOut,
    signal: AbortSignal,
    on: {
      readonly samples: (samples: Float32Array) => Promise<void> | void;
      readonly silence: (count: number) => Promise<void> | void;
    },
  ): Promise<void> {
    let at = 0;
    for (const [index, start] of starts.entries()) {
      const { sentence } = await this.sentence(order, index, signal);
      const { samples } = trimSentence(sentence);
      await on.silence(start - at);
      await on.samples(samples);
      at = start + samples.length;
    }
    await on.silence(total - at);
  }
}

/** A tenth of a millisecond is finer than anything that is made of it. */
function rounded(seconds: number): number {
  return Math.round(seconds * 10_000) / 10_000;
}

function moved<T extends { readonly from: number; readonly to: number }>(told: T, by: number): T {
  return { ...told, from: rounded(told.from + by), to: rounded(told.to + by) };
}
