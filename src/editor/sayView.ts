import type { AudioSource } from '../core/project/project.js';
import type { SayView } from '../protocol/scriptViews.js';
import type { LibraryFacts } from './mediaLibrary.js';

/** Characters of a script that its card shows. */
const OPENING = 100;

/** What a page is shown of an audio's script; undefined: it is a recording. */
export function sayView({ say, label }: AudioSource, facts: LibraryFacts): SayView | undefined {
  if (!say) return undefined;
  const { script, voice, speed, pauses } = say;
  return {
    ...(script.kind === 'text'
      ? { opening: openingOf(script.text), length: script.text.length }
      : { opening: '', file: script.path }),
    ...(label !== undefined && { label }),
    ...(voice !== undefined && { voice }),
    ...(speed !== undefined && { speed }),
    ...(pauses && { pauses }),
    spoken: facts.kind === 'missing' ? 'not-yet' : 'current',
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
