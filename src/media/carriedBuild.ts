import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import table from './carriedBuild.json';
import type { ToolName } from './packagedTools.js';
import { EXE } from './toolPlaces.js';

const THIS_PLATFORM = `${process.platform}-${process.arch}`;

/** A build for one platform and processor: the programs and the libraries that they load. */
export interface CarriedBuild {
  /** Of the registry's package. */
  readonly classifier: string;
  /** Libraries of devices, replaced by ones with nothing in them, and their versions of symbols. */
  readonly empty: Readonly<Record<string, readonly string[] | undefined>>;
  /** The SHA-256 of every file, as it is carried. */
  readonly files: Readonly<Record<string, string>>;
}

/** By platform and processor, as Node names them (docs/decisions/0003). */
export const CARRIED_BUILDS: Readonly<Partial<Record<string, CarriedBuild>>> = table.platforms;

/** The builds of an installation, whose `models` lie beside its `media`. */
export function carriedBuilds(modelsRoot: string): string {
  return join(dirname(modelsRoot), 'media', 'ffmpeg', 'bin');
}

/** This machine's program among the builds in `folder`, be it there or not. */
export function carriedProgram(tool: ToolName, folder: string): string {
  return join(folder, THIS_PLATFORM, `${tool}${EXE}`);
}

/**
 * Refuses a build of which any file that is run or loaded is not the one that was chosen, byte for
 * byte, before it is run for the first time.
 * @throws Error in words for `doctor`; ENOENT where a file is missing
 */
export async function verifyCarriedBuild(folder: string, platform = THIS_PLATFORM): Promise<void> {
  const build = CARRIED_BUILDS[platform];
  if (build === undefined) throw new Error(`no ffmpeg was chosen for ${platform}`);
  for (const [name, expected] of Object.entries(build.files)) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, name)), hash);
    const found = hash.digest('hex');
    if (found !== expected) {
      throw new Error(
        `${name} is not the one that was chosen: its SHA-256 is ${found}, not ${expected}`,
      );
    }
  }
}
