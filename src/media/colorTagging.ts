import type { VideoInfo } from '../core/videoInfo.js';

/** ITU-T H.273 code points under ffmpeg's names. */
const PRIMARIES: Readonly<Record<string, number>> = {
  bt709: 1,
  bt470m: 4,
  bt470bg: 5,
  smpte170m: 6,
  smpte240m: 7,
  film: 8,
  bt2020: 9,
  smpte428: 10,
  smpte431: 11,
  smpte432: 12,
};
const TRANSFER: Readonly<Record<string, number>> = {
  bt709: 1,
  bt470m: 4,
  gamma22: 4,
  bt470bg: 5,
  gamma28: 5,
  smpte170m: 6,
  smpte240m: 7,
  linear: 8,
  'iec61966-2-4': 11,
  bt1361e: 12,
  'iec61966-2-1': 13,
  'bt2020-10': 14,
  'bt2020-12': 15,
  smpte2084: 16,
  smpte428: 17,
  'arib-std-b67': 18,
};
const MATRIX: Readonly<Record<string, number>> = {
  bt709: 1,
  fcc: 4,
  bt470bg: 5,
  smpte170m: 6,
  smpte240m: 7,
  bt2020nc: 9,
  bt2020c: 10,
};

/**
 * A bitstream filter that writes the source's colour tags into H.264. The encoder's own colour
 * options are no use here: newer ffmpeg takes them for a wish to convert and inserts a scaler,
 * and hardware encoders ignore some. This touches the header only, on every version and encoder.
 * Undefined when there is nothing to write.
 */
export function colorTagFilter({ colorTags, color }: VideoInfo): string | undefined {
  const codes: readonly (readonly [string, number | undefined])[] = [
    ['video_full_range_flag', colorTags.range === undefined ? undefined : Number(color.fullRange)],
    ['colour_primaries', lookUp(PRIMARIES, colorTags.primaries)],
    ['transfer_characteristics', lookUp(TRANSFER, colorTags.transfer)],
    ['matrix_coefficients', lookUp(MATRIX, colorTags.space)],
  ];
  const settings = codes
    .filter(([, code]) => code !== undefined)
    .map(([key, code]) => `${key}=${code ?? ''}`);
  return settings.length === 0 ? undefined : `h264_metadata=${settings.join(':')}`;
}

function lookUp(table: Readonly<Record<string, number>>, name: string | undefined) {
  return name === undefined ? undefined : table[name];
}
