import type { CueOverrun } from '../voice/cueOverrun.js';
import { pronunciationProblem } from '../voice/pronunciation.js';
import type { Pronunciations } from '../voice/say.js';
import type { SpeechRecord } from '../voice/speechRecord.js';

/** What a person should look at in how a script is spoken. Absent: nothing. */
export interface SpeechRemarks {
  /** Of the recording that is there: subtitles whose text was too long for their time. */
  readonly overruns?: readonly CueOverrun[];
  /** Words of the script that are read as they are written, since nobody can follow how the project says them. */
  readonly unsaidWords?: readonly string[];
}

/** @param current the record of a recording that is what the script says now */
export function speechRemarks(
  pronunciations: Pronunciations,
  current: Pick<SpeechRecord, 'overruns'> | undefined,
): SpeechRemarks {
  const { overruns = [] } = current ?? {};
  const unsaidWords = Object.entries(pronunciations)
    .filter(([word, said]) => pronunciationProblem(word, said) !== undefined)
    .map(([word]) => word);
  return {
    ...(overruns.length > 0 && { overruns }),
    ...(unsaidWords.length > 0 && { unsaidWords }),
  };
}
