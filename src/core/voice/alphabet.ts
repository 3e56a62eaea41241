/**
 * The letters that a voice of the pack can be given: Kokoro's table of tokens (Apache-2.0), one code point a
 * token. What stands in no reading is left out of no list: a project may write any of them between slashes.
 */
const PAUSES = ';:,.!?—…"()“”';
const SOUNDS =
  'AIOQSTWYabcdefhijklmnopqrstuvwxyz' +
  '\u0303ʣʥʦʨᵝꭧᵊɑɐɒæβɔɕçɖðʤəɚɛɜɟɡɥɨɪʝɯɰŋɳɲɴøɸθœɹɾɻʁɽʂʃʈʧʊʋʌɣɤχʎʒʔˈˌːʰʲ↓→↗↘ᵻ';

export const VOICE_ALPHABET: ReadonlySet<string> = new Set(Array.from(`${PAUSES} ${SOUNDS}`));

/** The first letter that no voice has a sound for; undefined where all are known. */
export function unknownSound(sounds: string): string | undefined {
  return Array.from(sounds).find((letter) => !VOICE_ALPHABET.has(letter));
}
