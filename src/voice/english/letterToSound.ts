import type { Accent } from './accent.js';
import { VOWELS } from './alphabet.js';
import { britishSounds } from './british.js';
import { PRIMARY } from './stress.js';

/**
 * Letters and the sounds they mostly have, tried in order at each place; the pattern sees the rest of the word.
 * Vowels are those of American English.
 */
const SPELLINGS: readonly (readonly [pattern: RegExp, sounds: string])[] = (
  [
    ["'", ''],
    ['tion', 'ʃən'],
    ['ssion', 'ʃən'],
    ['sion', 'ʒən'],
    ['cious', 'ʃəs'],
    ['tious', 'ʃəs'],
    ['ture$', 'ʧəɹ'],
    ['ought', 'ɔt'],
    ['aught', 'ɔt'],
    ['igh', 'I'],
    ['eigh', 'A'],
    ['ough', 'O'],
    ['augh', 'ɔ'],
    ['tch', 'ʧ'],
    ['sch', 'sk'],
    ['chr', 'kɹ'],
    ['ch', 'ʧ'],
    ['sh', 'ʃ'],
    ['th', 'θ'],
    ['ph', 'f'],
    ['wh', 'w'],
    ['gh', 'ɡ'],
    ['ck', 'k'],
    ['dge', 'ʤ'],
    ['ng(?![aeiouy])', 'ŋ'],
    ['n(?=[kg])', 'ŋ'],
    ['qu', 'kw'],
    ['kn', 'n'],
    ['wr', 'ɹ'],
    ['sc(?=[eiy])', 's'],
    ['c(?=[eiy])', 's'],
    ['g(?=[ei])', 'ʤ'],
    ['x', 'ks'],
    ['(?<=[bdfgkptxz])les$', 'ᵊlz'],
    ['(?<=[bdfgkptxz])led$', 'ᵊld'],
    ['le$', 'ᵊl'],
    ['or$', 'əɹ'],
    ['es$', 'z'],
    ['ed$', 'd'],
    ['e$', ''],
    ['air', 'ɛɹ'],
    ['are$', 'ɛɹ'],
    ['ear', 'ɪɹ'],
    ['eer', 'ɪɹ'],
    ['oor', 'ɔɹ'],
    ['our', 'ɔɹ'],
    ['ar', 'ɑɹ'],
    ['or', 'ɔɹ'],
    ['er', 'əɹ'],
    ['ir', 'ɜɹ'],
    ['ur', 'ɜɹ'],
    ['ai', 'A'],
    ['ay', 'A'],
    ['au', 'ɔ'],
    ['aw', 'ɔ'],
    ['ee', 'i'],
    ['ea', 'i'],
    ['ei', 'i'],
    ['ey', 'i'],
    ['eu', 'ju'],
    ['ew', 'u'],
    ['ie', 'i'],
    ['oa', 'O'],
    ['oe', 'O'],
    ['oi', 'Y'],
    ['oy', 'Y'],
    ['oo', 'u'],
    ['ou', 'W'],
    ['ow', 'W'],
    ['ue', 'u'],
    ['ui', 'u'],
    ['a(?=[bcdfgklmnpstvz]e$)', 'A'],
    ['i(?=[bcdfgklmnpstvz]e$)', 'I'],
    ['o(?=[bcdfgklmnpstvz]e$)', 'O'],
    ['u(?=[bcdfgklmnpstvz]e$)', 'u'],
    ['e(?=[bcdfgklmnpstvz]e$)', 'i'],
    ['a$', 'ə'],
    ['i$', 'i'],
    ['o$', 'O'],
    ['u$', 'u'],
    ['y$', 'i'],
    ['y(?=[aeiou])', 'j'],
    ['a', 'æ'],
    ['e', 'ɛ'],
    ['i', 'ɪ'],
    ['o', 'ɑ'],
    ['u', 'ʌ'],
    ['y', 'ɪ'],
    ['c', 'k'],
    ['g', 'ɡ'],
    ['j', 'ʤ'],
    ['q', 'k'],
    ['r', 'ɹ'],
    ['[bdfhklmnpstvwz]', '='],
  ] as const
).map(([pattern, sounds]) => [new RegExp(pattern, 'y'), sounds]);

/**
 * A guess from spelling alone, for a word that nothing else can read. It is rough: names and loans come out as
 * an English speaker might read them the first time. Empty where there is no letter of ours.
 */
export function soundsFromLetters(word: string, accent: Accent): string {
  const letters = word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[æœ]/g, 'e')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/[^a-z']/g, '')
    // Doubled consonants sound once.
    .replace(/([bcdfgjklmnpqrstvxz])\1+/g, '$1');
  let sounds = '';
  for (let at = 0; at < letters.length;) {
    const { sound, length } = matchAt(letters, at);
    sounds += sound === '=' ? letters[at] : sound;
    at += length;
  }
  return stressed(accent === 'gb' ? britishSounds(sounds) : sounds);
}

function matchAt(letters: string, at: number): { sound: string; length: number } {
  for (const [pattern, sound] of SPELLINGS) {
    pattern.lastIndex = at;
    const match = pattern.exec(letters);
    if (match !== null) return { sound, length: match[0].length };
  }
  return { sound: '', length: 1 };
}

/** English likes the first of two syllables and the third from the end of more. */
function stressed(sounds: string): string {
  const letters = Array.from(sounds);
  const vowels = letters.flatMap((letter, index) => (VOWELS.has(letter) ? [index] : []));
  const full = vowels.filter((index) => letters[index] !== 'ə');
  if (full.length === 0) return sounds;
  const wanted = vowels.length <= 2 ? vowels[0] : vowels[vowels.length - 3];
  const place = full.find((index) => index >= wanted) ?? full[full.length - 1];
  return letters.slice(0, place).join('') + PRIMARY + letters.slice(place).join('');
}
