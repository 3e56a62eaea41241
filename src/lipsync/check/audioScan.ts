import { SpeechLevelMeter, type SpeechLevels } from '../../core/measure/speechLevels.js';
import { startTool, throwIfAborted, toolError } from '../../media/childProcess.js';
import { floatPieces } from '../../media/floatPieces.js';
import { inputArguments } from '../../media/inputFile.js';
import type { FfmpegTools } from '../../media/locate.js';

export interface AudioScan {
  readonly levels: SpeechLevels;
  /** Integrated loudness, LUFS (ITU-R BS.1770 with EBU R 128 gating); null where there is none. */
  readonly loudness: number | null;
}

/** What the gate of EBU R 128 leaves of silence. */
const ABSOLUTE_GATE = -70;

/**
 * Reads the first audio stream once, in a stream: ffmpeg measures the loudness of all channels while
 * the samples pass to our own meter, at the file's own rate (resampling would round off flat tops)
 * and mixed to mono without going over full scale.
 * @throws HeygemError cancelled, ffmpeg-failed
 */
export async function scanAudio(
  tools: FfmpegTools,
  path: string,
  sampleRate: number,
  signal: AbortSignal,
): Promise<AudioScan> {
  throwIfAborted(signal);
  const graph =
    '[0:a:0]asplit=2[meter][samples];[meter]ebur128=framelog=verbose[measured];' +
    // The layout by a filter of its own: aresample's option for it has changed its name since.
    '[samples]aresample=rematrix_maxval=1:osf=flt,aformat=channel_layouts=mono[mono]';
  const run = startTool(
    tools.ffmpeg,
    [
      ...['-hide_banner', '-nostats', '-nostdin', ...inputArguments(path)],
      ...['-filter_complex', graph, '-map', '[measured]', '-f', 'null', '-'],
      ...['-map', '[mono]', '-f', 'f32le', 'pipe:1'],
    ],
    signal,
  );
  const meter = new SpeechLevelMeter(sampleRate);
  try {
    for await (const samples of floatPieces(run.stdout as AsyncIterable<Buffer>))
      meter.push(samples);
  } catch (error) {
    throwIfAborted(signal);
    throw error;
  }
  const exit = await run.done;
  throwIfAborted(signal);
  if (exit.code !== 0) throw toolError(exit, run.stderrTail(), path);
  return { levels: meter.measure, loudness: integratedLoudness(run.stderrTail()) };
}

/** The `I:` line of ebur128's summary, the last one in ffmpeg's log. */
export function integratedLoudness(log: string): number | null {
  const summary = log.slice(Math.max(0, log.lastIndexOf('Integrated loudness')));
  const match = /\bI:\s*(-?\d+(?:\.\d+)?) LUFS/.exec(summary);
  if (match === null) return null;
  const loudness = Number(match[1]);
  return loudness > ABSOLUTE_GATE ? loudness : null;
}
