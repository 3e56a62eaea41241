/**
 * A sentence as programs are given it: one line, as several take each line for a text of its own; without control
 * characters, by which espeak is told to change its voice, and without `[[`, which begins commands for
 * `say` and sounds for espeak. Halves of characters become the sign for that. Else it is as it was written.
 */
export function cleanText(sentence: string): string {
  return sentence
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\[(?=\[)/g, '[ ')
    .trim();
}

/** Whether anything in it is surely said; of the rest a program may make no sound at all, and be right. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Whether it is nothing but signs between words: a program need not be asked. */
export function isSilent(text: string): boolean {
  return !/[\p{L}\p{N}\p{S}%‰&@#§]/u.test(text);
}
