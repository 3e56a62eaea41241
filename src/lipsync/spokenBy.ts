import type { SpokenBy } from '../core/report.js';
import type { SpeechRecord } from '../core/voice/speechRecord.js';
import { packVoice } from '../voice/kokoro/packVoice.js';

/** Whose voice a recording has, by the record beside it. */
export function spokenBy({ parts }: Pick<SpeechRecord, 'parts'>): SpokenBy {
  const { voice: id, voiceVersion: version } = parts;
  return { id, name: voiceName(id), version };
}

/** The voice itself need not be on this machine: its id tells. `system:Anna` -> `Anna`, `af_heart` -> `Heart`. */
export function voiceName(id: string): string {
  const own = id.slice(id.indexOf(':') + 1);
  const inFolder = id.startsWith('folder:') ? own.slice(own.lastIndexOf('/') + 1) : own;
  return packVoice(inFolder)?.name ?? inFolder;
}
