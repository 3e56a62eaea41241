import type { VideoInfo } from './videoInfo.js';

/**
 * What was chosen for a person about a video's picture, beyond decoding it as it is: which of several
 * tracks, what became of fields, of a low rate, of a size that changes and of transparency. A field
 * that is absent: there was nothing to choose.
 */
export type PictureTreatment = Pick<
  VideoInfo,
  'track' | 'interlaced' | 'wholeFields' | 'sourceRate' | 'firstSize' | 'backdrop' | 'still'
>;

export function treatmentOf(info: VideoInfo): PictureTreatment {
  const { track, interlaced, wholeFields, sourceRate, firstSize, still } = info;
  const backdrop = info.transparency?.seen ? info.backdrop : undefined;
  return {
    ...(track && { track }),
    ...(interlaced && { interlaced }),
    ...(wholeFields && { wholeFields }),
    ...(sourceRate && { sourceRate }),
    ...(firstSize && { firstSize }),
    ...(backdrop !== undefined && { backdrop }),
    ...(still && { still }),
  };
}
