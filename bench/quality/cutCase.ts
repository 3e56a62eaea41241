import { parse } from 'node:path';
import { probeVideo } from '../../src/media/probe.js';
import type { Workbench } from '../workbench.js';
import type { Case } from './cases.js';

/**
 * The first seconds of a longer clip, copied packet by packet so that picture and sound stay as they
 * are, in a file of the clip's own: one name for all had eight clips compared with the lips of a ninth.
 * The name says so: its figures are not those of the whole clip.
 */
export async function cutCase(bench: Workbench, item: Case, seconds: number): Promise<Case> {
  const { duration } = await probeVideo(bench.tools, item.video, bench.signal);
  if (duration <= seconds * 1.05) return item;
  const name = `${item.set}-${parse(item.video).name}`.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-');
  const video = bench.path(`quality-cut-${name}${parse(item.video).ext}`);
  await bench.ffmpeg(['-i', item.video, '-t', String(seconds), '-c', 'copy', video]);
  const audio = item.ownLips ? video : item.audio;
  return { ...item, name: `${item.name} (${seconds} s)`, video, audio };
}
