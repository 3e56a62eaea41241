import { unknownSound } from './alphabet.js';
import { soundsOfSyllable } from './syllable.js';

/** One way that a project says a word. */
export type Pronunciation =
  /** Sounds in the voice's alphabet. */
  | { readonly kind: 'sounds'; readonly sounds: string }
  /** Pinyin, a syllable each, with its tone as a digit. */
  | { readonly kind: 'syllables'; readonly syllables: readonly string[] }
  /** Another spelling, read like the rest of the text. */
  | { readonly kind: 'respelling'; readonly text: string };

/** Why a pronunciation cannot be used. */
export type PronunciationProblem =
  | { readonly kind: 'word-empty' | 'word-too-long' | 'empty' | 'too-long' }
  /** Nothing in it is said. */
  | { readonly kind: 'silent' }
  /** Pinyin with a syllable that Mandarin does not have. */
  | { readonly kind: 'no-syllable'; readonly syllable: string }
  /** Pinyin of which a syllable has no tone. */
  | { readonly kind: 'no-tone'; readonly syllable: string }
  /** Sounds with a letter that no voice knows. */
  | { readonly kind: 'no-sound'; readonly letter: string };

/** UTF-16 units. */
export const LONGEST_WORD = 100;
export const LONGEST_PRONUNCIATION = 200;

const SAID = /[\p{L}\p{N}]/u;
/** Stress, length and breath say nothing by themselves. */
const MODIFIERS = /[ˈˌːʰʲ\u0303]/g;
const HAN = /\p{Script=Han}/u;
/** A tone is a digit behind the syllable or a mark above its vowel. */
const TONED = /^[a-zêü:\u0300-\u036f]+[0-5]$/i;
const LETTERS = /^[a-zêü:\u0300-\u036f]+$/i;
const MARKS = ['\u0304', '\u0301', '\u030c', '\u0300'];
const MARK = /[\u0304\u0301\u030c\u0300]/;

/** Why what a project says of a word cannot be used; undefined where it can. */
export function pronunciationProblem(
  word: string,
  written: string,
): PronunciationProblem | undefined {
  if (!SAID.test(word)) return { kind: 'word-empty' };
  if (word.length > LONGEST_WORD) return { kind: 'word-too-long' };
  if (written.trim() === '') return { kind: 'empty' };
  if (written.length > LONGEST_PRONUNCIATION) return { kind: 'too-long' };
  const sounds = soundsBetweenSlashes(written);
  if (sounds !== undefined) return soundsProblem(sounds);
  return (
    syllablesProblem(word, syllablesOf(written)) ??
    (SAID.test(written) ? undefined : { kind: 'silent' })
  );
}

/** What a project says of a word; undefined where that has a problem. */
export function readPronunciation(word: string, written: string): Pronunciation | undefined {
  if (pronunciationProblem(word, written) !== undefined) return undefined;
  const sounds = soundsBetweenSlashes(written);
  if (sounds !== undefined) return { kind: 'sounds', sounds };
  const syllables = syllablesOf(written);
  const isPinyin = syllables.every((syllable) => TONED.test(syllable));
  return isPinyin ? { kind: 'syllables', syllables } : { kind: 'respelling', text: written.trim() };
}

function soundsBetweenSlashes(written: string): string | undefined {
  const text = written.trim();
  if (text.length < 2 || !text.startsWith('/') || !text.endsWith('/')) return undefined;
  // "ɡ" is easily typed as the common letter g.
  return text.slice(1, -1).normalize('NFC').replaceAll('g', 'ɡ').replace(/\s+/g, ' ').trim();
}

function soundsProblem(sounds: string): PronunciationProblem | undefined {
  const letter = unknownSound(sounds);
  if (letter !== undefined) return { kind: 'no-sound', letter };
  return /\p{L}/u.test(sounds.replace(MODIFIERS, '')) ? undefined : { kind: 'silent' };
}

/** Whether something is meant as pinyin is told by a tone in it, or by a word of one syllable a character. */
function syllablesProblem(
  word: string,
  syllables: readonly string[],
): PronunciationProblem | undefined {
  if (!syllables.every((syllable) => TONED.test(syllable) || LETTERS.test(syllable)))
    return undefined;
  const toned = syllables.filter((syllable) => TONED.test(syllable));
  const isPinyin =
    toned.length > 0 ||
    (HAN.test(word) && syllables.every((each) => soundsOfSyllable(`${each}0`) !== undefined));
  if (!isPinyin) return undefined;
  const wrong = toned.find((syllable) => soundsOfSyllable(syllable) === undefined);
  if (wrong !== undefined) return { kind: 'no-syllable', syllable: wrong };
  const toneless = syllables.find((syllable) => !TONED.test(syllable));
  return toneless === undefined ? undefined : { kind: 'no-tone', syllable: toneless };
}

/** Parts between blanks, a tone's mark as the digit behind: `chóng qìng` as `chong2 qing4`. */
function syllablesOf(written: string): readonly string[] {
  return written
    .trim()
    .split(/[\s'’]+/)
    .map((part) => {
      const apart = part.normalize('NFD');
      const mark = MARK.exec(apart)?.[0];
      if (mark === undefined || /\d$/.test(part)) return part.normalize('NFC');
      return apart.replace(MARK, '').normalize('NFC') + String(MARKS.indexOf(mark) + 1);
    });
}
