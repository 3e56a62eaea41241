import type { Run } from '../../core/runs.js';
import { ratio, type AudioInfo, type VideoInfo } from '../../core/videoInfo.js';
import type { FfmpegTools } from '../../media/locate.js';
import { FEATURE_HOP, FEATURE_RATE } from '../../speech/featureFrames.js';
import { SAMPLE_RATE } from '../../speech/whisperMel.js';
import { listenTo, type Ears, type Listened } from '../hearSpeech.js';
import { placeInStretches } from '../soundStretches.js';
import { LESSON_SECONDS } from './seenLips.js';
import type { StudyPlan } from './studyPlan.js';

/** Seconds of sound heard on either side of a stretch: farther than an offset and the taps reach. */
const MARGIN = 0.6;

/** A video's own sound as it is heard. */
export interface OwnSound extends Listened {
  /** Place of a video's frame in it, in frames at FEATURE_RATE. */
  readonly placeOf: (frame: number) => number;
}

export interface OwnSoundRequest {
  readonly video: string;
  readonly info: VideoInfo;
  /** Absent where the whole video is studied. */
  readonly study?: StudyPlan;
  readonly signal: AbortSignal;
}

/**
 * Hears a video's sound where its picture is studied, no further than the lips are noted.
 * @throws as `listenTo`
 */
export async function hearOwnSound(
  tools: FfmpegTools,
  ears: Ears,
  { video, info, study, signal }: OwnSoundRequest,
): Promise<OwnSound> {
  const only = soundToHear(info, study);
  const seconds = (only.at(-1)?.to ?? 0) / SAMPLE_RATE;
  const wish = info.part && { wish: { part: info.part } };
  const options = { signal, seconds, only, ...onlyTrack(info), ...wish };
  const heard = await listenTo(tools, ears, video, options);
  const rate = ratio(info.frameRate);
  const start = info.pictureStart ?? 0;
  const placeOf = (frame: number): number =>
    placeInStretches(only, (start + frame / rate) * SAMPLE_RATE) / FEATURE_HOP;
  return { ...heard, placeOf };
}

/** What is known of the track without another probe: all where there is no choice. */
function onlyTrack({ audio }: VideoInfo): { readonly known?: AudioInfo } {
  const [stream] = audio;
  if (audio.length !== 1) return {};
  const duration = stream.startOffset + stream.duration;
  return { known: { duration, stream, track: 0, tracks: 1 } };
}

/** In samples, in whole feature frames so that these lie as in the recording; apart from each other. */
export function soundToHear(
  info: Pick<VideoInfo, 'frameCount' | 'frameRate' | 'pictureStart'>,
  study: StudyPlan | undefined,
): Run[] {
  const rate = ratio(info.frameRate);
  const start = info.pictureStart ?? 0;
  const watched = study
    ? [{ from: 0, to: study.extent }, ...study.glimpses]
    : [{ from: 0, to: info.frameCount }];
  const most = LESSON_SECONDS * rate;
  const heard: { from: number; to: number }[] = [];
  for (const { from, to } of watched.filter((run) => run.from < most)) {
    const begin = Math.max(0, toHop(from / rate + start - MARGIN));
    const end = toHop(Math.min(most, to) / rate + start + MARGIN);
    const last = heard.at(-1);
    if (last && begin <= last.to) last.to = end;
    else heard.push({ from: begin, to: end });
  }
  return heard;
}

function toHop(seconds: number): number {
  return Math.round(seconds * FEATURE_RATE) * FEATURE_HOP;
}
