import type { Failure } from './errors.js';
import type { FaceChoice } from './faceTrack.js';
import { COVER_SIGNS, type MouthCover } from './mouthCover.js';
import type { Part } from './part.js';
import type { PictureTreatment } from './pictureTreatment.js';
import type { Settings } from './settings.js';
import type { Shortfall } from './shortfall.js';
import type { SoundMix } from './videoInfo.js';

/** What to look at before rendering: a video, an audio, or both. Paths are absolute. */
export interface CheckRequest {
  readonly video?: string;
  readonly audio?: string;
  readonly face?: FaceChoice;
  /** Counted from 1: which of the recording's sound tracks is the speech. The likeliest one unless told. */
  readonly audioTrack?: number;
  /** What of the files is used. */
  readonly videoPart?: Part;
  readonly audioPart?: Part;
  readonly settings: Pick<
    Settings,
    'maxYaw' | 'minEyeDistance' | 'silenceThreshold' | 'videoTrack' | 'backdrop'
  >;
}

/** From harmless to hopeless. `problem` means the result would fail or be unusable. */
export const SEVERITIES = ['ok', 'note', 'warning', 'problem'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Each has a sentence and a hint in `strings/checkTexts.ts`. */
export const FINDING_CODES = [
  'video-good',
  'face-never',
  'face-missing',
  'face-turned',
  'face-tiny',
  'face-small',
  'several-faces',
  'people-turned',
  ...COVER_SIGNS,
  'high-resolution',
  'picture-track',
  'interlaced',
  'telecine',
  'whole-fields',
  'size-changes',
  'transparent',
  'still-picture',
  'variable-rate',
  'low-frame-rate',
  'video-long',
  'video-short',
  'video-sampled',
  'sound-late',
  'sound-early',
  'video-breaks-off',
  'audio-good',
  'audio-all-silent',
  'audio-mostly-silent',
  'audio-quiet',
  'audio-loud',
  'audio-clipped',
  'audio-noisy',
  'audio-no-speech',
  'audio-other-sound',
  'audio-channels-cancel',
  'audio-channels-unknown',
  'audio-several-tracks',
  'audio-breaks-off',
  'audio-sampled',
  'audio-telephone',
  'audio-short',
  'audio-longer-than-video',
  'audio-shorter-than-video',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Numbers are rounded for reading and shares are percent, so that texts can show them as they are. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What was measured of the picture. Shares are 0..1 of the sampled frames. */
export interface VideoCheck {
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  readonly variableRate: boolean;
  /** What was chosen about the picture. */
  readonly treatment: PictureTreatment;
  /** Seconds. */
  readonly duration: number;
  /** What the shares were measured on: the whole video only where it is short. */
  readonly sample: {
    readonly whole: boolean;
    readonly segments: number;
    readonly frames: number;
  };
  readonly noFaceShare: number;
  /** Frames whose face is turned by more than 30 degrees, of all sampled frames. */
  readonly turnedShare: number;
  /** Frames whose face is turned further than `settings.maxYaw`: they would pass through as filmed. */
  readonly profileShare: number;
  /** Frames whose face is smaller than `settings.minEyeDistance`: they would pass through as filmed. */
  readonly tinyShare: number;
  /** Pixels between the outer eye corners, in frames with a face; null where there is none. */
  readonly eyeDistance: { readonly median: number; readonly min: number } | null;
  /** Most faces found at once in the sampled places. */
  readonly mostFaces: number;
  readonly cover: MouthCover;
  /** Seconds by which its own sound comes after the lips that make it; null where that is not sure. */
  readonly soundOffset: number | null;
  /** Degrees clockwise by which the people in the picture are turned: 0, 90, 180 or 270. */
  readonly peopleTurned: number;
  /** Where the file ends sooner than it says, or some of it does not decode. */
  readonly breaksOff?: Shortfall;
}

/** What was measured of the speech, over the whole recording. */
export interface AudioCheck {
  /** Seconds. */
  readonly duration: number;
  readonly sampleRate: number;
  readonly channels: number;
  /** Integrated loudness (EBU R 128), LUFS; null for silence or less than 400 ms. */
  readonly loudness: number | null;
  /** Highest sample, dBFS; null for digital silence. */
  readonly peak: number | null;
  /** Share of samples in flat tops at the clipping level, 0..1. */
  readonly clippedShare: number;
  /** Share of 25 ms windows quieter than `settings.silenceThreshold`, 0..1. */
  readonly silenceShare: number;
  /** Level of the quietest tenth of the windows, dBFS; null for digital silence. */
  readonly noiseFloor: number | null;
  /** Level of the loudest tenth of the windows, all channels mixed, dBFS; null for digital silence. */
  readonly speechLevel: number | null;
  /**
   * dB from speech down to what goes on in its pauses; where there are too few pauses, from the
   * loudest tenth of the windows to the quietest; null for digital silence.
   */
  readonly signalToNoise: number | null;
  /** Share of what was listened to in which somebody speaks, 0..1. */
  readonly speechShare: number;
  /** Share that is sound nearly as loud as speech, a second or more of it, in which nobody speaks. */
  readonly otherSoundShare: number;
  /** Seconds from the start that were listened to for the two shares. */
  readonly listenedSeconds: number;
  /** The track that was listened to, counted from 1, of how many. */
  readonly track: number;
  readonly tracks: number;
  /** How its channels were mixed, where not by their layout. */
  readonly mix?: SoundMix['kind'];
  /** Where the file ends sooner than it says, or some of it does not decode. */
  readonly breaksOff?: Shortfall;
}

/**
 * A preflight's outcome. An input that cannot be read at all is in `failures` (worded by its error
 * code) and has no measurements; the other input is still measured.
 */
export interface CheckReport {
  readonly video?: VideoCheck;
  readonly audio?: AudioCheck;
  readonly findings: readonly Finding[];
  readonly failures: readonly { readonly input: 'video' | 'audio'; readonly failure: Failure }[];
}

/** Worst severity of a report: any failure counts as a problem. */
export function worstSeverity(report: CheckReport): Severity {
  if (report.failures.length > 0) return 'problem';
  const ranks = report.findings.map(({ severity }) => SEVERITIES.indexOf(severity));
  return SEVERITIES[Math.max(0, ...ranks)] ?? 'ok';
}
