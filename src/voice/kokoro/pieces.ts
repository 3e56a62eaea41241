import { trimmed, type Token } from './tokens.js';

/** What is spoken in one run of the network. */
export interface Piece {
  readonly tokens: readonly Token[];
  /** What it ends with; `end` is the sentence's own end. */
  readonly endsAt: 'end' | 'pause' | 'word' | 'sound';
}

/**
 * Tokens of one run. The network takes 510; beyond some 400 it begins to hurry, and memory grows by about a
 * megabyte a token.
 */
export const LONGEST_PIECE = 300;

/** A piece is this share of an equal part at least, so that no word stands alone. */
const SHORTEST = 0.5;

/** Cuts what is too long for one run into pieces of about the same length: at a pause where there is one. */
export function piecesOf(tokens: readonly Token[], longest = LONGEST_PIECE): readonly Piece[] {
  const pieces: Piece[] = [];
  let rest = tokens;
  while (rest.length > longest) {
    const { at, endsAt } = bestCut(rest, longest);
    pieces.push({ tokens: trimmed(rest.slice(0, at)), endsAt });
    rest = trimmed(rest.slice(at));
  }
  return [...pieces, { tokens: rest, endsAt: 'end' }];
}

interface Cut {
  /** Tokens before it. */
  readonly at: number;
  readonly endsAt: 'pause' | 'word' | 'sound';
}

function bestCut(tokens: readonly Token[], longest: number): Cut {
  const part = tokens.length / Math.ceil(tokens.length / longest);
  const places = Array.from({ length: longest }, (_, k) => k + 1).filter(
    (at) => at >= SHORTEST * part,
  );
  for (const endsAt of ['pause', 'word'] as const) {
    const fitting = places.filter((at) => KINDS_OF_CUTS[endsAt](tokens[at - 1], tokens[at]));
    if (fitting.length > 0) return { at: nearest(fitting, part), endsAt };
  }
  return { at: Math.floor(part), endsAt: 'sound' };
}

const KINDS_OF_CUTS = {
  /** After the last mark of a pause. */
  pause: (before: Token, after: Token) => before.kind === 'pause' && after.kind !== 'pause',
  word: (before: Token, after: Token) => before.stretch !== after.stretch || after.letter === ' ',
} as const;

function nearest(places: readonly number[], wanted: number): number {
  return places.reduce((best, at) => (Math.abs(at - wanted) < Math.abs(best - wanted) ? at : best));
}
