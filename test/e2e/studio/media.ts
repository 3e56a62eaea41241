import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

export const VIDEO = resolve('test/fixtures/presenter-small.mp4');
export const SPEECH = resolve('media/demo/speech-en.flac');

/** Kinds of the streams in a file, such as `video audio`. */
export function streams(file: string): string {
  return probed(file, 'stream=codec_type').join(' ');
}

/** Seconds. */
export function duration(file: string): number {
  return Number(probed(file, 'format=duration')[0]);
}

function probed(file: string, entries: string): readonly string[] {
  const args = ['-v', 'error', '-show_entries', entries, '-of', 'csv=p=0', file];
  return execFileSync('ffprobe', args).toString().trim().split(/\s+/);
}
