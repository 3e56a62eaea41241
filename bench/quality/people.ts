import { median, quantile } from '../../src/core/measure/statistics.js';
import type { Measure } from './measures.js';
import type { CaseResult } from './results.js';
import type { Row } from './rows.js';

/** One value a person: the median of that person's clips, in the order of appearance. */
export function byPerson(
  cases: readonly CaseResult[],
  row: Row,
  measure: Measure,
): ReadonlyMap<string, number> {
  const values = new Map<string, number[]>();
  for (const { identity, rows } of cases) {
    const value = rows[row]?.[measure];
    if (value === undefined) continue;
    values.set(identity, [...(values.get(identity) ?? []), value]);
  }
  return new Map([...values].map(([identity, list]) => [identity, median(list) ?? NaN]));
}

export interface Spread {
  readonly people: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** Median over people with the 10th and 90th percentile; null when nobody has a value. */
export function spreadOver(
  cases: readonly CaseResult[],
  row: Row,
  measure: Measure,
  absolute = false,
): Spread | null {
  const values = [...byPerson(cases, row, measure).values()].map((value) =>
    absolute ? Math.abs(value) : value,
  );
  const [low, middle, high] = [0.1, 0.5, 0.9].map((q) => quantile(values, q));
  if (low === null || middle === null || high === null) return null;
  return { people: values.length, low, middle, high };
}
