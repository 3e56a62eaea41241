import { stat } from 'node:fs/promises';
import { HeygemError } from '../../core/errors.js';
import type { SpeakResult } from '../../core/voice/speaking.js';
import { speechKey, type SpeechParts } from '../../core/voice/speechParts.js';
import {
  SPEECH_RECORD_VERSION,
  speechRecordPath,
  standingOf,
  writeSpeechRecord,
  type SpeechRecord,
} from '../../core/voice/speechRecord.js';
import { hashIfThere } from '../../files/hashFile.js';
import { hashText } from '../../files/hashText.js';
import { replaceFile, replaceWith } from '../../files/replaceFile.js';
import type { WrittenSpeech } from './speakScript.js';

export interface SpeechPlace {
  /** Absolute: where the recording goes. */
  readonly target: string;
  /** sha256 of the recording there that may be replaced; absent: none may. */
  readonly replaces?: string;
}

/**
 * Puts a recording and its record in their places. Whenever it is broken off, what lies there is known to be ours,
 * by the record: that one says what was there before until the recording is there.
 * Rejects with `speech-altered` where something else lies there, with `output-not-writable` or `disk-full`, or as `speak` does.
 */
export async function publishSpeech(
  { target, replaces }: SpeechPlace,
  parts: SpeechParts,
  speak: (file: string) => Promise<WrittenSpeech>,
): Promise<SpeakResult> {
  const key = speechKey(parts, hashText);
  const record = speechRecordPath(target);
  let made: WrittenSpeech | undefined;
  const write = async (file: string): Promise<void> => {
    const written = await speak(file);
    made = written;
    const there = await hashIfThere(target);
    // Nobody's work is written over, whatever came there meanwhile.
    const known = { sha256: written.sha256, ...(replaces !== undefined && { replaces }) };
    if (standingOf(there, known) === 'altered')
      throw new HeygemError('speech-altered', { path: target });
    const before = there === undefined || there === written.sha256 ? {} : { replaces: there };
    await replaceFile(record, writeSpeechRecord({ ...recordOf(key, parts, written), ...before }));
  };
  try {
    await replaceWith(target, write);
    if (!made) throw new Error('nothing was spoken');
    await replaceFile(record, writeSpeechRecord(recordOf(key, parts, made)));
    const { sha256, seconds, sampleRate, loudness, spoken, sentences, overruns } = made;
    const { size: bytes } = await stat(target);
    const told = { key, sha256, bytes, seconds, sampleRate, loudness, spoken };
    return { ...told, sentences: sentences.length, ...(overruns.length > 0 && { overruns }) };
  } catch (error) {
    if (error instanceof HeygemError) throw error;
    // Of a full disk it is told so by its cause, with where that is.
    throw new HeygemError('output-not-writable', { path: target }, String(error), error);
  }
}

function recordOf(key: string, parts: SpeechParts, written: WrittenSpeech): SpeechRecord {
  const { sha256, sampleRate, seconds, loudness, sentences, overruns } = written;
  const version = SPEECH_RECORD_VERSION;
  const told = { sha256, sampleRate, seconds, loudness, sentences };
  return { version, key, parts, ...told, ...(overruns.length > 0 && { overruns }) };
}
