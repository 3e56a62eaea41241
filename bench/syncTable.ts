import { SCORERS, type Scorer } from './lipTrack.js';
import { ROWS, type ClipScores, type Row } from './sync.js';
import { medianScore, type SyncScore } from './syncScore.js';
import { table } from './table.js';

const COLUMNS = ['aperture r', 'width r', 'lag', '\\|lag\\|', 'best r', 'articulation'];

/** The whole result as markdown: medians a set and row, spread, and every clip's own figures. */
export function syncMarkdown(scores: readonly ClipScores[], scorer: Scorer, when: string): string {
  const sets = [...new Set(scores.map(({ set }) => set))];
  return [
    '# Lips against real lips (self-reenactment)',
    `${when}. Lips measured on the encoded result by ${SCORERS[scorer]}. Lags are frames, positive`,
    'when the result trails; articulation is the sd of the opening over the real one. Frames passed',
    'through as filmed, and the blends around them, are left out. Medians over clips:',
    '',
    ...sets.flatMap((set) => [`## ${set}`, '', medians(scores.filter((s) => s.set === set)), '']),
    '## Rows',
    '',
    ...Object.entries(ROWS).map(([row, meaning]) => `- \`${row}\`: ${meaning}`),
    '',
    '## Clips (row `ours`)',
    '',
    clipTable(scores),
    '',
  ].join('\n');
}

function medians(scores: readonly ClipScores[]): string {
  const rows = (Object.keys(ROWS) as Row[]).flatMap((row) => {
    const found = scores.flatMap(({ rows: { [row]: score } }) => (score ? [score] : []));
    const usable = found.filter(({ apertureR }) => apertureR !== null);
    if (usable.length === 0) return [];
    const { absLag, ...middle } = medianScore(usable);
    const { apertureR, widthR, lag, bestR, articulation } = middle;
    return [[row, usable.length, apertureR, widthR, lag, absLag, bestR, articulation]];
  });
  return table(['row', 'clips', ...COLUMNS], rows);
}

function clipTable(scores: readonly ClipScores[]): string {
  const rows = scores.map(({ set, clip, rows: { ours, mismatched }, passedShare, failure }) => [
    set,
    clip,
    ...figures(ours),
    mismatched?.apertureR ?? null,
    passedShare,
    failure ?? (ours?.apertureR === null ? 'too little movement to score' : ''),
  ]);
  const header = ['set', 'clip', 'frames', 'aperture r', 'width r', 'lag', 'articulation'];
  return table([...header, 'mismatched r', 'passed', 'remark'], rows);
}

function figures(score: SyncScore | undefined): (number | null)[] {
  if (score === undefined) return [null, null, null, null, null];
  return [score.frames, score.apertureR, score.widthR, score.lag, score.articulation];
}
