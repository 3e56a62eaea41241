/**
 * The sounds of -s, -ed and -ing after a stem. The rules are those of misaki's `en.py` (hexgrad, Apache-2.0) as
 * ported in hibari-tts (Maureese Williams, Apache-2.0); written anew.
 */
import type { Accent } from './accent.js';
import { TAPPING_VOWELS } from './alphabet.js';

const WEAK: Readonly<Record<Accent, string>> = { us: 'ᵻ', gb: 'ɪ' };

export function withS(stem: string, accent: Accent): string {
  if (/[ptkfθ]$/.test(stem)) return `${stem}s`;
  return /[szʃʒʧʤ]$/.test(stem) ? `${stem}${WEAK[accent]}z` : `${stem}z`;
}

export function withEd(stem: string, accent: Accent): string {
  if (/[pkfθʃsʧ]$/.test(stem)) return `${stem}t`;
  if (stem.endsWith('d')) return `${stem}${WEAK[accent]}d`;
  if (!stem.endsWith('t')) return `${stem}d`;
  if (accent === 'gb' || stem.length < 2) return `${stem}ɪd`;
  return isTapped(stem) ? `${stem.slice(0, -1)}ɾᵻd` : `${stem}ᵻd`;
}

/** Undefined where British English links the ending by an r that the stem does not show. */
export function withIng(stem: string, accent: Accent): string | undefined {
  if (accent === 'gb') return /[əː]$/.test(stem) ? undefined : `${stem}ɪŋ`;
  return isTapped(stem) ? `${stem.slice(0, -1)}ɾɪŋ` : `${stem}ɪŋ`;
}

/** American t between vowels. */
function isTapped(stem: string): boolean {
  return stem.endsWith('t') && TAPPING_VOWELS.has(stem.at(-2) ?? '');
}
