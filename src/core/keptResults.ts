/** How many results before the present one of a pair are kept, unless told. */
export const DEFAULT_KEPT = 1;
/** More than anybody compares. */
export const MOST_KEPT = 20;

/** A wish for that number: a whole one within bounds, or as it was once said, yes or no. Undefined for what is none. */
export function keptResults(wish: unknown): number | undefined {
  if (typeof wish === 'boolean') return wish ? DEFAULT_KEPT : 0;
  const fits = Number.isSafeInteger(wish) && (wish as number) >= 0 && (wish as number) <= MOST_KEPT;
  return fits ? (wish as number) : undefined;
}
