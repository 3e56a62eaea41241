import { LONGEST_SCRIPT } from '../core/project/saySchema.js';
import { HeygemError } from '../core/errors.js';
import type { SpeechFacts } from '../core/plan/speechFacts.js';
import { readSpeechRecord } from '../core/voice/readSpeechRecord.js';
import { scriptText } from '../core/voice/scriptBytes.js';
import { speechRecordPath, type SpeechRecord } from '../core/voice/speechRecord.js';
import { isMissing } from '../files/missing.js';
import { readSmallFile, UnfitFile } from '../files/readSmallFile.js';

/** A unit of UTF-16 has at most three bytes in UTF-8; a byte order mark, too. */
const MOST_SCRIPT_BYTES = 3 * (LONGEST_SCRIPT + 1);
/** Hours of words and sounds. */
const MOST_RECORD_BYTES = 64 * 2 ** 20;

/**
 * The text of a script's file. Rejects with `input-missing`, with `script-unreadable` where it is no text in UTF-8,
 * with `script-too-long`.
 */
export async function readScriptText(path: string): Promise<string> {
  const text = scriptText(await scriptBytes(path));
  if (text !== undefined) return text;
  throw new HeygemError('script-unreadable', { path });
}

async function scriptBytes(path: string): Promise<Buffer> {
  try {
    return await readSmallFile(path, MOST_SCRIPT_BYTES);
  } catch (error) {
    if (isMissing(error)) throw new HeygemError('input-missing', { path }, String(error), error);
    if (error instanceof UnfitFile && error.reason === 'too-large') {
      throw new HeygemError('script-too-long', { name: path, limit: LONGEST_SCRIPT });
    }
    throw new HeygemError('script-unreadable', { path }, String(error), error);
  }
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
  return { scriptText: readScriptText, record: readRecordOf, voice };
}
