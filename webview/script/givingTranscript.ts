import { decodeText } from '../../src/core/scripts/decodeText.js';
import { MOST_SCRIPT_BYTES, type ScriptFile } from '../../src/core/scripts/foundScripts.js';
import type { ScriptIntent } from '../../src/protocol/scriptViews.js';

/** The wish that a file be the text of a recording. One of the project stays where it is; of another, a copy is made. */
export function givingTranscript(
  audio: string,
  { name, bytes, path }: ScriptFile,
): Extract<ScriptIntent, { kind: 'give-transcript' }> {
  const wish = { kind: 'give-transcript', id: audio, name } as const;
  const read = bytes.length > MOST_SCRIPT_BYTES ? undefined : decodeText(bytes);
  if (!read) return wish;
  return path === undefined ? { ...wish, text: read.text } : { ...wish, path };
}
