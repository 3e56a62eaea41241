import { ProgramAnswers } from './answers.js';
import { lastingSize, maySizesChange, readSizes, type PictureSize } from './frameSizes.js';
import { mayHideGaps, measureRate, type MeasuredRate } from './frameTimes.js';
import type { FfmpegTools } from './locate.js';
import type { RawStream } from './probeData.js';
import { number } from './probeData.js';
import { mayBeInterlaced, scanOf, type Scan } from './scan.js';
import { hasAlpha, transparencyOf, type Transparency } from './transparency.js';

/** What the file's head does not tell, or tells wrong: found by a look at its frames. */
export interface PictureFacts extends Scan, Transparency {
  readonly measured?: MeasuredRate;
  /** Stored size that is shown longest. */
  readonly size?: PictureSize;
}

export interface PictureQuestion {
  readonly path: string;
  readonly stream: RawStream;
  readonly formatName: string;
  /** Seconds, 0 where unknown. */
  readonly duration: number;
  /** Whether the head's own word on the rate is not to be relied on. */
  readonly unevenRate: boolean;
  readonly signal: AbortSignal | undefined;
}

/** By stream. */
const answers = new ProgramAnswers<Map<number, PictureFacts>>();

/**
 * Looks only where there is reason to, once as long as the file stays as it is.
 * @throws HeygemError cancelled, input-damaged
 */
export async function pictureFacts(
  tools: FfmpegTools,
  question: PictureQuestion,
): Promise<PictureFacts> {
  const byStream = await answers.of(tools.ffmpeg, question.path, () =>
    Promise.resolve(new Map<number, PictureFacts>()),
  );
  const index = number(question.stream['index']);
  const facts = byStream.get(index) ?? (await look(tools, question));
  byStream.set(index, facts);
  return facts;
}

async function look(tools: FfmpegTools, question: PictureQuestion): Promise<PictureFacts> {
  const { path, stream, formatName, duration, unevenRate, signal } = question;
  const index = number(stream['index']);
  // What a damaged file does not tell is not known; decoding it says more.
  const told = async <T>(when: boolean, ask: () => Promise<T>): Promise<T | undefined> => {
    if (!when) return undefined;
    return ask().catch((error: unknown) => {
      if (signal?.aborted === true) throw error;
      return undefined;
    });
  };
  const timed = unevenRate || mayHideGaps(formatName);
  const measured = await told(timed, () => measureRate(tools, path, index, signal));
  const changes = maySizesChange(formatName, stream);
  const sizes = await told(changes, () => readSizes(tools, path, index, signal));
  const size = sizes && lastingSize(sizes, duration);
  const scanned = mayBeInterlaced(stream);
  return {
    ...(measured && { measured }),
    ...(size && { size }),
    ...(await told(scanned, () => scanOf(tools, path, stream, duration / 2, signal))),
    ...(await told(hasAlpha(stream), () => transparencyOf(tools, path, stream, signal))),
  };
}
