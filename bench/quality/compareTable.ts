import { median } from '../../src/core/measure/statistics.js';
import { table } from '../table.js';
import { MEASURE_NAMES, MEASURES, shortfall, type Measure } from './measures.js';
import { pairedTest } from './pairedTest.js';
import { keyOf, type CaseResult, type QualityResults } from './results.js';
import type { Row } from './rows.js';

/** Chance of error below which a change is called one. */
const SURE = 0.05;

interface Pair {
  readonly identity: string;
  readonly before: number;
  readonly after: number;
}

/** What changed between two results, over the clips that both have. */
export function comparisonMarkdown(
  before: QualityResults,
  after: QualityResults,
  rows: readonly Row[],
): string {
  const warning =
    before.scorer === after.scorer ? [] : ['**Two scorers: these figures do not compare.**', ''];
  const sets = [...new Set(after.cases.map(({ set }) => set))];
  const sections = sets.flatMap((set) =>
    rows.flatMap((row) => section(set, row, before.cases, after.cases)),
  );
  return [
    '# Compared',
    '',
    `Before: ${engines(before)}. After: ${engines(after)}.`,
    'Medians over people of the clips that both have. The interval is a bootstrap of the median change',
    'over people (95 %), p a two-sided sign test of who came nearer to the best value.',
    '',
    ...warning,
    ...(sections.length === 0 ? ['No clip is in both.'] : sections),
  ].join('\n');
}

function engines({ runs }: QualityResults): string {
  return [...new Set(runs.map(({ engine }) => engine))].join(', ');
}

function section(
  set: string,
  row: Row,
  before: readonly CaseResult[],
  after: readonly CaseResult[],
): string[] {
  const lines = MEASURE_NAMES.flatMap((measure) => {
    const pairs = pairsOf(set, row, measure, before, after);
    return pairs.length === 0 ? [] : [line(measure, pairs)];
  });
  if (lines.length === 0) return [];
  const header = [
    'measure',
    'before',
    'after',
    'change',
    '95 %',
    'people',
    'nearer',
    'p',
    'verdict',
  ];
  return [`## ${set}, \`${row}\``, '', table(header, lines), ''];
}

/** One pair a person: medians over that person's clips that both results have. */
function pairsOf(
  set: string,
  row: Row,
  measure: Measure,
  before: readonly CaseResult[],
  after: readonly CaseResult[],
): readonly Pair[] {
  const old = new Map(before.map((item) => [keyOf(item), item.rows[row]?.[measure]]));
  const people = new Map<string, { was: number[]; is: number[] }>();
  for (const item of after) {
    const was = old.get(keyOf(item));
    const is = item.rows[row]?.[measure];
    if (item.set !== set || was === undefined || is === undefined) continue;
    const person = people.get(item.identity) ?? { was: [], is: [] };
    person.was.push(was);
    person.is.push(is);
    people.set(item.identity, person);
  }
  return [...people].map(([identity, { was, is }]) => ({
    identity,
    before: median(was) ?? NaN,
    after: median(is) ?? NaN,
  }));
}

function line(measure: Measure, pairs: readonly Pair[]): string[] {
  const { title, digits } = MEASURES[measure];
  const change = pairedTest(pairs.map(({ before, after }) => after - before));
  const gains = pairs.map(
    ({ before, after }) => shortfall(measure, before) - shortfall(measure, after),
  );
  const test = pairedTest(gains);
  const middle = (values: readonly number[]): string => median(values)?.toFixed(digits) ?? '-';
  if (change === null || test === null) return [title];
  const nearer = gains.filter((gain) => gain > 0).length;
  const verdict = test.p > SURE ? '' : test.middle > 0 ? 'better' : '**worse**';
  return [
    title,
    middle(pairs.map(({ before }) => before)),
    middle(pairs.map(({ after }) => after)),
    change.middle.toFixed(digits),
    `${change.low.toFixed(digits)} to ${change.high.toFixed(digits)}`,
    String(pairs.length),
    `${nearer}/${pairs.length}`,
    test.p.toFixed(3),
    verdict,
  ];
}
