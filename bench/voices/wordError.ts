/** How often what was heard differs from what was said. */
export interface ErrorCount {
  /** Words or characters put in, left out or taken for others: the least that makes one of the other. */
  readonly errors: number;
  /** Words or characters that were said. */
  readonly said: number;
}

/** Levenshtein's distance of what was heard from what was said, unit by unit. */
export function countErrors(said: readonly string[], heard: readonly string[]): ErrorCount {
  let above = Array.from({ length: heard.length + 1 }, (_, k) => k);
  said.forEach((unit, row) => {
    const below = [row + 1];
    heard.forEach((other, k) => {
      const changed = above[k] + (unit === other ? 0 : 1);
      below.push(Math.min(changed, above[k + 1] + 1, below[k] + 1));
    });
    above = below;
  });
  return { errors: above[heard.length], said: said.length };
}

/** English words as they compare: without case and signs. */
export function wordsOf(text: string): readonly string[] {
  const words =
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}']+/gu) ?? [];
  return words.map((word) => word.replace(/^'+|'+$/g, '')).filter((word) => word !== '');
}

/** Chinese characters, and letters and figures one by one, without signs and spaces. */
export function charactersOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]/gu) ?? [];
}

/** The error rate over many: of all their units, so that short sentences do not count for more. */
export function errorRate(counts: readonly ErrorCount[]): number {
  const errors = counts.reduce((sum, count) => sum + count.errors, 0);
  const said = counts.reduce((sum, count) => sum + count.said, 0);
  return said === 0 ? 0 : errors / said;
}
