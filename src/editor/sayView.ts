import type { PlannedSpeech } from '../core/plan/planSpeech.js';
import type { AudioSource } from '../core/project/project.js';
import type { SayView } from '../protocol/scriptViews.js';
import type { LibraryFacts } from './mediaLibrary.js';

/** Characters of a script that its card shows. */
const OPENING = 100;

/** What is known of a script besides what the project says. */
export interface SayKnowledge {
  /** As the plan has it, where a pair needs it. */
  readonly speech: PlannedSpeech | undefined;
  /** 0..1 while it is spoken by itself. */
  readonly speaking: number | undefined;
  /** What a voice is called, once that is known. */
  readonly voiceNameOf: (voice: string) => string | undefined;
}

/** What a page is shown of an audio's script; undefined: it is a recording. */
export function sayView(
  { say, label }: AudioSource,
  facts: LibraryFacts,
  { speech, speaking, voiceNameOf }: SayKnowledge,
): SayView | undefined {
  if (!say) return undefined;
  const { script, voice, speed, pauses } = say;
  const { overruns = [], unsaidWords } = speech ?? {};
  const first = overruns.at(0);
  const voiceName = voice === undefined ? undefined : voiceNameOf(voice);
  return {
    ...(script.kind === 'text'
      ? { opening: openingOf(script.text), length: script.text.length }
      : { opening: '', file: script.path }),
    ...(label !== undefined && { label }),
    ...(voice !== undefined && { voice }),
    ...(voiceName !== undefined && { voiceName }),
    ...(speed !== undefined && { speed }),
    ...(pauses && { pauses }),
    spoken: facts.kind === 'missing' ? 'not-yet' : speech?.request ? 'changed' : 'current',
    ...(speaking !== undefined && { speaking }),
    ...(first && { late: { count: overruns.length, from: first.from } }),
    ...(unsaidWords && { unsaidWords }),
  };
}

/** The first words, cut at a whole character. */
function openingOf(text: string): string {
  const start = text
    .slice(0, OPENING * 4)
    .replaceAll(/\s+/g, ' ')
    .trim();
  const letters = Array.from(start);
  return letters.length <= OPENING ? start : `${letters.slice(0, OPENING).join('')}…`;
}
