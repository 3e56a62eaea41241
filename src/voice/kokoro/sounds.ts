/** One letter of misaki's alphabet stands for these sounds. */
const DIPHTHONGS: Readonly<Record<string, string | undefined>> = {
  A: 'eɪ',
  I: 'aɪ',
  O: 'oʊ',
  Q: 'əʊ',
  W: 'aʊ',
  Y: 'ɔɪ',
  T: 'ɾ',
  ᵊ: 'ə',
};
/** Letters that say more of the sound before them. */
const ADDITIONS = 'ːʰʲᵝ\u0303';
/** Stress and tones: they say how a sound is said, not which. */
const MANNERS = 'ˈˌ↓→↗↘';
const MARKS = ';:,.!?—…"()“” ';

export type LetterKind = 'sound' | 'addition' | 'manner' | 'mark';

export function letterKind(letter: string): LetterKind {
  if (ADDITIONS.includes(letter)) return 'addition';
  if (MANNERS.includes(letter)) return 'manner';
  return MARKS.includes(letter) ? 'mark' : 'sound';
}

/** The letters of IPA for one of the network's. */
export function ipaOf(letter: string): string {
  return DIPHTHONGS[letter] ?? letter;
}
