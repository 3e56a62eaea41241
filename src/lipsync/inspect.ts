import type { InspectRequest, Inspection, PreviewRequest } from '../core/inspection.js';
import { PeakMeter, SilenceMeter } from '../core/measure/waveform.js';
import { DEFAULT_SETTINGS } from '../core/settings.js';
import { ratio } from '../core/videoInfo.js';
import { replaceWith } from '../files/replaceFile.js';
import type { FfmpegTools } from '../media/locate.js';
import { makePreview } from '../media/preview.js';
import { probeVideo } from '../media/probe.js';
import { speechSamples } from '../media/speech.js';
import { grabStill } from '../media/still.js';

/** Enough for what a waveform on a shelf shows, at a fraction of the work of full quality. */
const SAMPLE_RATE = 8_000;
const PEAKS = 160;
/** Pixels of the longer side. */
const STILL_SIZE = 320;
/** Where in a video its still is taken: past a slate or a fade, seconds. */
const STILL_TIME = 1;

/** What there is to show of a source. @throws HeygemError input errors, cancelled */
export async function inspect(
  tools: FfmpegTools,
  { path, list, still }: InspectRequest,
  signal: AbortSignal,
): Promise<Inspection> {
  if (list === 'audios') return inspectAudio(tools, path, signal);
  const { duration, width, height, frameRate } = await probeVideo(tools, path, signal);
  if (still !== undefined) {
    const time = Math.min(STILL_TIME, duration / 2);
    await grabStill(tools, path, { time, longest: STILL_SIZE, output: still, signal });
  }
  return { duration, picture: { width, height, rate: ratio(frameRate) } };
}

async function inspectAudio(
  tools: FfmpegTools,
  path: string,
  signal: AbortSignal,
): Promise<Inspection> {
  const peaks = new PeakMeter();
  const silences = new SilenceMeter(SAMPLE_RATE, DEFAULT_SETTINGS.silenceThreshold);
  let samples = 0;
  for await (const piece of speechSamples(tools, path, { signal, sampleRate: SAMPLE_RATE })) {
    peaks.push(piece);
    silences.push(piece);
    samples += piece.length;
  }
  const duration = samples / SAMPLE_RATE;
  return { duration, waveform: peaks.peaks(PEAKS), silences: silences.end() };
}

/** Writes a playable copy that appears whole or not at all. @throws as `makePreview` */
export async function writePreview(
  tools: FfmpegTools,
  { path, output, seconds, background = false }: PreviewRequest,
  signal: AbortSignal,
  onProgress?: (fraction: number) => void,
): Promise<void> {
  const limit = seconds === undefined ? {} : { seconds };
  const watch = { signal, background, ...(onProgress && { onProgress }) };
  await replaceWith(output, (staged) =>
    makePreview(tools, { input: path, output: staged, ...watch, ...limit }),
  );
}
