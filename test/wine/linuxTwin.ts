import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { CARRIED } from '../process/toolsets.js';
import { carriedProgram } from '../../src/media/carriedBuild.js';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');
const FFMPEG = carriedProgram('ffmpeg', CARRIED);

/** The same program on this Linux, with the same version of ffmpeg, in a cache of its own. */
export function heygemOnLinux(folder: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, [CLI, ...args], {
    cwd: folder,
    stdio: 'ignore',
    env: {
      ...process.env,
      HEYGEM_FFMPEG: FFMPEG,
      HEYGEM_FFPROBE: carriedProgram('ffprobe', CARRIED),
      HEYGEM_CACHE: join(folder, 'linux-cache'),
    },
  });
}

export interface Decoded {
  /** MD5 of each picture. */
  readonly pictures: readonly string[];
  /** MD5 of the whole sound. */
  readonly sound: string;
}

/** What somebody who plays it sees and hears, whatever the file is like otherwise. */
export function decoded(file: string): Decoded {
  const ask = (...output: readonly string[]) =>
    execFileSync(FFMPEG, ['-v', 'error', '-i', file, ...output, '-'], { encoding: 'utf8' });
  const lines = ask('-map', '0:v', '-f', 'framemd5').split('\n');
  return {
    pictures: lines.filter((line) => /^\d/.test(line)).map((line) => line.split(',').at(-1) ?? ''),
    sound: ask('-map', '0:a', '-f', 'md5').trim(),
  };
}
