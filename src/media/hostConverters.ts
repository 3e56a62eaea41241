/**
 * Keeps ffmpeg from loading this machine's character converters. A transport stream names its
 * channels in sundry alphabets, which ffmpeg reads with iconv; a build that carries its own C library
 * then loads glibc's converters made for another one, and every ffprobe of the packages for Linux
 * falls over on every transport stream. Names that need a converter are left out instead. The variable
 * means something to glibc alone, and is set for all children because fluent-ffmpeg passes none on.
 */
export function keepFromHostConverters(): void {
  process.env['GCONV_PATH'] = '/nonexistent';
}
