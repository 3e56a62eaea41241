import { COMMON_WORDS } from './commonWords.js';

interface WordCosts {
  /** In bits: a word that is one in 2^n of all costs n. */
  readonly costs: ReadonlyMap<string, number>;
  /** Of a character that is not listed. */
  readonly unknown: number;
  /** UTF-16 units. */
  readonly longest: number;
}

let loaded: WordCosts | undefined;

/**
 * Where words begin in a text of simplified Chinese, in order: the likeliest words that it can be made of. Own
 * words and no segmenter of the runtime's, whose dictionary is another one in Node than in Electron: the same
 * text is to sound the same in both.
 */
export function wordEdges(text: string): readonly number[] {
  const { costs, unknown, longest } = (loaded ??= load());
  /** What the text from a place on costs at the least, and how long its first word then is. */
  const best = new Float64Array(text.length + 1);
  const lengths = new Uint8Array(text.length + 1);
  for (let at = text.length - 1; at >= 0; at--) {
    best[at] = Infinity;
    for (let length = 1; length <= longest && at + length <= text.length; length++) {
      const own = costs.get(text.slice(at, at + length)) ?? (length === 1 ? unknown : Infinity);
      const cost = own + best[at + length];
      // Of two that cost the same the longer one.
      if (cost > best[at] || cost === Infinity) continue;
      best[at] = cost;
      lengths[at] = length;
    }
  }
  const edges: number[] = [];
  for (let at = 0; at < text.length; at += lengths[at]) edges.push(at);
  return edges;
}

function load(): WordCosts {
  const lines = COMMON_WORDS.split('\n');
  const costs = new Map<string, number>();
  let longest = 1;
  for (const [cost, line] of lines.entries()) {
    for (const word of line.split(' ')) {
      if (word === '') continue;
      costs.set(word, cost);
      longest = Math.max(longest, word.length);
    }
  }
  return { costs, unknown: lines.length, longest };
}
