import type { AudioCheck, Finding } from '../../core/check.js';

/** LUFS: broadcast speech is -23, web video about -16. */
const QUIET = -32;
const LOUD = -9;
/** dB between the loud and the quiet tenth of the recording; clean speech with pauses has 20-50. */
const SOME_NOISE = 18;
const MUCH_NOISE = 10;
const TELEPHONE_RATE = 11025;
/** Shares of samples in flat tops. */
const SOME_CLIPPING = 0.001;
const MUCH_CLIPPING = 0.005;
const MOSTLY_SILENT = 0.6;
const SHORT_SECONDS = 1;

/** What a user should know of a recording before it is used; never empty. */
export function judgeAudio(audio: AudioCheck): Finding[] {
  const findings = [...judge(audio)];
  if (findings.length === 0) findings.push({ code: 'audio-good', severity: 'ok', params: {} });
  return findings;
}

function* judge(audio: AudioCheck): Iterable<Finding> {
  if (audio.duration < SHORT_SECONDS) {
    const seconds = Math.round(audio.duration * 10) / 10;
    yield { code: 'audio-short', severity: 'warning', params: { seconds } };
  }
  if (audio.peak === null || audio.silenceShare >= 0.995) {
    yield { code: 'audio-all-silent', severity: 'problem', params: {} };
    return;
  }
  if (audio.silenceShare > MOSTLY_SILENT) {
    const share = Math.round(audio.silenceShare * 100);
    yield { code: 'audio-mostly-silent', severity: 'warning', params: { share } };
  }
  yield* judgeLevel(audio);
  if (audio.signalToNoise !== null && audio.signalToNoise < SOME_NOISE) {
    const severity = audio.signalToNoise < MUCH_NOISE ? 'warning' : 'note';
    const params = { ratio: Math.round(audio.signalToNoise) };
    yield { code: 'audio-noisy', severity, params };
  }
  if (audio.sampleRate <= TELEPHONE_RATE) {
    yield { code: 'audio-telephone', severity: 'warning', params: { rate: audio.sampleRate } };
  }
}

function* judgeLevel(audio: AudioCheck): Iterable<Finding> {
  if (audio.loudness !== null) {
    const params = { loudness: Math.round(audio.loudness) };
    if (audio.loudness < QUIET) yield { code: 'audio-quiet', severity: 'warning', params };
    if (audio.loudness > LOUD) yield { code: 'audio-loud', severity: 'note', params };
  }
  if (audio.clippedShare >= SOME_CLIPPING) {
    const severity = audio.clippedShare >= MUCH_CLIPPING ? 'warning' : 'note';
    const params = { share: Math.round(audio.clippedShare * 1000) / 10 };
    yield { code: 'audio-clipped', severity, params };
  }
}

/** How the two lengths fit, in seconds; nothing when they agree within a fifth of a second. */
export function judgeLengths(audio: number, video: number): Finding[] {
  if (Math.abs(audio - video) < 0.2 || video <= 0) return [];
  const tenths = (seconds: number): number => Math.round(seconds * 10) / 10;
  const params = { audio: tenths(audio), video: tenths(video) };
  if (audio < video) return [{ code: 'audio-shorter-than-video', severity: 'note', params }];
  const times = Math.ceil(audio / video);
  const severity = times > 10 ? 'warning' : 'note';
  return [{ code: 'audio-longer-than-video', severity, params: { ...params, times } }];
}
