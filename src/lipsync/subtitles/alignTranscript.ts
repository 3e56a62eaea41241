import { join } from 'node:path';
import type { LipSyncJob } from '../../core/job.js';
import { languageOf } from '../../core/subtitles/language.js';
import { isSayable } from '../../core/subtitles/sayable.js';
import type { TimedSentence } from '../../core/subtitles/spokenText.js';
import type { ScriptSentence } from '../../core/voice/sentences.js';
import { voiceFor } from '../../core/voice/usualVoice.js';
import { speechSamples } from '../../media/speech.js';
import { FEATURE_RATE } from '../../speech/featureFrames.js';
import { encodeSpeech } from '../../speech/speechEncoder.js';
import { surveySpeech, type SpeechSurvey } from '../../speech/surveySpeech.js';
import { SAMPLE_RATE } from '../../speech/whisperMel.js';
import { alignByPauses } from '../../subtitles/alignByPauses.js';
import { aboutWhen, carryTimes } from '../../subtitles/carryTimes.js';
import { TrackBuilder, type FeatureTrack } from '../../subtitles/featureTrack.js';
import { warpTracks } from '../../subtitles/warpTracks.js';
import { spokenOf } from '../hearSpeech.js';
import type { Workshop } from '../workshop.js';
import { recordBeside, spokenHere } from './saidText.js';

export interface AlignedTranscript {
  readonly sentences: readonly TimedSentence[];
  /** Whether text and recording surely belong together, and each word was found. */
  readonly sure: boolean;
}

/** What may be heard of a recording. */
interface Heard {
  readonly survey: SpeechSurvey;
  readonly track: () => Promise<FeatureTrack>;
}

/** Seconds by which pauses may mislead on either side. */
const REACH = 8;
/** Cells of the band at most: each is a byte, and some fifty products. */
const MOST_CELLS = 150_000_000;
/** Seconds that pauses are trusted to where the voices are too unlike to be laid on each other freely. */
const UNSURE_REACH = 1.5;
/** Mean distance of two people who say the same is .5 to .7; of those who say something else, .95 and more. */
const SAME_WORDS = 0.8;
/** Seconds: short ones, as they are only gone through. */
const PAUSES = { sentence: 0.3, paragraph: 0.3 };
/** Languages that voices of ours speak. */
const SPOKEN = ['eng', 'zho', 'und'];

/**
 * Finds when the sentences of a text are said in a job's recording, by the time of the output. Where a voice is here that
 * speaks the language, the text is spoken by it, and the recording is laid beside that as the speech encoder hears
 * both: words are then found to some hundredths of a second. Else the sentences are laid over the pauses.
 * @throws HeygemError as `speechSamples`, cancelled
 */
export async function alignTranscript(
  workshop: Pick<Workshop, 'tools' | 'models' | 'scratch' | 'speak'>,
  job: LipSyncJob,
  sentences: readonly ScriptSentence[],
  signal: AbortSignal,
): Promise<AlignedTranscript> {
  const heard = await listen(workshop, job, signal);
  const { levels } = heard.survey.signs;
  const texts = sentences.map(({ text }) => text);
  const byPauses = alignByPauses(texts, { levels, rate: FEATURE_RATE });
  const byWords = await alignByVoice(workshop, heard, { sentences, byPauses }, signal);
  const timed = byWords ?? { sentences: byPauses, sure: false };
  return {
    ...timed,
    sentences: timed.sentences.map(({ text, from, to, words }, at): TimedSentence => {
      const opens = at > 0 && sentences[at - 1].then === 'paragraph';
      return { text, from, to, words, ...(opens && { opens }) };
    }),
  };
}

interface Laid {
  readonly sentences: readonly ScriptSentence[];
  readonly byPauses: readonly TimedSentence[];
}

/** Undefined where no voice speaks the text, or it cannot be the recording's. */
async function alignByVoice(
  workshop: Pick<Workshop, 'tools' | 'models' | 'scratch' | 'speak'>,
  heard: Heard,
  { sentences, byPauses }: Laid,
  signal: AbortSignal,
): Promise<AlignedTranscript | undefined> {
  const text = sentences.map((each) => each.text).join('\n\n');
  if (!SPOKEN.includes(languageOf(text))) return undefined;
  // A book beside a minute's recording would be spoken for hours, for nothing.
  if (!isSayable(text, heard.survey.signs.levels.length / FEATURE_RATE)) return undefined;
  const folder = await workshop.scratch.take();
  try {
    const target = join(folder, 'own.wav');
    const own = await speakOwn(workshop, { text, target }, signal);
    // What is said in another number of sentences is no longer sentence by sentence the same.
    if (own?.length !== sentences.length) return undefined;
    const track = await (await listen(workshop, { audio: target }, signal)).track();
    const other = await heard.track();
    const pairs = own.map((sentence, at) => ({ own: sentence, heard: byPauses[at] }));
    const most = Math.floor(MOST_CELLS / Math.max(1, track.frames) / 2);
    const reach = Math.max(50, Math.min(REACH * FEATURE_RATE, most));
    const about = aboutWhen(pairs, FEATURE_RATE);
    const freely = warpTracks(track, other, { about, reach });
    const sure = freely.distance < SAME_WORDS;
    const near = Math.min(reach, UNSURE_REACH * FEATURE_RATE);
    const warp = sure ? freely : warpTracks(track, other, { about, reach: near });
    return { sentences: carryTimes(own, warp, FEATURE_RATE), sure };
  } finally {
    await workshop.scratch.giveBack(folder);
  }
}

/** The text by the usual voice of its language; undefined where that is not here, or fails. */
async function speakOwn(
  { speak }: Pick<Workshop, 'speak'>,
  { text, target }: { readonly text: string; readonly target: string },
  signal: AbortSignal,
): Promise<readonly TimedSentence[] | undefined> {
  if (speak === undefined) return undefined;
  const voice = voiceFor(text, undefined);
  const about = { format: 'txt', name: 'transcript', voice, speed: 1 } as const;
  const request = { ...about, text, target, pauses: PAUSES, pronunciations: {} };
  try {
    await speak(request, { signal, onProgress: () => undefined });
  } catch {
    signal.throwIfAborted();
    // Nobody asked for a voice: without one, pauses have to do.
    return undefined;
  }
  const record = await recordBeside(target);
  if (record === undefined) return undefined;
  const { sentences } = spokenHere(record);
  return sentences.every(({ words }) => words.length > 0) ? sentences : undefined;
}

async function listen(
  { tools, models }: Pick<Workshop, 'tools' | 'models'>,
  choice: Parameters<typeof spokenOf>[0],
  signal: AbortSignal,
): Promise<Heard> {
  const { audio, ...heardOf } = spokenOf(choice);
  const samples = () =>
    speechSamples(tools, audio, { signal, sampleRate: SAMPLE_RATE, ...heardOf });
  const survey = await surveySpeech(samples(), { signal });
  const track = async (): Promise<FeatureTrack> => {
    const builder = new TrackBuilder();
    for await (const rows of encodeSpeech(models.encoder, samples(), survey, signal)) {
      builder.add(rows.data, rows.frames, rows.width);
    }
    return builder.track(survey.signs.levels);
  };
  return { survey, track };
}
