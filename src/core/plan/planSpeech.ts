import { type Failure, HeygemError, toFailure } from '../errors.js';
import type { AudioSource, Project, VideoSource } from '../project/project.js';
import { readScript, type Script, scriptFormat, type ScriptFormat } from '../voice/script.js';
import type { Say } from '../voice/say.js';
import type { SpeakRequest } from '../voice/speaking.js';
import { isWished, SPEAKING_RULES, speechKey, speechWish } from '../voice/speechParts.js';
import { speechRecordPath, standingOf } from '../voice/speechRecord.js';
import { lackingVoice } from '../voice/usualVoice.js';
import type { PlanFacts, PlannedInput } from './plannedJob.js';
import { type PathRules, resolvePath, rulesFor } from './resolvePath.js';
import { speechRemarks, type SpeechRemarks } from './speechRemarks.js';

/** A script of the plan: what identifies how it is spoken, and what there is to do for it. */
export interface PlannedSpeech extends SpeechRemarks {
  /** Stands for the recording's content. */
  readonly key: string;
  /** What is to be spoken; absent where the recording is there. */
  readonly request?: SpeakRequest;
  /** Sentences of the script. */
  readonly sentences: number;
}

/** An audio that is spoken from a script. */
export type SpokenAudio = AudioSource & { readonly say: Say };

export type SpeechPlan =
  | { readonly kind: 'present'; readonly input: PlannedInput; readonly speech: PlannedSpeech }
  | {
      readonly kind: 'missing-input' | 'invalid';
      readonly input: PlannedInput;
      readonly failure: Failure;
    };

export function isSpoken(source: AudioSource | VideoSource): source is SpokenAudio {
  return 'say' in source;
}

/** How an audio stands that is spoken from a script. Never rejects. */
export async function planSpeech(
  audio: SpokenAudio,
  label: string,
  project: Project,
  rules: PathRules,
  facts: PlanFacts,
): Promise<SpeechPlan> {
  const unresolved: PlannedInput = { relative: audio.path, path: '', label };
  let input = unresolved;
  try {
    // That this one file may lie outside is about its script: nothing is written there.
    input = { ...unresolved, path: await resolvePath(audio.path, rules, facts.files) };
    const read = await readSaid(audio, label, rules, facts);
    const speech = await speechAt(input.path, { ...read, audio, label, project }, facts);
    return { kind: 'present', input, speech };
  } catch (error) {
    const failure = toFailure(error);
    const missing = failure.code === 'input-missing';
    return { kind: missing ? 'missing-input' : 'invalid', input, failure };
  }
}

interface ReadSaid {
  readonly text: string;
  readonly format: ScriptFormat;
  readonly script: Script;
}

async function readSaid(
  { say: { script }, ...audio }: SpokenAudio,
  label: string,
  rules: PathRules,
  { files, speech }: PlanFacts,
): Promise<ReadSaid> {
  if (script.kind === 'text') {
    const format = 'txt';
    return { text: script.text, format, script: readScript(script.text, format, label) };
  }
  const { path: relative } = script;
  const format = scriptFormat(relative);
  if (!format) throw new HeygemError('script-unreadable', { path: relative });
  const path = await resolvePath(relative, rulesFor(audio, rules), files);
  const text = await speech.scriptText(path).catch((error: unknown) => {
    // As the project names it, whatever it is on this machine.
    if (!(error instanceof HeygemError)) throw error;
    const params = { ...error.params, path: relative, name: label };
    throw new HeygemError(error.code, params, error.detail, error);
  });
  return { text, format, script: readScript(text, format, label) };
}

interface WishedSpeech extends ReadSaid {
  readonly audio: SpokenAudio;
  readonly label: string;
  readonly project: Project;
}

async function speechAt(
  path: string,
  { text, format, script, audio, label, project }: WishedSpeech,
  { files, speech, hashText }: PlanFacts,
): Promise<PlannedSpeech> {
  const wish = speechWish(script, audio.say, project.pronunciations, hashText);
  const sentences = script.sentences.length;
  const { kind } = await files.stat(path);
  const sha256 = kind === 'missing' ? undefined : await files.hash(path);
  const record = await speech.record(path);
  if (record === 'foreign') throw altered(speechRecordPath(audio.path));
  const standing = standingOf(sha256, record);
  if (standing === 'altered') throw altered(audio.path);

  const voice = await speech.voice(wish.voice);
  if (voice.kind !== 'here') {
    // Somebody else spoke it, with a voice that is not here: it is what is wished all the same.
    if (record && standing === 'spoken' && isWished(record.parts, wish)) {
      return { key: record.key, sentences, ...speechRemarks(wish.pronunciations, record) };
    }
    throw lackingVoice(wish.voice, voice);
  }
  const { version: voiceVersion } = voice;
  const key = speechKey({ ...wish, voiceVersion, rules: SPEAKING_RULES }, hashText);
  if (standing === 'spoken' && record?.key === key) {
    return { key, sentences, ...speechRemarks(wish.pronunciations, record) };
  }
  const { voice: id, speed, pauses, pronunciations } = wish;
  const how = { voice: id, speed, pauses, pronunciations };
  const request = { text, format, name: label, ...how, target: path, key };
  const remarks = speechRemarks(pronunciations, undefined);
  return {
    key,
    sentences,
    ...remarks,
    request: { ...request, ...(sha256 && { replaces: sha256 }) },
  };
}

function altered(path: string): HeygemError {
  return new HeygemError('speech-altered', { path });
}
