import { LONGEST_SCRIPT } from '../core/project/saySchema.js';
import type { SpeechFacts } from '../core/plan/speechFacts.js';
import { readSpeechRecord } from '../core/voice/readSpeechRecord.js';
import { speechRecordPath, type SpeechRecord } from '../core/voice/speechRecord.js';
import { isMissing } from '../files/missing.js';
import { readScriptText } from '../files/readScriptText.js';
import { readSmallFile } from '../files/readSmallFile.js';

/** A unit of UTF-16 has at most three bytes in UTF-8; a byte order mark, too. */
const MOST_SCRIPT_BYTES = 3 * (LONGEST_SCRIPT + 1);
/** Hours of words and sounds. */
const MOST_RECORD_BYTES = 64 * 2 ** 20;

/** The text of a script's file. Rejects as `readScriptText` of files. */
export function readScriptFile(path: string): Promise<string> {
  return readScriptText(path, { bytes: MOST_SCRIPT_BYTES, limit: LONGEST_SCRIPT });
}

/** The record beside a recording; `foreign` where something lies there that is none. */
export async function readRecordOf(
  recording: string,
): Promise<SpeechRecord | 'foreign' | undefined> {
  try {
    const bytes = await readSmallFile(speechRecordPath(recording), MOST_RECORD_BYTES);
    return readSpeechRecord(bytes.toString('utf8')) ?? 'foreign';
  } catch (error) {
    return isMissing(error) ? undefined : 'foreign';
  }
}

/** What plans know of scripts, and of voices by way of who has them. */
export function speechFacts(voice: SpeechFacts['voice']): SpeechFacts {
  return { scriptText: readScriptFile, record: readRecordOf, voice };
}
