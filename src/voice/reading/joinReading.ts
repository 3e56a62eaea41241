import { VOICE_ALPHABET } from '../../core/voice/alphabet.js';
import type { Reading, ReadStretch } from '../../core/voice/reading.js';

const OPENING = '(“';
/** Marks that only one of is said in a row. */
const LIGHT = ',:;—…';

/**
 * Joins what was read of a sentence: a space between words, none before a mark that closes, no pause before
 * anything is said, one stretch for all that is said of the same place. Empty where nothing is said.
 */
export function joinReading(stretches: readonly ReadStretch[]): Reading {
  const joined: ReadStretch[] = [];
  for (const stretch of stretches) {
    const known = { ...stretch, sounds: knownSounds(stretch.sounds) };
    if (known.sounds === '' || known.kind === 'space') continue;
    add(joined, known);
  }
  while (joined.length > 0 && isOpening(joined[joined.length - 1])) joined.pop();
  return joined.some(({ kind }) => kind === 'word') ? withSpaces(joined) : [];
}

function knownSounds(sounds: string): string {
  return Array.from(sounds)
    .filter((letter) => VOICE_ALPHABET.has(letter))
    .join('')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function add(joined: ReadStretch[], next: ReadStretch): void {
  const last = joined.at(-1);
  if (next.kind === 'pause') {
    if (last === undefined || isOpening(last)) {
      if (!isOpening(next) || last !== undefined) return;
    } else if (last.kind === 'pause' && (last.sounds === next.sounds || isLight(last, next)))
      return;
  } else if (last?.kind === 'word' && last.start === next.start && last.end === next.end) {
    joined[joined.length - 1] = { ...last, sounds: `${last.sounds} ${next.sounds}` };
    return;
  }
  joined.push(next);
}

function isOpening({ kind, sounds }: ReadStretch): boolean {
  return kind === 'pause' && OPENING.includes(sounds);
}

function isLight(last: ReadStretch, next: ReadStretch): boolean {
  return LIGHT.includes(last.sounds) && LIGHT.includes(next.sounds);
}

function withSpaces(stretches: readonly ReadStretch[]): ReadStretch[] {
  return stretches.flatMap((next, at): ReadStretch[] => {
    const last = at === 0 ? undefined : stretches[at - 1];
    if (last === undefined || !isSpaced(last, next)) return [next];
    const start = Math.min(last.end, next.start);
    return [{ kind: 'space', start, end: Math.max(start, next.start), sounds: ' ' }, next];
  });
}

function isSpaced(last: ReadStretch, next: ReadStretch): boolean {
  if (isOpening(last)) return false;
  return next.kind === 'word' || isOpening(next);
}
