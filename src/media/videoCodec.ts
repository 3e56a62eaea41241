import { frameBytes } from '../core/frame.js';
import type { Settings } from '../core/settings.js';
import { runTool, throwIfAborted } from './childProcess.js';
import type { FfmpegTools } from './locate.js';

/** An H.264 encoder and how it is asked for a quality. */
export interface VideoCodec {
  readonly name: string;
  /** Before the input. */
  readonly device: readonly string[];
  /** Filters after all others, to hand frames to a device. */
  readonly filters: readonly string[];
  readonly options: readonly string[];
}

type Quality = Pick<Settings, 'crf' | 'preset'>;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Threads for x264. Left to itself it takes 1.5 a core, each with frames of its own, beside a
 * renderer that needs the cores. Measured: a second thread costs 1 % more CPU and 25 MB at 720p.
 */
const SOFTWARE_THREADS = 2;
/**
 * With its lookahead running ahead in a thread of its own, x264 (164, with macroblock tree) now and
 * then encodes the same frames differently: 4 results in 5 runs. In step it gave 1 in 8, as fast.
 */
const REPEATABLE = 'sync-lookahead=0';

/** Frames that each preset of x264 looks ahead over (x264 --fullhelp); all are kept in memory. */
const LOOKAHEAD: Readonly<Record<Settings['preset'], number>> = {
  ultrafast: 0,
  superfast: 0,
  veryfast: 10,
  faster: 20,
  fast: 30,
  medium: 40,
  slow: 50,
};
/** Bytes of frames to look ahead over: what `medium` takes at 3840 x 2160, a fifth of that at 8K. */
const LOOKAHEAD_BYTES = 512 * 1024 * 1024;

export function softwareCodec({ crf, preset }: Quality, { width, height }: Size): VideoCodec {
  const quality = ['-preset', preset, '-crf', String(crf)];
  const fits = Math.max(1, Math.floor(LOOKAHEAD_BYTES / frameBytes(width, height)));
  const shorter = fits < LOOKAHEAD[preset] ? [`rc-lookahead=${fits}`] : [];
  const params = [REPEATABLE, ...shorter].join(':');
  return {
    name: 'libx264',
    device: [],
    filters: [],
    options: [...quality, '-threads', String(SOFTWARE_THREADS), '-x264-params', params],
  };
}

/** Hardware encoders in the order they are tried; quality scales are near x264's at this range. */
function hardwareCodecs({ crf }: Quality): readonly VideoCodec[] {
  const q = String(crf);
  const plain = { device: [], filters: [] };
  return [
    { name: 'h264_nvenc', ...plain, options: ['-rc', 'vbr', '-cq', q, '-b:v', '0'] },
    { name: 'h264_qsv', ...plain, options: ['-global_quality', q] },
    { name: 'h264_videotoolbox', ...plain, options: ['-q:v', String(100 - 2 * crf)] },
    { name: 'h264_amf', ...plain, options: ['-rc', 'cqp', '-qp_i', q, '-qp_p', q] },
    {
      name: 'h264_vaapi',
      device: ['-vaapi_device', '/dev/dri/renderD128'],
      filters: ['format=nv12', 'hwupload'],
      options: ['-qp', q],
    },
  ];
}

/** The encoder of a name that `chooseCodec` gave. @throws RangeError for another */
export function codecNamed(name: string, quality: Quality, size: Size): VideoCodec {
  const all = [softwareCodec(quality, size), ...hardwareCodecs(quality)];
  const found = all.find((codec) => codec.name === name);
  if (found === undefined) throw new RangeError(`no encoder is called ${name}`);
  return found;
}

const PROBE_SIZE = { width: 320, height: 256, frames: 4 };

/**
 * The encoder to use: for `auto` the first hardware one that encodes a few frames just now (being
 * compiled in says nothing of a working device), else libx264.
 */
export async function chooseCodec(
  tools: FfmpegTools,
  { info, ...settings }: Pick<Settings, 'crf' | 'preset' | 'encoder'> & { readonly info: Size },
  signal: AbortSignal,
): Promise<VideoCodec> {
  if (settings.encoder === 'auto') {
    const args = ['-hide_banner', '-encoders'];
    const compiled = (
      await runTool(tools.ffmpeg, args, { signal, subject: 'encoders' })
    ).toString();
    for (const codec of hardwareCodecs(settings)) {
      if (!compiled.includes(` ${codec.name} `)) continue;
      if (await encodes(tools, codec, signal)) return codec;
    }
  }
  return softwareCodec(settings, info);
}

async function encodes(tools: FfmpegTools, codec: VideoCodec, signal: AbortSignal) {
  const { width, height, frames } = PROBE_SIZE;
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', ...codec.device],
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size', `${width}x${height}`],
    ...['-framerate', '25', '-i', 'pipe:0'],
    ...['-vf', ['null', ...codec.filters].join(','), '-c:v', codec.name, ...codec.options],
    ...['-f', 'null', '-'],
  ];
  const input = new Uint8Array(((width * height * 3) / 2) * frames).fill(128);
  try {
    await runTool(tools.ffmpeg, args, { signal, subject: codec.name, input });
    return true;
  } catch {
    throwIfAborted(signal);
    return false;
  }
}
