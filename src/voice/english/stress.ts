/**
 * Moving stress marks. After the rules of misaki's `en.py` (hexgrad, Apache-2.0) as ported in hibari-tts
 * (Maureese Williams, Apache-2.0); written anew.
 */
import { DOUBLE_SOUNDS, VOWELS } from './alphabet.js';

export const PRIMARY = 'ˈ';
export const SECONDARY = 'ˌ';

/**
 * What becomes of a word's stress; absent: nothing.
 * - `none`: all marks go.
 * - `down`: the primary becomes secondary, secondaries go.
 * - `weaken`: as `down` where there is a primary, else nothing.
 * - `ease`: as `down` where there is a primary, a secondary where there is none at all.
 * - `some`: a secondary where there is no mark at all.
 * - `strong`: the first secondary becomes primary; a primary where there is no mark at all.
 */
export type StressChange = 'none' | 'down' | 'weaken' | 'ease' | 'some' | 'strong';

export function withStress(sounds: string, change: StressChange | undefined): string {
  const hasPrimary = sounds.includes(PRIMARY);
  const hasAny = hasPrimary || sounds.includes(SECONDARY);
  switch (change) {
    case undefined:
      return sounds;
    case 'none':
      return sounds.replaceAll(PRIMARY, '').replaceAll(SECONDARY, '');
    case 'down':
      return lowered(sounds);
    case 'weaken':
      return hasPrimary ? lowered(sounds) : sounds;
    case 'ease':
      if (hasPrimary) return lowered(sounds);
      return hasAny ? sounds : markedAtVowel(sounds, SECONDARY);
    case 'some':
      return hasAny ? sounds : markedAtVowel(sounds, SECONDARY);
    case 'strong':
      if (!hasAny) return markedAtVowel(sounds, PRIMARY);
      return hasPrimary ? sounds : sounds.replaceAll(SECONDARY, PRIMARY);
  }
}

function lowered(sounds: string): string {
  return sounds.replaceAll(SECONDARY, '').replaceAll(PRIMARY, SECONDARY);
}

/** Marks stand right before the vowel. A word without a vowel bears none. */
function markedAtVowel(sounds: string, mark: string): string {
  const letters = Array.from(sounds);
  const vowel = letters.findIndex((each) => VOWELS.has(each));
  if (vowel < 0) return sounds;
  return [...letters.slice(0, vowel), mark, ...letters.slice(vowel)].join('');
}

/** How long a word's sounds are, for telling which part of a compound bears its stress. */
function weight(sounds: string): number {
  return Array.from(sounds).reduce((sum, each) => sum + (DOUBLE_SOUNDS.has(each) ? 2 : 1), 0);
}

/** One part of a compound, as it is written and as it sounds by itself. */
export interface CompoundPart {
  readonly text: string;
  readonly sounds: string;
}

/** The sounds of a compound's parts, with not more than about half of them keeping their primary stress. */
export function compoundStress(parts: readonly CompoundPart[]): string[] {
  const sounds = parts.map((part) => part.sounds);
  const heard = parts
    .map((part, index) => ({ ...part, index, hasPrimary: part.sounds.includes(PRIMARY) }))
    .filter((part) => part.sounds !== '');
  const weaken = (index: number) => (sounds[index] = withStress(sounds[index], 'weaken'));
  if (heard.length === 2 && heard[0].text.length === 1) {
    weaken(heard[1].index);
    return sounds;
  }
  const primaries = heard.filter((part) => part.hasPrimary).length;
  if (heard.length < 2 || primaries <= Math.floor((heard.length + 1) / 2)) return sounds;
  const lightest = heard.sort(
    (a, b) =>
      Number(a.hasPrimary) - Number(b.hasPrimary) ||
      weight(a.sounds) - weight(b.sounds) ||
      a.index - b.index,
  );
  for (const part of lightest.slice(0, Math.floor(heard.length / 2))) weaken(part.index);
  return sounds;
}
