/**
 * The letters that an English reading may be written in: those of misaki's alphabet (Apache-2.0,
 * https://github.com/hexgrad/misaki) that Kokoro's vocabulary knows. One letter is one token of the model.
 */
const LETTERS = 'AIOQTWYabdefhijklmnpstuvwxzæçðøŋœɐɑɒɔəɚɛɜɡɣɪɹɾʁʃʊʌʒʔʤʣʥʦʨʧβθχᵊᵻ\u0303';
const STRESSES = 'ˈˌ';
const LENGTH = 'ː';
/** Punctuation that makes a pause or a change of tone. */
export const PAUSE_MARKS = ';:,.!?—…()';

const ALPHABET: ReadonlySet<string> = new Set(LETTERS + STRESSES + LENGTH + PAUSE_MARKS);

/** `sounds` without what the voice has no token for; single spaces between words stay. */
export function onlyKnownSounds(sounds: string): string {
  // "ɡ" is easily typed as the common letter g, and the fallback net writes an "r" of its own.
  const spelled = sounds.replaceAll('g', 'ɡ').replaceAll('ʀ', 'ɹ').replaceAll('r', 'ɹ');
  const known = Array.from(spelled).filter((each) => each === ' ' || ALPHABET.has(each));
  return known.join('').replace(/ {2,}/g, ' ').trim();
}

export const VOWELS: ReadonlySet<string> = new Set('AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ');
export const CONSONANTS: ReadonlySet<string> = new Set('bdfhjklmnpstvwzðŋɡɹɾʃʒʤʧθ');
/** Vowels after which an American t before -ed and -ing becomes a tap. */
export const TAPPING_VOWELS: ReadonlySet<string> = new Set('AIOWYiuæɑəɛɪɹʊʌ');
/** Letters that stand for two sounds. */
export const DOUBLE_SOUNDS: ReadonlySet<string> = new Set('AIOQWYʤʧ');
