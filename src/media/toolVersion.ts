/** What a build says of itself in the first lines of `-version`. */
export interface ToolVersion {
  readonly version: string;
  /** The year of its source, by its copyright line; undefined where it names none. */
  readonly year?: number;
}

/** ffmpeg 5.0 is of January 2022; releases before it, and builds of before, are mended no more. */
const FIRST_KEPT_YEAR = 2022;

/** Undefined for a text that is not ffmpeg's or ffprobe's. */
export function parseToolVersion(text: string): ToolVersion | undefined {
  const version = /^ff(?:mpeg|probe) version (\S+)/.exec(text)?.[1];
  if (version === undefined) return undefined;
  // `2000-2018 the FFmpeg developers`; a build made in the first year of a program names one only.
  const year = /Copyright \(c\) (?:\d{4}-)?(\d{4}) the FFmpeg developers/.exec(text)?.[1];
  return year === undefined ? { version } : { version, year: Number(year) };
}

/**
 * Whether a build is known to be too old to be trusted with files from strangers: decoders have been
 * mended many times since. A build that names no year is not known to be.
 */
export function isOld({ year }: Pick<ToolVersion, 'year'>): boolean {
  return year !== undefined && year < FIRST_KEPT_YEAR;
}
