import type { BackendName, ModelDetail } from './lipModel.js';
import { COVER_SIGNS } from './mouthCover.js';
import type { NoFaceReason } from './faceTrack.js';
import type { Fingerprint, PairId } from './ids.js';
import type { WrittenFile } from './outputFiles.js';
import type { Cue } from './subtitles/cue.js';
import type { SubtitleWay } from './settings.js';
import type { PictureTreatment } from './pictureTreatment.js';
import type { UsedParts } from './usedPart.js';

export const REPORT_VERSION = 1;

/** A run of output frames shown as filmed, and why. `to` is exclusive. */
export interface PassedSpan {
  readonly from: number;
  readonly to: number;
  readonly reason: NoFaceReason;
}

/**
 * How the rendered lips, measured on the rendered pictures by tracking them again, follow the
 * motion that was meant. Null fields could not be measured (too few frames, or no movement).
 */
export interface SyncMeasure {
  /** Frames measured. */
  readonly frames: number;
  /** Pearson r between rendered and intended inner-lip aperture. */
  readonly apertureR: number | null;
  /** Frames by which the rendered lips trail the intended ones, sub-frame by parabola. */
  readonly lagFrames: number | null;
  /** sd of rendered aperture over sd of intended aperture. */
  readonly articulation: number | null;
}

/**
 * A run of output frames in which there is speech but the rendered lips follow it poorly. `to` is
 * exclusive. `unlike`: they move otherwise than meant; `weak`: as meant, but far too little.
 */
export interface LowSyncSpan {
  readonly from: number;
  readonly to: number;
  readonly reason: LowSyncReason;
}

export const LOW_SYNC_REASONS = ['unlike', 'weak'] as const;
export type LowSyncReason = (typeof LOW_SYNC_REASONS)[number];

/** `used`, or why not: the setting, or what was found when the footage was studied. */
export const WAY_USES = ['used', 'off', 'too-short', 'not-in-sync', 'no-gain'] as const;
export type WayUse = (typeof WAY_USES)[number];

/** What the video's own sound told. */
export interface OwnSpeechReport {
  /** Milliseconds by which that sound comes after the lips that make it; null where it is not sure. */
  readonly offset: number | null;
  /** Whether the output speaks as this person does in the footage, and if not, why. */
  readonly way: WayUse;
  /** By how much r with lips that were held out rose when that was tried; null where there is no way. */
  readonly gain: number | null;
}

/** Things a person may want to know of an output that was made. Worded where they are shown. */
export const REPORT_WARNINGS = [
  'variable-rate-made-constant',
  'low-rate-repeated',
  'picture-track-chosen',
  'deinterlaced',
  'telecine-deinterlaced',
  'size-made-one',
  'backdrop-put-in',
  'still-picture',
  'odd-size-cropped',
  'much-passed-through',
  'several-faces',
  'people-turned',
  ...COVER_SIGNS,
  'subtitles-without-text',
  'subtitles-doubtful',
  'subtitle-letters-missing',
  'script-late',
  'no-speech-heard',
  'speech-breaks-off',
  'speech-channels-cancel',
  'speech-one-of-several-tracks',
  'video-breaks-off',
] as const;
export type ReportWarning = (typeof REPORT_WARNINGS)[number];

/** The network that made the lips of an output. */
export interface LipsReport {
  readonly backend: BackendName;
  readonly detail: ModelDetail;
  readonly model: string;
  readonly sha256: string;
  /** Execution provider that ran it. */
  readonly provider: string;
}

/** The subtitles of an output; the files beside it are written from these. */
export interface SubtitleReport {
  readonly way: SubtitleWay;
  /** Whose words these are: their times are exact in a script, and were found by listening with a transcript. */
  readonly from: 'script' | 'transcript';
  /** ISO 639-2, `und` where it is not known. */
  readonly language: string;
  readonly cues: readonly Cue[];
  /** The font that they were drawn with; absent where they are not in the picture. */
  readonly font?: string;
  /** Upper edge of the strip that they stand on, in pixels of the upright picture; absent where it is at the foot. */
  readonly top?: number;
  /** Letters that the font does not have, which are not to be seen. */
  readonly missing?: string;
}

/** Who spoke a recording that was made from a script. */
export interface SpokenBy {
  /** A voice's id. */
  readonly id: string;
  /** What a person calls it. */
  readonly name: string;
  /** As the voice's engine told it when it spoke. */
  readonly version: string;
}

export interface StageTime {
  readonly seconds: number;
  readonly frames: number;
}

/** Whose wish an output was: by this two projects that name one output are told apart. */
export interface MadeFor {
  /** The project file, relative to the output's folder with `/`; its name alone on another drive. */
  readonly project: string;
  readonly pair: PairId;
  /** Absent when an input changed while the output was made: it is no result of the present inputs. */
  readonly fingerprint?: Fingerprint;
}

/** Part of a picture, in fractions of its width and height from its top left corner. */
export interface PicturePart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Written beside each output as `<name>.report.json`. Paths are file names only, never absolute. */
export interface OutputReport extends UsedParts {
  readonly version: typeof REPORT_VERSION;
  readonly aiGenerated: true;
  readonly output: string;
  readonly video: string;
  readonly audio: string;
  readonly frames: number;
  readonly frameRate: number;
  /** Frames of the source that were gone through; absent in reports from before this was told. */
  readonly sourceFrames?: number;
  readonly width: number;
  readonly height: number;
  readonly duration: number;
  readonly passedThrough: { readonly frames: number; readonly spans: readonly PassedSpan[] };
  /** Most faces seen at once in what was studied of the video; absent in reports from before this was told. */
  readonly mostFaces?: number;
  /** Degrees clockwise by which the people in the video are turned; absent where they are upright. */
  readonly peopleTurned?: number;
  /** Where the mouth is drawn over the whole output; absent in reports from before this was told. */
  readonly mouth?: PicturePart;
  readonly sync: SyncMeasure;
  /** Absent of recordings that were not spoken here. */
  readonly voice?: SpokenBy;
  /** Absent where none were wished for, or there was no text. */
  readonly subtitles?: SubtitleReport;
  /** Who made the lips; absent where the engine itself did. */
  readonly lips?: LipsReport;
  /** Absent in reports from before the video's own sound was heard. */
  readonly ownSpeech?: OwnSpeechReport;
  /** Absent in reports from before this was measured. */
  readonly lowSync?: readonly LowSyncSpan[];
  /** Laplacian variance of the mouth region, rendered over source, median of sampled frames. */
  readonly sharpness: number | null;
  /** Share of frames whose mouth interior is drawn instead of the actor's own. */
  readonly drawnInteriorShare: number;
  /** What was chosen about the video's picture; absent in reports from before this was told. */
  readonly treatment?: PictureTreatment;
  readonly actorCached: boolean;
  readonly provider: string;
  readonly encoder: string;
  readonly stages: Readonly<Record<string, StageTime>>;
  readonly warnings: readonly ReportWarning[];
  readonly versions: Readonly<Record<string, string>>;
  /** The video that this is about; absent in reports from before it was kept. */
  readonly file?: WrittenFile;
  /** Absent for an output that was made outside of any project. */
  readonly madeFor?: MadeFor;
}
