import { table } from '../table.js';
import { barsOf } from './bars.js';
import { MEASURE_NAMES, MEASURES, type Measure } from './measures.js';
import { spreadOver } from './people.js';
import type { CaseResult, QualityResults } from './results.js';
import { ROW_NAMES, ROWS, type Row } from './rows.js';

/** Measures a clip's own line shows. */
const IN_CLIP_LINES: readonly Measure[] = [
  ...(['apertureR', 'widthR', 'lagMs', 'articulation', 'lmd', 'met', 'closure'] as const),
  ...(['leak', 'lipJitterSpeech', 'pixelJitterSpeech', 'ssim', 'sharpness', 'seam'] as const),
];

/** The whole result as markdown: bars, medians and spread a set, and every clip's own figures. */
export function qualityMarkdown(results: QualityResults): string {
  const sets = [...new Set(results.cases.map(({ set }) => set))];
  return [
    '# Quality of rendered videos',
    '',
    `Landmarks found on the encoded result by ${results.scorer}. Cells are medians over people, each`,
    'person the median of his or her clips, with the 10th and the 90th percentile in brackets.',
    'Frames passed through as filmed, and the blends around them, are left out.',
    '',
    ...sets.flatMap((set) => setSection(set, results)),
    '## Rows',
    '',
    ...ROW_NAMES.map((row) => `- \`${row}\`: ${ROWS[row]}`),
    '',
    '## Measures',
    '',
    ...MEASURE_NAMES.map((name) => `- **${MEASURES[name].title}**: ${MEASURES[name].meaning}`),
    '',
  ].join('\n');
}

function setSection(set: string, results: QualityResults): string[] {
  const cases = results.cases.filter((item) => item.set === set);
  const compared = cases.some(({ rows }) => rows.ours?.apertureR !== undefined);
  return [
    `## ${set}`,
    '',
    `${cases.length} clips, ${new Set(cases.map(({ identity }) => identity)).size} people. Measured: ${runsOf(cases, results)}.`,
    '',
    ...(compared ? [barTable(cases), ''] : []),
    medianTable(cases),
    '',
    '### Clips (row `ours`)',
    '',
    clipTable(cases),
    '',
  ];
}

function runsOf(cases: readonly CaseResult[], { runs }: QualityResults): string {
  return runs
    .flatMap(({ when, engine }, index) => {
      const rows = ROW_NAMES.filter((row) => cases.some(({ run }) => run[row] === index));
      return rows.length === 0 ? [] : [`${rows.join(', ')} on ${when} at ${engine}`];
    })
    .join('; ');
}

function barTable(cases: readonly CaseResult[]): string {
  return table(
    ['bar', 'wanted', 'found', 'holds'],
    barsOf(cases).map(({ name, wanted, found, digits, holds }) => [
      name,
      wanted,
      found?.toFixed(digits) ?? null,
      holds === null ? null : holds ? 'yes' : '**no**',
    ]),
  );
}

/** Measures down, rows across: there are more of the former. */
function medianTable(cases: readonly CaseResult[]): string {
  const rows = ROW_NAMES.filter((row) => cases.some((item) => item.rows[row] !== undefined));
  const lines = MEASURE_NAMES.flatMap((measure) => [
    ...spreadLine(cases, rows, measure, false),
    ...(measure === 'lagMs' ? spreadLine(cases, rows, measure, true) : []),
  ]);
  const people = rows.map((row) => {
    const shown = cases.filter((item) => item.rows[row] !== undefined);
    return String(new Set(shown.map(({ identity }) => identity)).size);
  });
  return table(['median over people', ...rows], [['people measured', ...people], ...lines]);
}

function spreadLine(
  cases: readonly CaseResult[],
  rows: readonly Row[],
  measure: Measure,
  absolute: boolean,
): string[][] {
  const { title, digits } = MEASURES[measure];
  const cells = rows.map((row) => {
    const spread = spreadOver(cases, row, measure, absolute);
    if (spread === null) return '-';
    const [low, middle, high] = [spread.low, spread.middle, spread.high].map((x) =>
      x.toFixed(digits),
    );
    return `${middle} (${low} to ${high})`;
  });
  if (cells.every((cell) => cell === '-')) return [];
  return [[absolute ? `|${title}|` : title, ...cells]];
}

function clipTable(cases: readonly CaseResult[]): string {
  const used = IN_CLIP_LINES.filter((name) =>
    cases.some(({ rows }) => rows.ours?.[name] !== undefined),
  );
  const lines = cases.map(({ clip, rows: { ours, mismatched }, passed, failure }) => [
    clip,
    ...used.map((name) => ours?.[name]?.toFixed(MEASURES[name].digits) ?? null),
    mismatched?.apertureR?.toFixed(2) ?? null,
    passed.toFixed(2),
    failure ?? '',
  ]);
  const titles = used.map((name) => MEASURES[name].title);
  return table(['clip', ...titles, 'mismatched r', 'passed', 'remark'], lines);
}
