import { extname } from 'node:path';
import type { LipSyncJob } from '../../core/job.js';
import { HeygemError } from '../../core/errors.js';
import { parseSubtitles } from '../../core/subtitles/parseSubtitles.js';
import type { Cue } from '../../core/subtitles/cue.js';
import type { TimedSentence } from '../../core/subtitles/spokenText.js';
import { readSpeechRecord } from '../../core/voice/readSpeechRecord.js';
import { readScript } from '../../core/voice/script.js';
import type { ScriptSentence } from '../../core/voice/sentences.js';
import { speechRecordPath, type SpeechRecord } from '../../core/voice/speechRecord.js';
import { hashFile } from '../../files/hashFile.js';
import { readScriptText } from '../../files/readScriptText.js';
import { readSmallText } from '../../files/readSmallFile.js';

/** Bytes. A record of hours of talking is some megabytes. */
const MOST_RECORD = 256 * 2 ** 20;
const MOST_TRANSCRIPT = 16 * 2 ** 20;

/** What is known of what a recording says. */
export type SaidText =
  /** It was spoken here, from a script. */
  | { readonly kind: 'spoken'; readonly sentences: readonly TimedSentence[] }
  /** Somebody gave it with its times. */
  | { readonly kind: 'timed'; readonly cues: readonly Cue[] }
  /** Somebody gave it without. */
  | { readonly kind: 'untimed'; readonly sentences: readonly ScriptSentence[] };

/**
 * The text of a job's recording; undefined where nobody knows it.
 * @param record as `recordBeside` finds it
 * @throws HeygemError input-missing, script-unreadable, script-empty, script-too-long
 */
export async function saidText(
  { transcript }: Pick<LipSyncJob, 'transcript'>,
  record: SpeechRecord | undefined,
): Promise<SaidText | undefined> {
  if (transcript !== undefined) return readTranscript(transcript);
  return record && spokenHere(record);
}

/** What a recording says by the record beside it. */
export function spokenHere(record: SpeechRecord): Extract<SaidText, { kind: 'spoken' }> {
  const sentences = record.sentences.map((sentence, at): TimedSentence => {
    const before = record.sentences.at(at - 1);
    const opens = at > 0 && before?.then === 'paragraph';
    return { ...sentence, ...(opens && { opens }) };
  });
  return { kind: 'spoken', sentences };
}

/** The record of a recording that was spoken here and is as it was then. */
export async function recordBeside(audio: string): Promise<SpeechRecord | undefined> {
  const text = await readSmallText(speechRecordPath(audio), MOST_RECORD).catch(() => undefined);
  const record = text === undefined ? undefined : readSpeechRecord(text);
  return record !== undefined && (await hashFile(audio)) === record.sha256 ? record : undefined;
}

async function readTranscript(path: string): Promise<SaidText> {
  const text = await readScriptText(path, { bytes: MOST_TRANSCRIPT, limit: MOST_TRANSCRIPT });
  const kind = extname(path).toLowerCase();
  if (kind !== '.srt' && kind !== '.vtt') {
    const format = kind === '.md' ? 'md' : 'txt';
    return { kind: 'untimed', sentences: readScript(text, format, path).sentences };
  }
  const { cues } = parseSubtitles(text);
  if (cues.length === 0) throw new HeygemError('script-empty', { name: path });
  return { kind: 'timed', cues };
}
