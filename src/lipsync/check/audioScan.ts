import { SpeechLevelMeter, type SpeechLevels } from '../../core/measure/speechLevels.js';
import { HeygemError } from '../../core/errors.js';
import type { AudioInfo } from '../../core/videoInfo.js';
import { startTool, throwIfAborted, toolError, ToolFailure } from '../../media/childProcess.js';
import { floatPieces } from '../../media/floatPieces.js';
import { inputArguments } from '../../media/inputFile.js';
import type { FfmpegTools } from '../../media/locate.js';
import { cutFilters, type SoundCut } from '../../media/soundCut.js';
import { seekOf } from '../../media/soundSeek.js';
import { silenced } from '../../media/speech.js';

interface Scanned {
  readonly sound: AudioInfo;
  /** What of it is looked at; silence before it is not. */
  readonly cut: SoundCut;
}

export interface AudioScan {
  readonly levels: SpeechLevels;
  /** Integrated loudness, LUFS (ITU-R BS.1770 with EBU R 128 gating); null where there is none. */
  readonly loudness: number | null;
}

/** What the gate of EBU R 128 leaves of silence. */
const ABSOLUTE_GATE = -70;

/**
 * Reads a speech once, in a stream: ffmpeg measures the loudness of all channels while the samples
 * pass to our own meter, at the file's own rate (resampling would round off flat tops) and mixed to
 * mono without going over full scale. Of more channels than a layout has, the mix is measured.
 * @throws HeygemError cancelled, input-damaged, ffmpeg-failed
 */
export async function scanAudio(
  tools: FfmpegTools,
  path: string,
  { sound: { stream, track, mix }, cut }: Scanned,
  signal: AbortSignal,
): Promise<AudioScan> {
  throwIfAborted(signal);
  // The layout by a filter of its own: aresample's option for it has changed its name since.
  const plain = 'aresample=async=1:rematrix_maxval=1:osf=flt,aformat=channel_layouts=mono';
  const [before, after] =
    mix === undefined
      ? ['', plain]
      : stream.channels > 2
        ? [`${mix.filter},`, plain]
        : ['', `${mix.filter},${plain}`];
  // Holes are filled later, but a part is cut from where they are.
  const start = cut.whole ? 'asetpts=PTS-STARTPTS' : cutFilters(cut).join(',');
  const graph =
    `[0:a:${track}]${start},${before}asplit=2[meter][samples];` +
    `[meter]ebur128=framelog=verbose[measured];[samples]${after}[mono]`;
  const run = startTool(
    tools.ffmpeg,
    [
      ...['-hide_banner', '-nostats', '-nostdin', ...seekOf(cut), ...inputArguments(path)],
      ...['-filter_complex', graph, '-map', '[measured]', '-f', 'null', '-'],
      ...['-map', '[mono]', '-f', 'f32le', 'pipe:1'],
    ],
    signal,
  );
  const meter = new SpeechLevelMeter(stream.sampleRate);
  try {
    for await (const samples of floatPieces(run.stdout as AsyncIterable<Buffer>))
      meter.push(silenced(samples));
  } catch (error) {
    throwIfAborted(signal);
    throw error;
  }
  const exit = await run.done;
  throwIfAborted(signal);
  if (exit.code !== 0) throw damaged(toolError(exit, run.stderrTail(), path), path);
  return { levels: meter.measure, loudness: integratedLoudness(run.stderrTail()) };
}

/** What ffmpeg refuses of a file that ffprobe knows is the file's fault. */
function damaged(error: HeygemError, path: string): HeygemError {
  const refused = error instanceof ToolFailure && error.ending === 'refused';
  return refused ? new HeygemError('input-damaged', { path }, error.detail, error) : error;
}

/** The `I:` line of ebur128's summary, the last one in ffmpeg's log. */
export function integratedLoudness(log: string): number | null {
  const summary = log.slice(Math.max(0, log.lastIndexOf('Integrated loudness')));
  const match = /\bI:\s*(-?\d+(?:\.\d+)?) LUFS/.exec(summary);
  if (match === null) return null;
  const loudness = Number(match[1]);
  return loudness > ABSOLUTE_GATE ? loudness : null;
}
