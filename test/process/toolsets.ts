import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { locateFfmpeg } from '../../src/media/locate.js';
import type { FfmpegTools } from '../../src/media/locate.js';
import { PACKAGED_TOOLS } from '../../src/media/packagedTools.js';

const ROOT = join(import.meta.dirname, '..', '..');

/** The programs of the packages for this machine, without asking locate. */
export function packagedPrograms(): { readonly ffmpeg: string; readonly ffprobe: string } {
  const platform = `${process.platform}-${process.arch}`;
  const chosen = PACKAGED_TOOLS[platform];
  if (chosen === undefined) throw new Error(`no ffmpeg was chosen for ${platform}`);
  const place = (tool: 'ffmpeg' | 'ffprobe') =>
    join(ROOT, 'node_modules', chosen[tool].package, chosen[tool].file);
  const programs = { ffmpeg: place('ffmpeg'), ffprobe: place('ffprobe') };
  for (const path of Object.values(programs)) {
    if (!existsSync(path)) throw new Error(`${path} is not there: npm ci installs it`);
  }
  return programs;
}

/** The ffmpeg that comes with the packages: the oldest that everything must work with. */
async function packagedTools(): Promise<FfmpegTools> {
  const { ffmpeg, ffprobe } = packagedPrograms();
  const env = { HEYGEM_FFPROBE: ffprobe };
  return { ...(await locateFfmpeg({ setting: ffmpeg, env })).tools, origin: 'installer' };
}

/**
 * What tests of media run with, under the names of their origins: the ffmpeg that locate finds, which
 * HEYGEM_FFMPEG and HEYGEM_FFPROBE choose, and the packages' old one.
 */
async function findToolsets(): Promise<readonly FfmpegTools[]> {
  const { tools } = await locateFfmpeg({ env: process.env });
  const packaged = await packagedTools();
  return tools.ffmpeg.path === packaged.ffmpeg.path ? [packaged] : [tools, packaged];
}

export const toolsets = await findToolsets();

/** For `describe.each`. */
export const namedToolsets = toolsets.map((tools) => [tools.origin, tools] as const);

/**
 * The system's ffmpeg, whatever HEYGEM_FFMPEG says: faults are put into it by a library that is
 * preloaded, and a static build, as the packages have, loads none.
 */
export async function preloadableTools(): Promise<FfmpegTools> {
  const { tools } = await locateFfmpeg({ env: { PATH: process.env['PATH'] } });
  if (tools.origin !== 'PATH') throw new Error('a system ffmpeg is needed, linked dynamically');
  return tools;
}
