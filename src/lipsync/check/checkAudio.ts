import type { AudioCheck, CheckRequest } from '../../core/check.js';
import { usedPart } from '../../core/usedPart.js';
import { soundCut } from '../../media/soundCut.js';
import { soughtCut } from '../../media/soundSeek.js';
import { probeAudio } from '../../media/speechTrack.js';
import { speechShortfall } from '../shortfalls.js';
import { scanAudio } from './audioScan.js';
import type { CheckDependencies } from './checkVideo.js';
import { listen } from './listen.js';

export type AudioCheckDependencies = Pick<
  CheckDependencies,
  'tools' | 'ears' | 'signal' | 'onProgress'
>;

/** Measures a whole recording; throws HeygemError where it cannot be read. */
export async function checkAudio(
  path: string,
  { settings, audioTrack, audioPart }: Omit<CheckRequest, 'video' | 'audio'>,
  { tools, ears, signal, onProgress }: AudioCheckDependencies,
): Promise<AudioCheck> {
  const sound = await probeAudio(tools, path, signal, audioTrack);
  const { stream, track, tracks, mix } = sound;
  const wish = audioPart ? { part: audioPart } : {};
  const cut = await soughtCut(tools, path, {
    info: sound,
    cut: soundCut(path, sound, wish),
    signal,
  });
  const { levels, loudness } = await scanAudio(tools, path, { sound, cut }, signal);
  const part = usedPart(path, audioPart);
  const scanned = { info: sound, seconds: part ? undefined : levels.duration, part, signal };
  const breaksOff = await speechShortfall(tools, path, scanned);
  const { speechLevel, noiseFloor } = levels;
  const { seconds, speechToPauses, ...presence } = await listen(tools, ears, path, {
    signal,
    track: audioTrack,
    wish,
    onHeard: (done, total) => onProgress?.('speech', done, total),
  });
  const spread = speechLevel === null || noiseFloor === null ? null : speechLevel - noiseFloor;
  return {
    duration: levels.duration,
    sampleRate: stream.sampleRate,
    channels: stream.channels,
    loudness,
    peak: levels.peak,
    clippedShare: levels.clippedShare,
    silenceShare: levels.silenceShare(settings.silenceThreshold),
    noiseFloor,
    speechLevel,
    signalToNoise: speechToPauses ?? spread,
    ...presence,
    listenedSeconds: seconds,
    track: track + 1,
    tracks,
    ...(mix && { mix: mix.kind }),
    ...(breaksOff && { breaksOff }),
  };
}
