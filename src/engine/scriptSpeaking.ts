import type { PlannedSpeech } from '../core/plan/planSpeech.js';
import type { SpeechFacts } from '../core/plan/speechFacts.js';
import type { KnownVoices, SpeakRequest, SpeakResult } from '../core/voice/speaking.js';
import type { TaskWatch } from './device.js';
import type { DiskFacts } from './diskFacts.js';
import type { FleetHandle } from './fleetHandle.js';
import { requestFor, sayOnce, type SaidFile, type Words } from './saidOnce.js';
import { speechFacts } from './scriptFacts.js';
import { Speeches } from './speeches.js';
import { VoiceBook } from './voiceBook.js';
import { makeSample, type VoiceSample } from './voiceSample.js';
import type { WorkerClient } from './workerClient.js';

export interface ScriptSpeakingParts {
  readonly speaker: () => WorkerClient;
  /** Machines that may speak instead. */
  readonly fleet?: Pick<FleetHandle, 'speak'>;
  readonly files: DiskFacts;
  /** The cache's folder. Throws where there is none. */
  readonly cacheRoot: () => string;
  readonly log: (line: string) => void;
}

/** Scripts that a fleet is given at once. */
const ELSEWHERE_AT_ONCE = 32;

const NEVER = new AbortController().signal;

/** What an engine does with scripts and voices. Owns what is known of the voices, and the speeches under way. */
export class ScriptSpeaking {
  readonly speeches: Speeches;
  /** What plans ask. */
  readonly facts: SpeechFacts;
  private readonly book: VoiceBook;

  constructor(private readonly parts: ScriptSpeakingParts) {
    const { speaker, files, log } = parts;
    this.book = new VoiceBook((query) => speaker().voices(query, NEVER), log);
    this.facts = speechFacts((id) => this.book.here(id));
    const here = (request: SpeakRequest, watch: TaskWatch) => speaker().speak(request, watch);
    const { fleet } = parts;
    const anywhere = async (request: SpeakRequest, watch: TaskWatch) =>
      (await fleet?.speak(request, watch)) ?? here(request, watch);
    this.speeches = new Speeches(anywhere, files, log, fleet ? ELSEWHERE_AT_ONCE : 1);
  }

  /** The voices of this machine, looked for anew, and why such as the person named are not among them. */
  async voices(): Promise<KnownVoices> {
    this.parts.cacheRoot();
    return this.book.list();
  }

  /**
   * Speaks the script of a plan where that is to be done, before its recording is heard. Rejects with voice errors,
   * `speech-altered`, `output-not-writable`, `disk-full` or `cancelled`.
   */
  async speakPlanned(speech: PlannedSpeech | undefined, watch: TaskWatch): Promise<void> {
    if (!speech?.request) return;
    this.parts.cacheRoot();
    await this.speeches.make(speech.request, watch);
  }

  /**
   * Says words into the cache, at once and beside whatever is spoken there, to be heard. Rejects with voice errors,
   * `script-empty`, `script-too-long`, `cache-unusable` or `cancelled`.
   */
  async listen(words: Words, watch: Partial<TaskWatch> = {}): Promise<SaidFile> {
    const { signal = NEVER, onProgress = () => undefined } = watch;
    const { speaker, cacheRoot } = this.parts;
    const speak: WorkerClient['speak'] = (request, task) => speaker().speak(request, task);
    const parts = { ...this.saying, cacheRoot: cacheRoot(), speak };
    return sayOnce(words, parts, { signal, onProgress });
  }

  /**
   * Says words into a file of the person's. Rejects as `listen` does, with `output-exists` where something lies there
   * that is not ours, unless forced, and with `output-not-writable`. Undefined: it was there, spoken already.
   */
  async speakTo(
    target: string,
    words: Words,
    force: boolean,
    watch: TaskWatch,
  ): Promise<SpeakResult | undefined> {
    this.parts.cacheRoot();
    const request = await requestFor(words, target, this.saying, force);
    return (await this.speeches.make(request, watch)).result;
  }

  /** A file to hear a voice by. Rejects as `makeSample`, or with `cancelled`. */
  async sample(sample: VoiceSample, watch: TaskWatch): Promise<SpeakResult> {
    this.parts.cacheRoot();
    const speak: WorkerClient['speak'] = (request, task) =>
      this.parts.speaker().speak(request, task);
    return makeSample(speak, sample, watch);
  }

  private get saying() {
    const { voice } = this.facts;
    return { voice, files: this.parts.files };
  }
}
