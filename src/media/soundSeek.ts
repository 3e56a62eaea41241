import { createHash } from 'node:crypto';
import type { AudioInfo } from '../core/videoInfo.js';
import { ProgramAnswers } from './answers.js';
import { runTool, ToolFailure } from './childProcess.js';
import { inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { timelineStart } from './probe.js';
import { probeRaw } from './probeData.js';
import { soughtFilters, type SoundCut } from './soundCut.js';

/** Seconds: what lies so near the start is decoded sooner than a seek is found to be safe. */
const NEAR_START = 60;
/** Seconds before a part from where decoding it is tried, for decoders that hear what came before. */
const RUN_UP = 5;
const FURTHER = 20;
/** Seconds that must be the same. */
const COMPARED = 0.5;
/** Containers and codecs in which a seek comes to the sample: not those that are sought in by guessing. */
const EXACT_FORMAT = /\b(?:mov|mp4)\b|^(?:wav|w64|flac)$/;
const EXACT_CODEC = /^(?:aac|alac|flac|pcm_.*)$/;

/** Whether a seek is safe, by where it would go. */
const answers = new ProgramAnswers<Map<string, boolean>>();

/**
 * The same cut, with the place in the file where a decoder may begin instead of at its start, if that gives
 * the same samples whether it begins there or further back.
 * @throws HeygemError cancelled
 */
export async function soughtCut(
  tools: FfmpegTools,
  path: string,
  { info, cut, signal }: Sought,
): Promise<SoundCut> {
  if (cut.skip <= NEAR_START || cut.length === 0) return cut;
  const probe = await probeRaw(tools, path, signal);
  const exact = EXACT_FORMAT.test(probe.formatName) && EXACT_CODEC.test(info.stream.codec);
  if (!exact) return cut;
  const place = info.stream.startOffset + timelineStart(probe) - probe.start + cut.skip;
  const at = (runUp: number): SoundCut => ({ ...cut, seek: { from: place - runUp, runUp } });
  const known = await answers.of(tools.ffmpeg, path, () =>
    Promise.resolve(new Map<string, boolean>()),
  );
  const name = `${info.track} ${place}`;
  const safe = known.get(name) ?? (await isSafe(tools, path, { info, signal, at }));
  known.set(name, safe);
  return safe ? at(RUN_UP) : cut;
}

interface Sought {
  readonly info: AudioInfo;
  readonly cut: SoundCut;
  readonly signal: AbortSignal;
}

interface Trial extends Pick<Sought, 'info' | 'signal'> {
  readonly at: (runUp: number) => SoundCut;
}

async function isSafe(
  tools: FfmpegTools,
  path: string,
  { info, signal, at }: Trial,
): Promise<boolean> {
  const heard = async (runUp: number): Promise<string> => {
    const cut = at(runUp);
    const args = [
      ...['-hide_banner', '-nostdin', '-loglevel', 'error', ...seekOf(cut)],
      ...[...inputArguments(path), '-map', `0:a:${info.track}`, '-af'],
      soughtFilters({ ...cut, length: Math.min(cut.length, COMPARED) }).join(','),
      ...['-c:a', 'pcm_f32le', '-f', 'f32le', 'pipe:1'],
    ];
    const sound = await runTool(tools.ffmpeg, args, { signal, subject: path });
    return sound.length === 0 ? '' : createHash('sha256').update(sound).digest('hex');
  };
  try {
    const near = await heard(RUN_UP);
    return near !== '' && near === (await heard(FURTHER));
  } catch (error) {
    // A seek that goes wrong is one that is not safe.
    if (signal.aborted || !(error instanceof ToolFailure)) throw error;
    return false;
  }
}

/** ffmpeg's options before the input. */
export function seekOf({ seek }: SoundCut): string[] {
  return seek ? ['-ss', seek.from.toFixed(6)] : [];
}
