/** What becomes of American sounds in British English, for words of which only the American ones are written here. */
const CHANGES: readonly (readonly [RegExp, string])[] = [
  // An r is heard before a vowel only.
  [/ɑɹ(?![ˈˌ]?[æɑɔəɛɜɪʊʌAIOWYiuᵻ])/g, 'ɑː'],
  [/ɔɹ(?![ˈˌ]?[æɑɔəɛɜɪʊʌAIOWYiuᵻ])/g, 'ɔː'],
  [/ɜɹ?/g, 'ɜː'],
  [/əɹ(?![ˈˌ]?[æɑɔəɛɜɪʊʌAIOWYiuᵻ])/g, 'ə'],
  [/ɔ(?!ː)/g, 'ɔː'],
  [/ɑ(?!ː)/g, 'ɒ'],
  [/æ/g, 'a'],
  [/O/g, 'Q'],
  [/u/g, 'uː'],
  [/i(?=.)/g, 'iː'],
  [/[ɾT]/g, 't'],
  [/ᵻ/g, 'ɪ'],
];

export function britishSounds(american: string): string {
  return CHANGES.reduce((sounds, [from, to]) => sounds.replace(from, to), american);
}
