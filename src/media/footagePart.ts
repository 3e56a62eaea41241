import { HeygemError } from '../core/errors.js';
import type { Part } from '../core/part.js';
import { tooShort, LEAST_PART, usedPart, type UsedPart } from '../core/usedPart.js';
import { ratio, type FootagePart, type VideoInfo } from '../core/videoInfo.js';
import { decode } from './decoder.js';
import { frameChecksum } from './frameChecksum.js';
import type { FfmpegTools } from './locate.js';
import { NOTICED, timelineStart } from './probe.js';
import { probeRaw } from './probeData.js';

/** Seconds: what lies so near the start is decoded sooner than a seek is found to be safe. */
const NEAR_START = 15;
/** Seconds before a part from where decoding it is tried; each is held against the next. */
const RUN_UPS = [2, 12, 40];
/** Frames that must be the same. */
const COMPARED = 8;
/** Containers that keep each frame's time, so that it is the same after a seek. */
const TIMED = /\b(mov|mp4|matroska|webm|mpegts)\b/;
/** Frames by which a time may miss the one that is due then. */
const GRAIN = 0.02;

/**
 * What is known of a video when only a part of its file is used: frame numbers, lengths and everything that
 * is learnt from then on are the part's. Of a single picture there are no parts.
 * @throws HeygemError part-time-invalid, part-backward, part-too-short, part-beyond-end, cancelled
 */
export async function onlyPart(
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  part: Part | undefined,
  signal: AbortSignal,
): Promise<VideoInfo> {
  const placed = await placePart(tools, path, info, part, signal);
  if (!isPart(placed) || placed.track || placed.part.from <= NEAR_START) return placed;
  const { formatName } = await probeRaw(tools, path, signal);
  const runUp = TIMED.test(formatName) ? await safeRunUp(tools, path, placed, signal) : undefined;
  return runUp === undefined ? placed : { ...placed, part: { ...placed.part, runUp } };
}

/** The same, but decoded from the file's start whenever it is decoded: for one look, or none. @throws as it */
export async function placePart(
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  part: Part | undefined,
  signal: AbortSignal,
): Promise<VideoInfo> {
  const used = usedPart(path, part);
  if (used === undefined || info.still) return info;
  const probe = await probeRaw(tools, path, signal);
  const clock = timelineStart(probe);
  const place = { ...used, clock, seekClock: clock - probe.start, fileDuration: info.duration };
  return { ...info, ...cutTo(path, info, used), part: place };
}

interface OfPart extends VideoInfo {
  readonly part: FootagePart;
}

function isPart(info: VideoInfo): info is OfPart {
  return info.part !== undefined;
}

/** Its lengths, and where its first picture is. */
function cutTo(path: string, info: VideoInfo, { from, to }: UsedPart) {
  const { pictureStart: start = 0, duration } = info;
  const rate = ratio(info.frameRate);
  const fileEnd = start + duration;
  if (from >= fileEnd) throw new HeygemError('part-beyond-end', { path, from });
  const end = to === undefined ? fileEnd : Math.min(to, fileEnd);
  if (end - from < LEAST_PART) throw tooShort(path);
  const index = (seconds: number) => Math.max(0, Math.ceil((seconds - start) * rate - GRAIN));
  const first = index(from);
  const last = to === undefined ? info.frameCount : Math.min(index(to), info.frameCount);
  const late = start + first / rate - from;
  return {
    frameCount: Math.max(1, last - first),
    duration: end - from,
    pictureStart: late >= NOTICED ? late : 0,
  };
}

/**
 * The shortest run-up of which the next one says that it comes to the same frames; undefined where none is
 * safe, and the part is decoded from the file's start.
 */
async function safeRunUp(
  tools: FfmpegTools,
  path: string,
  info: OfPart,
  signal: AbortSignal,
): Promise<number | undefined> {
  const firstFrames = async (runUp: number): Promise<string> => {
    const sums: number[] = [];
    const tried = { ...info, part: { ...info.part, runUp } };
    try {
      for await (const frame of decode(tools, path, tried, { signal, count: COMPARED }))
        sums.push(frameChecksum(frame));
    } catch (error) {
      // A seek that goes wrong is one that is not safe.
      if (signal.aborted || !(error instanceof HeygemError)) throw error;
    }
    return sums.join();
  };
  let before: { readonly runUp: number; readonly sums: string } | undefined;
  for (const runUp of RUN_UPS) {
    const found = { runUp, sums: await firstFrames(runUp) };
    if (found.sums !== '' && before?.sums === found.sums) return before.runUp;
    before = found;
  }
  return undefined;
}
