import type { ScriptFile } from '../../../src/core/scripts/foundScripts.js';
import type { Voice } from '../../../src/core/voice/voice.js';
import type { SourceView } from '../../../src/protocol/editorView.js';
import type { SayView } from '../../../src/protocol/scriptViews.js';
import { audioSource } from './sampleViews.js';

export const VOICES: readonly Voice[] = [
  { id: 'af_heart', kind: 'pack', name: 'Heart', language: 'en-US', gender: 'female' },
  { id: 'am_adam', kind: 'pack', name: 'Adam', language: 'en-US', gender: 'male' },
  { id: 'bf_emma', kind: 'pack', name: 'Emma', language: 'en-GB', gender: 'female' },
  { id: 'zf_xiaoxiao', kind: 'pack', name: '晓晓', language: 'zh-CN', gender: 'female' },
  { id: 'system:Anna', kind: 'system', name: 'Anna', language: 'de-DE' },
  { id: 'command:mine', kind: 'command', name: 'mine', language: '' },
];

export const SPOKEN = { voice: 'af_heart', speed: 1.1, pauses: { sentence: 0.3 } };

/** An audio that is spoken from a script, and is not yet. */
export function scriptSource(
  number: number,
  name: string,
  say: Partial<SayView> = {},
  more: Partial<SourceView> = {},
): SourceView {
  return audioSource(number, name, {
    path: `speech/a${number}.wav`,
    facts: { kind: 'missing' },
    say: { opening: 'Hello, and welcome to the course.', label: name, spoken: 'not-yet', ...say },
    ...more,
  });
}

export function scriptFiles(texts: Readonly<Record<string, string>>): readonly ScriptFile[] {
  return Object.entries(texts).map(([name, text]) => ({
    name,
    bytes: new TextEncoder().encode(text),
  }));
}
