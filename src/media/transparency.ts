import { yuvFromRgb } from '../core/colorMatrix.js';
import type { VideoInfo } from '../core/videoInfo.js';
import { runTool } from './childProcess.js';
import { PATIENCE_MS } from './frameTimes.js';
import { inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { asRecord, number, text, type RawStream } from './probeData.js';

export type Transparency = Pick<VideoInfo, 'transparency'>;

const WITH_ALPHA = /^(yuva|gbrap|[argb0]*a[rgb]*$|rgba|bgra|argb|abgr|ya\d|ayuv|vuya|pal8)/;

/** Decoders that see the second picture in which WebM keeps transparency: ffmpeg's own do not. */
const DECODERS: Readonly<Record<string, string | undefined>> = {
  vp8: 'libvpx',
  vp9: 'libvpx-vp9',
};

/** Whether a stream has room for transparency, used or not. */
export function hasAlpha(stream: RawStream): boolean {
  if (WITH_ALPHA.test(text(stream['pix_fmt']))) return true;
  const tags = asRecord(stream['tags']);
  const told = text(tags['alpha_mode']) || text(tags['ALPHA_MODE']);
  return number(told) === 1 && text(stream['codec_name']) in DECODERS;
}

/** Frames looked at. */
const SAMPLE_FRAMES = 25;
/** An alpha of less, of 255, is seen. */
const OPAQUE = 250;

/**
 * How a stream with alpha is to be decoded, and whether it is seen to be transparent.
 * @throws HeygemError cancelled, ffmpeg-failed where this ffmpeg has no decoder that reads it
 */
export async function transparencyOf(
  tools: FfmpegTools,
  path: string,
  stream: RawStream,
  signal: AbortSignal | undefined,
): Promise<Transparency> {
  const decoder = WITH_ALPHA.test(text(stream['pix_fmt']))
    ? undefined
    : DECODERS[text(stream['codec_name'])];
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error'],
    ...(decoder === undefined ? [] : ['-c:v', decoder]),
    ...inputArguments(path),
    ...['-map', `0:${number(stream['index'])}`, '-frames:v', String(SAMPLE_FRAMES)],
    '-vf',
    'format=yuva444p,alphaextract,signalstats,metadata=mode=print:key=lavfi.signalstats.YMIN:file=-',
    ...['-f', 'null', '-'],
  ];
  const options = { signal, subject: path, limitMs: PATIENCE_MS };
  const table = (await runTool(tools.ffmpeg, args, options)).toString();
  const least = [...table.matchAll(/YMIN=(\d+)/g)].map(([, value]) => Number(value));
  if (least.length === 0) return {};
  const seen = least.some((value) => value < OPAQUE);
  return { transparency: { ...(decoder !== undefined && { decoder }), seen } };
}

/** Of the input. */
export function decoderArguments({ transparency }: Transparency): readonly string[] {
  return transparency?.decoder === undefined ? [] : ['-c:v', transparency.decoder];
}

/** Formats in which what is opaque stays as it is. */
export function alphaFormat({ pixelFormat }: Pick<VideoInfo, 'pixelFormat'>): string {
  return /^yuva?420p$/.test(pixelFormat) ? 'yuva420p' : 'yuva444p';
}

/**
 * Puts the picture, in `alphaFormat`, on a plain backdrop, which is made of the same frames so that
 * their times are the same.
 */
export function backdropFilters(
  info: Pick<VideoInfo, 'transparency' | 'color' | 'pixelFormat' | 'backdrop'>,
): readonly string[] {
  if (info.transparency === undefined) return [];
  const under = alphaFormat(info) === 'yuva420p' ? 'yuv420p' : 'yuv444p';
  const [y, u, v] = rgbOf(info.backdrop ?? '#000000');
  const codes = yuvFromRgb(y, u, v, info.color).map(Math.round);
  const plain = `lutyuv=y=${codes[0]}:u=${codes[1]}:v=${codes[2]}`;
  const over = under.slice(0, -1);
  return [
    `split[front][back];[back]format=${under},${plain}[plain];[plain][front]overlay=format=${over}`,
  ];
}

/** 0..1 each, of `#rrggbb`. */
function rgbOf(color: string): readonly [number, number, number] {
  const part = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}
