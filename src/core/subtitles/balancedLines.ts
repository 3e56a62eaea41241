import { breakPlaces, type BreakPlace } from './breakPlaces.js';
import { textWidth } from './textWidth.js';

/**
 * A text in at most two lines of at most `most` Latin characters; undefined where it does not fit. The lines
 * are about as long as each other, the upper rather the shorter, and break at punctuation where they can.
 */
export function twoLines(
  text: string,
  most: number,
  known?: readonly BreakPlace[],
): string | undefined {
  const plain = text.trim();
  const whole = textWidth(plain);
  if (whole <= most) return plain;
  if (whole > 2 * most + 1) return undefined;
  const places = known ?? breakPlaces(text);
  let best: { readonly cost: number; readonly lines: string } | undefined;
  for (const { at, kind } of places) {
    const [upper, lower] = [text.slice(0, at).trim(), text.slice(at).trim()];
    const [a, b] = [textWidth(upper), textWidth(lower)];
    if (a > most || b > most || a === 0 || b === 0) continue;
    const cost = Math.abs(a - b) + (a > b ? 2 : 0) + BREAK_COST[kind];
    if (best === undefined || cost < best.cost) best = { cost, lines: `${upper}\n${lower}` };
  }
  return best?.lines;
}

/** In characters of imbalance that are put up with. */
const BREAK_COST: Readonly<Record<BreakPlace['kind'], number>> = {
  sentence: 0,
  clause: 6,
  word: 26,
};

/** For what has no place to break, such as an address: wherever it must, so that nothing is lost. */
export function forcedLines(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
    text,
  )) {
    if (line !== '' && textWidth(line + segment) > most) {
      lines.push(line);
      line = '';
    }
    line += segment;
  }
  return line === '' ? lines : [...lines, line];
}
