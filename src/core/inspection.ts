/** A stretch of time, seconds. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** A face in an upright picture: the middle and the sides of its box, in fractions of the picture. */
export interface FaceBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What an editor shows of a source file besides its name and size. */
export interface Inspection {
  /** Seconds. */
  readonly duration: number;
  /** Videos only. Pixels as shown, frames a second. */
  readonly picture?: { readonly width: number; readonly height: number; readonly rate: number };
  /** Videos only: the faces in the frame of the still, the largest first. Absent: not looked for. */
  readonly faces?: readonly FaceBox[];
  /** Audios only: 0..1 peaks, evenly spread. */
  readonly waveform?: readonly number[];
  /** Audios only: where nobody speaks, in order. */
  readonly silences?: readonly TimeSpan[];
}

/** What a file holds: a picture, a sound without one, or neither that can be read. */
export const MEDIA_KINDS = ['videos', 'audios', 'neither'] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

/** Looks at one source. Paths are absolute. */
export interface InspectRequest {
  readonly path: string;
  readonly list: 'audios' | 'videos';
  /** Videos only: where to write a still as JPEG. Replaced if there; its folder must be there. */
  readonly still?: string;
}

/** One frame as JPEG. */
export interface StillRequest {
  readonly path: string;
  /** Seconds; past the end gives the last frame. */
  readonly time: number;
  readonly output: string;
  /** Pixels of the longer side, at most. */
  readonly longest: number;
}

/** Asks for the faces in one frame. */
export interface FacesRequest {
  readonly path: string;
  /** Seconds; past the end is the last frame. */
  readonly time: number;
}

/** A copy that plays in a page. */
export interface PreviewRequest {
  readonly path: string;
  readonly output: string;
  /** Seconds into the file at which the copy begins; at its start unless told. */
  readonly from?: number;
  /** Seconds from there, at most; all that there is unless told. */
  readonly seconds?: number;
  /** Only what is heard, all of it: the track that was chosen, counted from 1, or the likeliest for speech. */
  readonly sound?: { readonly track?: number };
  /** Nobody waits for it: it gives way to all else. */
  readonly background?: boolean;
}
