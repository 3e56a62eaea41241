import type {
  FaceBox,
  FacesRequest,
  InspectRequest,
  Inspection,
  PreviewRequest,
} from '../core/inspection.js';
import { PeakMeter, SilenceMeter } from '../core/measure/waveform.js';
import { DEFAULT_SETTINGS } from '../core/settings.js';
import { ratio } from '../core/videoInfo.js';
import { replaceWith } from '../files/replaceFile.js';
import type { FfmpegTools } from '../media/locate.js';
import { makePreview } from '../media/preview.js';
import { probeVideo } from '../media/probe.js';
import { makeSoundPreview } from '../media/soundPreview.js';
import { speechSamples } from '../media/speech.js';
import { grabStill } from '../media/still.js';

/** Enough for what a waveform on a shelf shows, at a fraction of the work of full quality. */
const SAMPLE_RATE = 8_000;
const PEAKS = 160;
/** Pixels of the longer side. */
const STILL_SIZE = 320;
/** Where in a video its still is taken: past a slate or a fade, seconds. */
const STILL_TIME = 1;

/** Looks for the faces of one frame; undefined where that cannot be done here. */
export type FindFaces = (
  request: FacesRequest,
  signal: AbortSignal,
) => Promise<readonly FaceBox[] | undefined>;

/** What there is to show of a source. @throws HeygemError input errors, cancelled */
export async function inspect(
  tools: FfmpegTools,
  { path, list, still }: InspectRequest,
  signal: AbortSignal,
  findFaces?: FindFaces,
): Promise<Inspection> {
  if (list === 'audios') return inspectAudio(tools, path, signal);
  const { duration, width, height, frameRate } = await probeVideo(tools, path, signal);
  const picture = { width, height, rate: ratio(frameRate) };
  if (still === undefined) return { duration, picture };
  const time = Math.min(STILL_TIME, duration / 2);
  await grabStill(tools, path, { time, longest: STILL_SIZE, output: still, signal });
  const faces = await findFaces?.({ path, time }, signal);
  return { duration, picture, ...(faces && { faces }) };
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

/** Writes a playable copy that appears whole or not at all. @throws as `makePreview` and `makeSoundPreview` */
export async function writePreview(
  tools: FfmpegTools,
  { path, output, from, seconds, sound, background = false }: PreviewRequest,
  signal: AbortSignal,
  onProgress?: (fraction: number) => void,
): Promise<void> {
  await replaceWith(output, (staged) => {
    const files = { input: path, output: staged, signal };
    if (sound) return makeSoundPreview(tools, { ...files, track: sound.track });
    const watch = { background, ...(onProgress && { onProgress }) };
    return makePreview(tools, { ...files, from, seconds, ...watch });
  });
}
