import { HeygemError } from '../../core/errors.js';
import {
  speechRecordPath,
  standingOf,
  writeSpeechRecord,
  type SpeechRecord,
} from '../../core/voice/speechRecord.js';
import { readRecordOf } from '../../engine/scriptFacts.js';
import { hashIfThere } from '../../files/hashFile.js';
import { moveFile, moveStaged } from '../../files/moveFile.js';
import { replaceFile } from '../../files/replaceFile.js';

/**
 * Puts a recording that was spoken elsewhere, and its record, in their places: in such an order that what lies there
 * is always known to be ours. Rejects with `speech-altered` where something else lies there.
 * @param replaces sha256 of the recording there that may be replaced
 */
export async function takeSpeech(
  spoken: string,
  target: string,
  replaces: string | undefined,
): Promise<void> {
  const record = await readRecordOf(spoken);
  if (record === undefined || record === 'foreign') {
    throw new HeygemError('internal', {}, `${spoken} has no record`);
  }
  const there = await hashIfThere(target);
  const known = { sha256: record.sha256, ...(replaces !== undefined && { replaces }) };
  if (standingOf(there, known) === 'altered')
    throw new HeygemError('speech-altered', { path: target });
  const place = speechRecordPath(target);
  const before: Pick<SpeechRecord, 'replaces'> =
    there === undefined || there === record.sha256 ? {} : { replaces: there };
  await replaceFile(place, writeSpeechRecord({ ...record, ...before }));
  await moveStaged(spoken, target);
  await moveFile(speechRecordPath(spoken), place);
}
