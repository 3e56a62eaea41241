import type { AudioCheck, CheckRequest } from '../../core/check.js';
import type { FfmpegTools } from '../../media/locate.js';
import { probeAudio } from '../../media/probe.js';
import { scanAudio } from './audioScan.js';

/** Measures a whole recording; throws HeygemError where it cannot be read. */
export async function checkAudio(
  path: string,
  settings: CheckRequest['settings'],
  { tools, signal }: { readonly tools: FfmpegTools; readonly signal: AbortSignal },
): Promise<AudioCheck> {
  const { stream } = await probeAudio(tools, path, signal);
  const { levels, loudness } = await scanAudio(tools, path, stream.sampleRate, signal);
  const { speechLevel, noiseFloor } = levels;
  return {
    duration: levels.duration,
    sampleRate: stream.sampleRate,
    channels: stream.channels,
    loudness,
    peak: levels.peak,
    clippedShare: levels.clippedShare,
    silenceShare: levels.silenceShare(settings.silenceThreshold),
    noiseFloor,
    signalToNoise: speechLevel === null || noiseFloor === null ? null : speechLevel - noiseFloor,
  };
}
