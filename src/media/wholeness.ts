import { fallsShort, type Shortfall } from '../core/shortfall.js';
import { ProgramAnswers } from './answers.js';
import { declaredSize, tellsMp3Length } from './declaredSize.js';
import type { FfmpegTools } from './locate.js';
import { packetTimes } from './packets.js';
import { isPicture, isSound, number, probeRaw, type RawProbe } from './probeData.js';

/** Seconds before the end that a file tells of, from where its packets are looked for. */
const LOOK_BACK = 3;

/** Formats that do not tell their length: ffprobe guesses it from a few packets, or reads the end. */
const GUESSED =
  /^(?:aac|ac3|eac3|amr\w*|dts|truehd|mlp|mp2|loas|h264|hevc|m4v|mpegvideo|mpeg|mpegts|ogg|obu)$/;

const answers = new ProgramAnswers<Shortfall | undefined>();

/**
 * By how much a file ends sooner than it says: a recording that crashed, a copy that broke off.
 * Undefined for one that is whole, or that does not say. Decodes nothing and looks only at the file's
 * end, unless nothing is there.
 * @throws HeygemError input errors, cancelled
 */
export async function brokenOff(
  tools: FfmpegTools,
  path: string,
  signal: AbortSignal,
): Promise<Shortfall | undefined> {
  return answers.of(tools.ffprobe, path, () => look(tools, path, signal));
}

async function look(
  tools: FfmpegTools,
  path: string,
  signal: AbortSignal,
): Promise<Shortfall | undefined> {
  const probe = await probeRaw(tools, path, signal);
  if (!(await tellsLength(path, probe))) return undefined;
  const size = await declaredSize(path).catch(() => undefined);
  const short = size === undefined ? 1 : Math.max(1, size.declared / size.actual);
  const said = saidEnd(probe);
  if (short > 1) {
    const found = said > 0 ? said : await lastEnd(tools, path, { from: 0, signal });
    if (fallsShort({ claimed: found * short, found })) return { claimed: found * short, found };
  }
  if (said <= 0) return undefined;
  const near = Math.max(0, said - LOOK_BACK);
  let found = await lastEnd(tools, path, { from: near, signal });
  if (near > 0 && fallsShort({ claimed: said, found })) {
    found = await lastEnd(tools, path, { from: 0, signal });
  }
  const shortfall = { claimed: said, found: Math.max(0, found) };
  return fallsShort(shortfall) ? shortfall : undefined;
}

/** Whether what ffprobe says of a file's length is the file's own word. */
export async function tellsLength(path: string, { formatName }: RawProbe): Promise<boolean> {
  if (formatName === 'mp3') return tellsMp3Length(path);
  return !GUESSED.test(formatName);
}

/** Where the file says that the last of its pictures and sounds ends, on its own clock. */
function saidEnd({ streams, start, duration }: RawProbe): number {
  const media = streams.filter((stream) => isPicture(stream) || isSound(stream));
  const ends = media.map((stream) => {
    const own = number(stream['duration']);
    return own > 0 ? number(stream['start_time']) + own : Number.NaN;
  });
  // A container's own word may be about something else, such as captions.
  const all = ends.every((end) => end > 0);
  return all ? ends.reduce((a, b) => Math.max(a, b), 0) : start + duration;
}

/** Where the last packet from a time on ends, on the file's own clock; 0 where there is none. */
async function lastEnd(
  tools: FfmpegTools,
  path: string,
  { from, signal }: { readonly from: number; readonly signal: AbortSignal },
): Promise<number> {
  const only = from > 0 ? ['-read_intervals', `${from.toFixed(3)}%`] : [];
  let last = 0;
  for await (const { time, length } of packetTimes(tools, path, only, signal)) {
    last = Math.max(last, time + length);
  }
  return last;
}
