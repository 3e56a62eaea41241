import type { RecordedRow } from './progress.js';

/** Stages long enough to have a pace. */
const PACED: readonly string[] = ['track', 'render'];
const SHORTEST_MS = 2000;

/**
 * How many times longer one third of a stage took than another, its frames being alike: what the machine
 * did meanwhile for others. Of the stages the worst.
 */
export function paceChange(rows: readonly RecordedRow[]): number {
  const changes = PACED.map((stage) => stageChange(rows.filter((row) => row[1] === stage)));
  return Math.max(1, ...changes);
}

function stageChange(rows: readonly RecordedRow[]): number {
  const [first, last] = [rows.at(0), rows.at(-1)];
  if (!first || !last || last[0] - first[0] < SHORTEST_MS) return 1;
  const at = (share: number): number => timeOf(rows, first[2] + (last[2] - first[2]) * share);
  const thirds = [at(1 / 3) - first[0], at(2 / 3) - at(1 / 3), last[0] - at(2 / 3)];
  return Math.max(...thirds) / Math.min(...thirds);
}

/** When so many were done, between two rows by even pace. */
function timeOf(rows: readonly RecordedRow[], done: number): number {
  const next = rows.findIndex((row) => row[2] >= done);
  const [after, before] = [rows[next], rows[Math.max(0, next - 1)]];
  if (after[2] === before[2]) return before[0];
  return before[0] + ((after[0] - before[0]) * (done - before[2])) / (after[2] - before[2]);
}
