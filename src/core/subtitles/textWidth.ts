/** How much of a line a wide character takes, in Latin ones: 17 Chinese characters fill one of 42. */
const WIDE = 2.45;

/** Scripts that are written in squares. */
const WIDE_CHARACTER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

export function isWide(character: string): boolean {
  return WIDE_CHARACTER.test(character);
}

/** How long a text is to the eye, in Latin characters. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

/** At each place of a text (UTF-16 units) the width of what stands before it; one more than there are places. */
export function widthsUpTo(text: string): Float64Array {
  const widths = new Float64Array(text.length + 1);
  let at = 0;
  for (const character of text) {
    const after = widths[at] + widthOf(character);
    widths.fill(after, at + 1, at + character.length + 1);
    at += character.length;
  }
  return widths;
}

function widthOf(character: string): number {
  if (isWide(character)) return WIDE;
  return NO_WIDTH.test(character) ? 0 : 1;
}
