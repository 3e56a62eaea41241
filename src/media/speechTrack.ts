import { HeygemError } from '../core/errors.js';
import type { AudioInfo, SoundMix } from '../core/videoInfo.js';
import { ProgramAnswers } from './answers.js';
import { startTool, throwIfAborted } from './childProcess.js';
import { floatPieces } from './floatPieces.js';
import { inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { soundOf } from './probe.js';
import {
  asRecord,
  isSound,
  number,
  probeRaw,
  refuseEncrypted,
  text,
  type RawStream,
} from './probeData.js';
import { ChannelPowers, soundMix } from './soundMix.js';
import { tellsLength } from './wholeness.js';

/** Enough to tell channels apart, at a fraction of the work of full quality. Hz. */
const MEASURING_RATE = 8_000;
/** Mean square, full scale being 1: -60 dBFS. A track of less is silent. */
const SILENT = 1e-6;
/** Tracks that are spoken over, or are not for everybody. */
const ASIDE = ['comment', 'hearing_impaired', 'visual_impaired', 'karaoke', 'lyrics'];

/** What the channels of files have in common, by track. */
const measured = new Map<number, ProgramAnswers<ChannelPowers>>();

/**
 * What the speech in a file is, be it an audio or a video file: of several tracks the one that players
 * take, unless it is silent and another is not. `duration` counts from the container's start to the
 * stream's end; it is the container's word, and an estimate for streams without one: the decoded
 * length is the truth.
 * @param wished counted from 1, the track that a person chose
 * @throws HeygemError input-missing, input-empty, input-not-media, input-no-audio, input-no-such-track,
 * input-damaged, input-protected, cancelled
 */
export async function probeAudio(
  tools: FfmpegTools,
  path: string,
  signal?: AbortSignal,
  wished?: number,
): Promise<AudioInfo> {
  const probe = await probeRaw(tools, path, signal);
  const sounds = probe.streams.filter(isSound);
  const track = await chooseTrack(tools, path, { sounds, wished, signal });
  const raw = sounds.at(track);
  if (raw === undefined) {
    if (wished === undefined || sounds.length === 0)
      throw new HeygemError('input-no-audio', { path });
    const params = { path, track: wished, count: sounds.length };
    throw new HeygemError('input-no-such-track', params);
  }
  refuseEncrypted(path, raw, probe);
  const stream = soundOf(raw, probe);
  if (stream.sampleRate < 1 || stream.channels < 1) {
    throw new HeygemError('input-damaged', { path });
  }
  const own = number(raw['duration']);
  const mix = await mixOf(tools, path, { raw, track, channels: stream.channels, signal });
  return {
    duration: stream.startOffset + stream.duration,
    stream,
    track,
    tracks: sounds.length,
    ...(own > 0 && (await tellsLength(path, probe)) ? { claimed: own } : {}),
    ...(mix === undefined ? {} : { mix }),
  };
}

interface Choice {
  readonly sounds: readonly RawStream[];
  readonly wished: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/** The place of the track among the file's sounds. */
async function chooseTrack(
  tools: FfmpegTools,
  path: string,
  { sounds, wished, signal }: Choice,
): Promise<number> {
  if (wished !== undefined) return wished - 1;
  if (sounds.length < 2) return 0;
  const rank = (sound: RawStream): number => {
    const disposition = asRecord(sound['disposition']);
    if (ASIDE.some((kind) => disposition[kind] === 1)) return 2;
    return disposition['default'] === 1 ? 0 : 1;
  };
  const [first, ...others] = [...sounds.keys()].toSorted(
    (a, b) => rank(sounds[a]) - rank(sounds[b]) || a - b,
  );
  const loudness = async (track: number): Promise<number> => {
    const channels = Number(sounds[track]['channels']);
    if (!(channels > 0)) return 0;
    return (await measure(tools, path, { track, channels, signal })).total / channels;
  };
  if ((await loudness(first)) >= SILENT) return first;
  let best = { track: first, loudness: SILENT };
  for (const track of others) {
    const found = await loudness(track);
    if (found > best.loudness) best = { track, loudness: found };
  }
  return best.track;
}

interface Measuring {
  readonly track: number;
  readonly channels: number;
  readonly signal: AbortSignal | undefined;
}

async function mixOf(
  tools: FfmpegTools,
  path: string,
  { raw, ...measuring }: Measuring & { readonly raw: RawStream },
): Promise<SoundMix | undefined> {
  if (measuring.channels < 2) return undefined;
  const powers = await measure(tools, path, measuring);
  return soundMix(powers, text(raw['channel_layout']) || undefined);
}

/** Goes through a track once, as long as the file stays as it is. A track that does not decode is silent. */
async function measure(
  tools: FfmpegTools,
  path: string,
  measuring: Measuring,
): Promise<ChannelPowers> {
  throwIfAborted(measuring.signal);
  const ofTrack = measured.get(measuring.track) ?? new ProgramAnswers<ChannelPowers>();
  measured.set(measuring.track, ofTrack);
  return ofTrack.of(tools.ffmpeg, path, () => goThrough(tools, path, measuring));
}

async function goThrough(
  tools: FfmpegTools,
  path: string,
  { track, channels, signal }: Measuring,
): Promise<ChannelPowers> {
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', ...inputArguments(path)],
    // Hum and rumble are often alike in channels that have nothing else in common.
    ...['-map', `0:a:${track}`, '-af', 'highpass=f=150', '-ar', String(MEASURING_RATE)],
    ...['-c:a', 'pcm_f32le', '-f', 'f32le', 'pipe:1'],
  ];
  const powers = new ChannelPowers(channels);
  const run = startTool(tools.ffmpeg, args, signal);
  run.stdin.end();
  try {
    for await (const piece of floatPieces(run.stdout as AsyncIterable<Buffer>)) powers.push(piece);
    await run.done;
  } finally {
    await run.stop();
  }
  throwIfAborted(signal);
  return powers;
}
