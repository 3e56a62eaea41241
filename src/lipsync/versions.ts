import { ENGINE_VERSION } from '../core/engineVersion.js';
import type { FfmpegTools } from '../media/locate.js';

/** What made an output, for its report. */
export function productVersions(tools: FfmpegTools): Readonly<Record<string, string>> {
  return { engine: ENGINE_VERSION, node: process.versions.node, ffmpeg: tools.version };
}
