import type { SpokenBy } from '../core/report.js';
import { packVoice } from '../voice/kokoro/packVoice.js';
import { recordBeside } from './subtitles/saidText.js';

/** Whose voice a recording has, by the record beside it; undefined of one that was not spoken here. */
export async function spokenBy(audio: string): Promise<SpokenBy | undefined> {
  const record = await recordBeside(audio);
  if (record === undefined) return undefined;
  const { voice: id, voiceVersion: version } = record.parts;
  return { id, name: voiceName(id), version };
}

/** The voice itself need not be on this machine: its id tells. `system:Anna` -> `Anna`, `af_heart` -> `Heart`. */
export function voiceName(id: string): string {
  const own = id.slice(id.indexOf(':') + 1);
  const inFolder = id.startsWith('folder:') ? own.slice(own.lastIndexOf('/') + 1) : own;
  return packVoice(inFolder)?.name ?? inFolder;
}
