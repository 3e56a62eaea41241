import type { LipSyncJob, SpeechChoice } from '../core/job.js';
import { NO_SPEECH } from '../core/measure/speechPresence.js';
import type { ReportWarning } from '../core/report.js';
import { usedPart } from '../core/usedPart.js';
import type { VideoInfo } from '../core/videoInfo.js';
import type { SpeechRecord } from '../core/voice/speechRecord.js';
import type { FfmpegTools } from '../media/locate.js';
import { probeAudio } from '../media/speechTrack.js';
import type { Actor } from './actor/actor.js';
import type { HeardSpeech } from './hearSpeech.js';
import { speechShortfall, videoShortfall } from './shortfalls.js';

interface Inputs {
  readonly info: VideoInfo;
  readonly actor: Pick<Actor, 'whole' | 'frames'>;
  readonly speech: Pick<HeardSpeech, 'duration' | 'speechShare'>;
  /** Of a recording that was spoken here. */
  readonly record?: Pick<SpeechRecord, 'overruns'>;
  readonly signal: AbortSignal;
}

/** What a person should know of an output's inputs. @throws HeygemError input errors, cancelled */
export async function inputWarnings(
  tools: FfmpegTools,
  {
    video,
    audio,
    audioTrack,
    audioPart,
    speechOffset = 0,
  }: SpeechChoice & Pick<LipSyncJob, 'video'>,
  { info, actor, speech, record, signal }: Inputs,
): Promise<ReportWarning[]> {
  const found: ReportWarning[] = [];
  const frames = actor.whole ? actor.frames : undefined;
  if (await videoShortfall(tools, video, { info, frames, signal })) found.push('video-breaks-off');
  const sound = await probeAudio(tools, audio, signal, audioTrack);
  // Of a part it is only known whether it was all there.
  const seconds = audioPart ? undefined : speech.duration - speechOffset - sound.stream.startOffset;
  const heard = { info: sound, seconds, part: usedPart(audio, audioPart), signal };
  if (await speechShortfall(tools, audio, heard)) {
    found.push('speech-breaks-off');
  }
  if (record?.overruns !== undefined) found.push('script-late');
  if (speech.speechShare < NO_SPEECH) found.push('no-speech-heard');
  if (sound.mix?.kind === 'turned') found.push('speech-channels-cancel');
  if (sound.tracks > 1 && audioTrack === undefined) found.push('speech-one-of-several-tracks');
  return found;
}
