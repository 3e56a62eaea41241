import { HeygemError } from '../core/errors.js';
import type { VideoInfo } from '../core/videoInfo.js';
import { asRecord, isPicture, number, type RawStream } from './probeData.js';

export interface ChosenTrack {
  readonly stream: RawStream;
  /** Absent where the file has one picture track. */
  readonly track?: NonNullable<VideoInfo['track']>;
}

/** A track of so much less area than the largest is a thumbnail, whatever it is marked as. */
const THUMBNAIL_SHARE = 1 / 16;

/**
 * The picture track to use: the one that was wished for, counted from 1, else (0) the one that the
 * file marks as its default, thumbnails and single pictures aside; of several the largest, then the first.
 * @throws HeygemError input-no-video, input-no-track
 */
export function choosePicture(
  path: string,
  streams: readonly RawStream[],
  wish: number,
): ChosenTrack {
  const pictures = streams.filter(isPicture);
  if (pictures.length === 0) throw new HeygemError('input-no-video', { path });
  if (wish > pictures.length) {
    throw new HeygemError('input-no-track', { path, track: wish, tracks: pictures.length });
  }
  const stream = wish > 0 ? pictures[wish - 1] : best(pictures);
  if (pictures.length === 1) return { stream };
  const track = { number: pictures.indexOf(stream) + 1, of: pictures.length, wished: wish > 0 };
  return { stream, track };
}

function best(pictures: readonly RawStream[]): RawStream {
  const largest = Math.max(...pictures.map(area));
  const rank = (stream: RawStream): readonly number[] => [
    Number(area(stream) >= largest * THUMBNAIL_SHARE && !isSingle(stream)),
    Number(asRecord(stream['disposition'])['default'] === 1),
    area(stream),
  ];
  return pictures.reduce((chosen, stream) =>
    compare(rank(stream), rank(chosen)) > 0 ? stream : chosen,
  );
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}

function area(stream: RawStream): number {
  return number(stream['width']) * number(stream['height']);
}

function isSingle(stream: RawStream): boolean {
  return number(stream['nb_frames']) === 1;
}
