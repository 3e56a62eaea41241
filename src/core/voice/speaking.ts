import type { Failure } from '../errors.js';
import type { CueOverrun } from './cueOverrun.js';
import type { Pauses, Pronunciations } from './say.js';
import type { ScriptFormat } from './script.js';
import type { Voice } from './voice.js';

/** A script to be spoken into a file: what a worker is sent. */
export interface SpeakRequest {
  readonly text: string;
  readonly format: ScriptFormat;
  /** What it is called in errors. */
  readonly name: string;
  /** A voice's id. */
  readonly voice: string;
  readonly speed: number;
  readonly pauses: Required<Pauses>;
  readonly pronunciations: Pronunciations;
  /** Absolute: where the recording goes, its record beside it. */
  readonly target: string;
  /** The key that the speech is to have: it is not spoken where it would come to have another. */
  readonly key?: string;
  /** sha256 of the recording there that may be replaced; absent: none may. */
  readonly replaces?: string;
}

/** What came of speaking. The words and their times are in the record beside the recording. */
export interface SpeakResult {
  readonly key: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly seconds: number;
  readonly sampleRate: number;
  /** LUFS; null of a silent one. */
  readonly loudness: number | null;
  readonly sentences: number;
  /** Of these, how many were spoken now and not remembered. */
  readonly spoken: number;
  /** Subtitles whose time was too short; absent where all fitted. */
  readonly overruns?: readonly CueOverrun[];
}

/** Which voices are asked for. */
export interface VoicesQuery {
  /**
   * All of this machine; else those of the pack alone, unless a voice that is named is none of it: to learn of others
   * programs are started.
   */
  readonly all: boolean;
  /** Voices' ids. */
  readonly versionsOf: readonly string[];
}

/** The voices of this machine that were asked for, and the versions of some. */
export interface KnownVoices {
  readonly voices: readonly Voice[];
  /** By id; none for a voice that is not here. */
  readonly versions: Readonly<Record<string, string>>;
  /** Why voices that the person named are not among them. */
  readonly problems?: readonly Failure[];
}
