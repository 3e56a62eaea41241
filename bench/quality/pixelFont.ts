/** Glyphs of five columns by seven rows: two hexadecimal digits a row, leftmost bit 16. */
const GLYPHS: Readonly<Record<string, string>> = {
  a: '0e11111f111111',
  b: '1e11111e11111e',
  c: '0e11101010110e',
  d: '1e11111111111e',
  e: '1f10101e10101f',
  f: '1f10101e101010',
  g: '0e11101711110e',
  h: '1111111f111111',
  i: '0e04040404040e',
  j: '0702020202120c',
  k: '11121418141211',
  l: '1010101010101f',
  m: '111b1515111111',
  n: '11191513111111',
  o: '0e11111111110e',
  p: '1e11111e101010',
  q: '0e11111115120d',
  r: '1e11111e141211',
  s: '0f10100e01011e',
  t: '1f040404040404',
  u: '1111111111110e',
  v: '11111111110a04',
  w: '1111111515150a',
  x: '11110a040a1111',
  y: '11110a04040404',
  z: '1f01020408101f',
  '0': '0e11131519110e',
  '1': '040c040404040e',
  '2': '0e11010204081f',
  '3': '1f02040201110e',
  '4': '02060a121f0202',
  '5': '1f101e0101110e',
  '6': '0608101e11110e',
  '7': '1f010204080808',
  '8': '0e11110e11110e',
  '9': '0e11110f01020c',
  '.': '00000000000c0c',
  ',': '000000000c0408',
  '-': '0000001f000000',
  '(': '02040808080402',
  ')': '08040202020408',
  '|': '04040404040404',
};

export const GLYPH_HEIGHT = 7;
/** Columns from one letter to the next. */
export const ADVANCE = 6;

/** Calls `ink` for every dot of a text in dots from its upper left corner; unknown letters are blank. */
export function eachDot(text: string, ink: (x: number, y: number) => void): void {
  Array.from(text.toLowerCase()).forEach((letter, place) => {
    const glyph = GLYPHS[letter];
    if (typeof glyph !== 'string') return;
    for (let y = 0; y < GLYPH_HEIGHT; y++) {
      const bits = Number.parseInt(glyph.slice(2 * y, 2 * y + 2), 16);
      for (let x = 0; x < 5; x++) if (((bits >> (4 - x)) & 1) === 1) ink(place * ADVANCE + x, y);
    }
  });
}
