import type { ColorCoding } from './frame.js';

export interface Rational {
  readonly num: number;
  readonly den: number;
}

/** What a probe learnt of one audio stream. */
export interface AudioStreamInfo {
  readonly codec: string;
  /** ffprobe's name of the codec's kind, e.g. `LC`; empty where it has none. */
  readonly profile: string;
  readonly sampleRate: number;
  readonly channels: number;
  /** Seconds. */
  readonly duration: number;
  /** Seconds between the container's start and the first sample: audio that starts late stays late. */
  readonly startOffset: number;
}

/** What a probe learnt of a video file. Sizes are in pixels, times in seconds. */
export interface VideoInfo {
  /** Size as a viewer shows it, after rotation: the coordinate frame of everything downstream. */
  readonly width: number;
  readonly height: number;
  /** Clockwise degrees a player turns the stored picture by to show it upright. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** After it is turned, a player swaps left and right, as front cameras ask for. */
  readonly mirrored?: boolean;
  /** Constant rate that frames are decoded at: the source's own, or that of a variable one between its gaps. */
  readonly frameRate: Rational;
  /** The source's own rate where that is too low for lips: frames are repeated to `frameRate`. */
  readonly sourceRate?: Rational;
  readonly variableRate: boolean;
  /** Estimate from the container; the decoder's count is the truth. */
  readonly frameCount: number;
  readonly duration: number;
  readonly codec: string;
  readonly pixelFormat: string;
  readonly color: ColorCoding;
  /** ffmpeg's names, to tag the output as the source was; absent where the source has no tag. */
  readonly colorTags: {
    readonly range?: string;
    readonly space?: string;
    readonly primaries?: string;
    readonly transfer?: string;
  };
  /** ffmpeg's sample aspect ratio as a rational; 1/1 for square pixels. */
  readonly sampleAspect: Rational;
  /** Seconds from the container's start to the first picture; absent where they begin together. */
  readonly pictureStart?: number;
  readonly audio: readonly AudioStreamInfo[];
  /** Index of the stream as ffmpeg counts; the first picture where it is not told. */
  readonly stream?: number;
  /** Which of several picture tracks this is, counted from 1, and whether a person wished for it. */
  readonly track?: { readonly number: number; readonly of: number; readonly wished: boolean };
  /** Fields of two moments in each frame; whether two of five frames are whole ones of film. */
  readonly interlaced?: { readonly first: 'top' | 'bottom'; readonly telecine: boolean };
  /** Marked as interlaced, but each frame is one moment. */
  readonly wholeFields?: boolean;
  /** Stored size that the file begins with, where that is not the one it is shown in for longest. */
  readonly firstSize?: { readonly width: number; readonly height: number };
  /** Room for transparency, which decoder reads it if not the usual one, and whether any is seen. */
  readonly transparency?: { readonly decoder?: string; readonly seen: boolean };
  /** What shows through, as `#rrggbb`. */
  readonly backdrop?: string;
  /** One single picture. */
  readonly still?: boolean;
  /** ffmpeg's demuxer where that must be told: of photos. */
  readonly demuxer?: string;
  /**
   * The part of the file that is all of this video: its frames are counted from the part's first, and its
   * lengths are the part's. Only of sounds the file's own times are told.
   */
  readonly part?: FootagePart;
}

/** Where in a file a video begins and ends. */
export interface FootagePart {
  /** Seconds from the container's start; `to` absent: the file's end. */
  readonly from: number;
  readonly to?: number;
  /** What has to be added to these to have the clock of the file's frames, and of its seeks. */
  readonly clock: number;
  readonly seekClock: number;
  /** Of the whole file. */
  readonly fileDuration: number;
  /**
   * Seconds before the part from where a decoder comes to the same frames as from the file's start;
   * absent where none was found, or the start is near.
   */
  readonly runUp?: number;
}

/** The track of a file that is taken for its speech. */
export interface AudioInfo {
  /** Seconds from the container's start to the track's end, by the container's word. */
  readonly duration: number;
  readonly stream: AudioStreamInfo;
  /** Its place among the file's sounds, from 0. */
  readonly track: number;
  /** How many sounds the file has. */
  readonly tracks: number;
  /** Seconds that the track itself says it lasts, where the file tells that and ffprobe does not guess. */
  readonly claimed?: number;
  /** Where ffmpeg's own downmix to one channel would not do. */
  readonly mix?: SoundMix;
}

/** Another way to make one channel of a recording's channels than to add them up by their layout. */
export interface SoundMix {
  /** `turned`: some are the opposite of the others; `weighed`: nobody knows what they are, so the loudest count most. */
  readonly kind: 'turned' | 'weighed';
  /** ffmpeg's filter that does it. */
  readonly filter: string;
}

export function ratio(rational: Rational): number {
  return rational.num / rational.den;
}
