import { plainLines } from '../core/strings/plainText.js';

/** Keeps two characters together and shows nothing. */
const WORD_JOINER = '\u2060';

/**
 * A text as VS Code may show it. Its notifications turn `[words](command:...)` into a link that runs
 * something, and its lists and titles turn `$(name)` into an icon; neither knows an escape. A file or
 * a project may be called so, and what it is called is all that is to be seen: the signs stay, with
 * something invisible between them.
 */
export function windowText(text: string): string {
  return plainLines(text).replace(/\](?=\()|\$(?=\()/g, (sign) => sign + WORD_JOINER);
}
