import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NO_LIMIT, runTool } from './childProcess.js';
import type { FfmpegTools } from './locate.js';

export interface TextLine {
  readonly text: string;
  /** Pixels from the top at which its letters stand. */
  readonly baseline: number;
}

export interface TextRequest {
  /** Each drawn by itself, its lines centred. */
  readonly texts: readonly (readonly TextLine[])[];
  /** Absolute path of a font's file. */
  readonly font: string;
  /** All in pixels. */
  readonly size: number;
  readonly outline: number;
  readonly width: number;
  readonly height: number;
  /** A folder for files that ffmpeg reads; they stay there. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/**
 * Draws texts by ffmpeg's `drawtext`, which every build that we use has, unlike libass. Three bytes a pixel: how much
 * of it is letter, how much is outline, and nothing; a picture after the other.
 * @throws HeygemError ffmpeg-failed, cancelled
 */
export async function drawTexts(tools: FfmpegTools, request: TextRequest): Promise<Uint8Array> {
  const { texts, width, height, folder, signal } = request;
  const filters: string[] = ['format=rgb24'];
  for (const [picture, lines] of texts.entries()) {
    for (const [at, { text, baseline }] of lines.entries()) {
      const file = join(folder, `text-${picture}-${at}.txt`);
      await writeFile(file, text);
      filters.push(drawing(request, { file, picture, baseline }));
    }
  }
  const source = `color=c=black:s=${width}x${height}:r=1:d=${texts.length},${filters.join(',')}`;
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-f', 'lavfi', '-i', source],
    ...['-frames:v', String(texts.length), '-pix_fmt', 'rgb24', '-f', 'rawvideo', 'pipe:1'],
  ];
  return runTool(tools.ffmpeg, args, {
    signal,
    subject: 'subtitles',
    limitMs: NO_LIMIT,
  });
}

/** Whether a build puts right-to-left letters in their order: with FriBidi alone. */
export async function setsRightToLeft(tools: FfmpegTools): Promise<boolean> {
  const version = await runTool(tools.ffmpeg, ['-version'], { subject: 'ffmpeg' });
  return version.toString().includes('--enable-libfribidi');
}

function drawing(
  { font, size, outline }: TextRequest,
  { file, picture, baseline }: { file: string; picture: number; baseline: number },
): string {
  const options = [
    `fontfile=${inFilter(font)}`,
    `textfile=${inFilter(file)}`,
    'expansion=none',
    `fontsize=${size}`,
    // Letters are blended over their outline, so that red and green together are what is covered.
    'fontcolor=0xff0000',
    `borderw=${outline}`,
    'bordercolor=0x00ff00',
    'x=(w-text_w)/2',
    `y=${baseline}-max_glyph_a`,
    `enable=eq(n\\,${picture})`,
  ];
  return `drawtext=${options.join(':')}`;
}

/** A path as an option's value in a chain of filters, where it is read twice. */
function inFilter(path: string): string {
  const once = path.replaceAll('\\', '/').replace(/[':\\]/g, '\\$&');
  return once.replace(/[\\'[\],;]/g, '\\$&');
}
