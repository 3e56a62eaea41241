import { type Finding, pointerStep } from './problems.js';

/** Items of a list, and fields of an object, that are looked at: as many as a project may have pairs. */
const MOST = 20_000;

/**
 * Cuts every list and object of a project's value that is longer than any may be, so that judging
 * each item of a hostile one cannot take minutes. What was cut is an error: nothing is made from it.
 * @param value as the parser made it; changed in place
 */
export function boundLists(value: Record<string, unknown>, path = ''): Finding[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = path + pointerStep(key);
    const tooMany: Finding = { code: 'too-many', path: at, params: { limit: MOST } };
    if (Array.isArray(inner)) {
      if (inner.length <= MOST) return [];
      inner.length = MOST;
      return [tooMany];
    }
    if (typeof inner !== 'object' || inner === null) return [];
    const fields = Object.entries(inner);
    const kept = Object.fromEntries(fields.slice(0, MOST));
    if (fields.length > MOST) value[key] = kept;
    const below = boundLists(fields.length > MOST ? kept : (inner as typeof kept), at);
    return fields.length > MOST ? [tooMany, ...below] : below;
  });
}
