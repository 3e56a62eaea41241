import type { AudioCheck, Finding } from '../../core/check.js';
import { NO_SPEECH } from '../../core/measure/speechPresence.js';
import { inTenths } from '../../core/shortfall.js';

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
const OTHER_SOUND = 0.1;
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
  yield* judgeFile(audio);
  if (audio.peak === null || audio.silenceShare >= 0.995) {
    yield { code: 'audio-all-silent', severity: 'problem', params: {} };
    return;
  }
  if (audio.speechShare < NO_SPEECH) {
    yield { code: 'audio-no-speech', severity: 'problem', params: {} };
  }
  if (audio.silenceShare > MOSTLY_SILENT) {
    const share = Math.round(audio.silenceShare * 100);
    yield { code: 'audio-mostly-silent', severity: 'warning', params: { share } };
  }
  yield* judgeLevel(audio);
  yield* judgeOtherSounds(audio);
  if (audio.sampleRate <= TELEPHONE_RATE) {
    yield { code: 'audio-telephone', severity: 'warning', params: { rate: audio.sampleRate } };
  }
  if (audio.duration - audio.listenedSeconds > 1) {
    const minutes = Math.round(audio.listenedSeconds / 60);
    yield { code: 'audio-sampled', severity: 'note', params: { minutes } };
  }
}

function* judgeOtherSounds(audio: AudioCheck): Iterable<Finding> {
  if (audio.speechShare < NO_SPEECH) return;
  if (audio.otherSoundShare >= OTHER_SOUND) {
    const share = Math.round(audio.otherSoundShare * 100);
    yield { code: 'audio-other-sound', severity: 'note', params: { share } };
  }
  if (audio.signalToNoise !== null && audio.signalToNoise < SOME_NOISE) {
    const severity = audio.signalToNoise < MUCH_NOISE ? 'warning' : 'note';
    const params = { ratio: Math.round(audio.signalToNoise) };
    yield { code: 'audio-noisy', severity, params };
  }
}

/** What was taken of the file, where a person might have meant another thing. */
function* judgeFile(audio: AudioCheck): Iterable<Finding> {
  if (audio.breaksOff) {
    const params = inTenths(audio.breaksOff);
    yield { code: 'audio-breaks-off', severity: 'warning', params };
  }
  if (audio.tracks > 1) {
    const params = { count: audio.tracks, track: audio.track };
    yield { code: 'audio-several-tracks', severity: 'note', params };
  }
  if (audio.mix === 'turned') {
    yield { code: 'audio-channels-cancel', severity: 'warning', params: {} };
  }
  if (audio.mix === 'weighed') {
    const params = { count: audio.channels };
    yield { code: 'audio-channels-unknown', severity: 'note', params };
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
