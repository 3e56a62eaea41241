import type { BackendName, ColorOrder, ModelDetail } from './lipModel.js';

/**
 * What a user can set for a pair. A project file keeps only what differs from these defaults; the
 * effective settings of a pair are defaults, then project, video, audio, pair, in that order.
 */
export interface Settings {
  /** Multiplies the mouth's movement. 0 keeps the mouth shut, 1 is as learnt. */
  readonly strength: number;
  /** 0..1: temporal smoothing of the motion, from none to heavy. */
  readonly smoothing: number;
  /** Open the lips as this person does, where the video's own sound teaches how; else as most people do. */
  readonly ownWay: boolean;
  /** dBFS: speech quieter than this counts as silence and eases the mouth shut. */
  readonly silenceThreshold: number;
  /** Degrees of yaw beyond which a frame passes through untouched. */
  readonly maxYaw: number;
  /** Pixels between the outer eye corners below which a frame passes through untouched. */
  readonly minEyeDistance: number;
  /** What to do with a video in which no frame has a usable face. */
  readonly noFace: 'fail' | 'pass';
  /** x264 constant rate factor, 0..51, lower is better. */
  readonly crf: number;
  readonly preset: EncoderPreset;
  /** `auto` uses a hardware encoder only after a probe encode succeeds. */
  readonly encoder: 'software' | 'auto';
  /** Paint a small visible "AI-generated" label. The metadata label is always written. */
  readonly label: boolean;
  /**
   * Who answers for the video, as a name or a code: written into its metadata as the producer that
   * GB 45438-2025 asks for. Empty names HeyGem Studio.
   */
  readonly producer: string;
  /** Which picture track of the video to use, counted from 1; 0 finds it. */
  readonly videoTrack: number;
  /** What shows through where the video is transparent, as `#rrggbb`: an mp4 has no transparency. */
  readonly backdrop: string;
  /** Where what is said is to be read, if its text is known: from a script, or from the audio's transcript. */
  readonly subtitles: SubtitleWay;
  /** Who makes the lips: the engine, or a network that the person brings. */
  readonly backend: BackendName;
  /** That network, as `name@sha256`; empty names none. Of this and the following the engine's own lips need nothing. */
  readonly model: string;
  /** Whether its pictures are shown, or its lips' shape is drawn of the person's own pixels. */
  readonly detail: ModelDetail;
  /** How it was trained to see colours. */
  readonly modelColors: ColorOrder;
  /** 0..1: sharpens its pictures, which are mostly smaller than the face. */
  readonly modelSharpen: number;
}

/**
 * `files`: as .srt and .vtt beside the output; `track`: these, and as a track in it; `burned`: these, and in its
 * picture.
 */
export const SUBTITLE_WAYS = ['none', 'files', 'track', 'burned'] as const;
export type SubtitleWay = (typeof SUBTITLE_WAYS)[number];

export const ENCODER_PRESETS = [
  'ultrafast',
  'superfast',
  'veryfast',
  'faster',
  'fast',
  'medium',
  'slow',
] as const;
export type EncoderPreset = (typeof ENCODER_PRESETS)[number];

export const DEFAULT_SETTINGS: Settings = {
  strength: 1,
  smoothing: 0.25,
  ownWay: true,
  silenceThreshold: -45,
  maxYaw: 40,
  minEyeDistance: 24,
  noFace: 'fail',
  crf: 17,
  preset: 'veryfast',
  encoder: 'software',
  label: false,
  producer: '',
  videoTrack: 0,
  backdrop: '#000000',
  subtitles: 'none',
  backend: 'mesh',
  model: '',
  detail: 'net',
  modelColors: 'bgr',
  modelSharpen: 0,
};
