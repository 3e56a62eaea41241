import { CHECKS, type InvariantRow } from './invariants.js';
import { table } from './table.js';

/** All pairs with their checks, the failures named first. */
export function invariantsMarkdown(rows: readonly InvariantRow[], when: string): string {
  const failures = rows.flatMap(({ clip, audio, results }) =>
    CHECKS.flatMap((check) => {
      const result = results[check];
      return result === true || result === null ? [] : [[clip, audio, check, result]];
    }),
  );
  return [
    '# What must hold of every output',
    `${when}. ${rows.length} pairs; ${failures.length} failures.`,
    '',
    ...(failures.length === 0 ? [] : [table(['clip', 'audio', 'check', 'found'], failures), '']),
    table(
      ['clip', 'audio', ...CHECKS, 'frames', 'passed through', 'r', 'lag', 'sharpness'],
      rows.map((row) => [
        row.clip,
        row.audio,
        ...CHECKS.map((check) => mark(row.results[check])),
        row.report?.frames ?? null,
        row.report?.passedThrough.frames ?? null,
        row.report?.sync.apertureR ?? null,
        row.report?.sync.lagFrames ?? null,
        row.report?.sharpness ?? null,
      ]),
    ),
    '',
    "r, lag and sharpness are from the outputs' own reports: rendered lips against meant ones.",
    '"outside equal": every value outside the face\'s box equals the decoded source, compared on a',
    'lossless encode of the first seconds. A dash is a check that could not be made.',
  ].join('\n');
}

function mark(result: true | string | null): string | null {
  if (result === null) return null;
  return result === true ? 'ok' : '**no**';
}
