import type { FaceChoice } from '../faceTrack.js';
import type { AudioId, PairId, VideoId } from '../ids.js';
import type { Part } from '../part.js';
import type { Settings } from '../settings.js';
import type { Pronunciations, Say } from '../voice/say.js';

export const PROJECT_VERSION = 1;
export const PROJECT_EXTENSION = '.heygem';

export interface AudioSource {
  readonly id: AudioId;
  /** Relative to the project file's folder, with `/`. Not yet checked against the disk. */
  readonly path: string;
  readonly label?: string;
  /** This file may lie outside the project's folder. Honoured only where the folder is trusted. */
  readonly outside?: boolean;
  /** Counted from 1: which of the file's sound tracks is the speech. */
  readonly track?: number;
  /** What of the recording is spoken; written as `from` and `to`. */
  readonly part?: Part;
  /** Seconds of silence before the speech. */
  readonly offset?: number;
  /** A text of what is said, for subtitles, relative like `path`: .txt, .md, .srt or .vtt. */
  readonly transcript?: string;
  /** Spoken from a script: then `path` is where the recording is made, in the folder, a .wav. */
  readonly say?: Say;
}

export interface VideoSource {
  readonly id: VideoId;
  /** Relative to the project file's folder, with `/`. Not yet checked against the disk. */
  readonly path: string;
  readonly label?: string;
  /** This file may lie outside the project's folder. Honoured only where the folder is trusted. */
  readonly outside?: boolean;
  readonly face?: FaceChoice;
  /** What of the footage may be used; written as `from` and `to`. */
  readonly part?: Part;
  /** How the filmed person agreed: a free note for whoever asks later. */
  readonly consent?: string;
}

export interface PairSpec {
  readonly video: VideoId;
  readonly audio: AudioId;
}

/** Every video with every audio, minus `exclude`, plus `include`. */
export interface Matrix {
  /** Absent: all videos of the project. */
  readonly videos?: readonly VideoId[];
  /** Absent: all audios of the project. */
  readonly audios?: readonly AudioId[];
  readonly include: readonly PairSpec[];
  readonly exclude: readonly PairSpec[];
}

/** Only what differs; later scopes win: defaults, video, audio, pair. */
export interface SettingsOverrides {
  readonly defaults: Partial<Settings>;
  readonly videos: ReadonlyMap<VideoId, Partial<Settings>>;
  readonly audios: ReadonlyMap<AudioId, Partial<Settings>>;
  readonly pairs: ReadonlyMap<PairId, Partial<Settings>>;
}

export interface OutputSpec {
  /** Relative to the project file's folder, with `/`; `.` is the folder itself. */
  readonly folder: string;
  /** A file name with `{video}`, `{audio}`, `{videoLabel}`, `{audioLabel}`, `{title}`. */
  readonly name: string;
}

/** What a `.heygem` file asks for: inputs and wishes only, never status or results. */
export interface Project {
  readonly version: typeof PROJECT_VERSION;
  readonly title: string;
  readonly audios: readonly AudioSource[];
  readonly videos: readonly VideoSource[];
  readonly pairs: readonly PairSpec[];
  readonly matrix?: Matrix;
  readonly settings: SettingsOverrides;
  readonly output: OutputSpec;
  /** How words are said in all its scripts. */
  readonly pronunciations: Pronunciations;
  /** All of the project's files, its outputs too, may lie outside its folder. Honoured only where the folder is trusted. */
  readonly allowOutsidePaths: boolean;
}

export const DEFAULT_OUTPUT: OutputSpec = { folder: 'out', name: '{video}-{audio}.mp4' };

export function pairId(pair: PairSpec): PairId {
  return `${pair.video}+${pair.audio}` as PairId;
}
