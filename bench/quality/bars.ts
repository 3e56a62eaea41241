import { quantile } from '../../src/core/measure/statistics.js';
import { byPerson, spreadOver } from './people.js';
import type { Measure } from './measures.js';
import type { CaseResult } from './results.js';
import type { Row } from './rows.js';

/** What a set has to reach, and where it stands. `holds` is null where it could not be measured. */
export interface Bar {
  readonly name: string;
  readonly wanted: string;
  readonly found: number | null;
  readonly digits: number;
  readonly holds: boolean | null;
}

const LAG_MS = 45;
/** Clips whose own sound is further off say nothing of our lag. */
const SMALL_OFFSET_MS = 40;

/** The bars of self-reenactment, medians over people. */
export function barsOf(cases: readonly CaseResult[]): readonly Bar[] {
  const middle = (measure: Measure): number | null =>
    spreadOver(cases, 'ours', measure)?.middle ?? null;
  const leak =
    spreadOver(cases, 'hushed', 'leak')?.middle ??
    spreadOver(cases, 'ours', 'leak')?.middle ??
    null;
  return [
    bar('aperture r', '>= .6', middle('apertureR'), (x) => x >= 0.6),
    bar('width r', '>= .4', middle('widthR'), (x) => x >= 0.4),
    bar('aperture r over mismatched', '>= .35', gapTo(cases), (x) => x >= 0.35),
    bar('aperture r, own offset', '>= .75', middle('apertureOwnR'), (x) => x >= 0.75),
    bar('renderer lag ms', '-20 to 20', middle('renderLagMs'), (x) => Math.abs(x) <= 20, 0),
    bar(`clips with |lag| <= ${LAG_MS} ms`, '>= .9', lagShare(cases), (x) => x >= 0.9),
    bar('articulation', '.75 to 1.25', middle('articulation'), (x) => x >= 0.75 && x <= 1.25),
    bar('LMD', '<= .04', middle('lmd'), (x) => x <= 0.04, 3),
    bar('silence leak', '<= .1', leak, (x) => x <= 0.1),
    bar('sharpness', '.8 to 1.2', middle('sharpness'), (x) => x >= 0.8 && x <= 1.2),
    bar(
      'sharpness over the encoded real',
      '.8 to 1.2',
      sharpnessOverReal(cases),
      (x) => x >= 0.8 && x <= 1.2,
    ),
    bar('lip jitter in speech', '<= 1.2', middle('lipJitterSpeech'), (x) => x <= 1.2),
    bar('lip jitter in silence', '<= 1.2', middle('lipJitterSilence'), (x) => x <= 1.2),
    bar('pixel jitter in speech', '<= 1.2', middle('pixelJitterSpeech'), (x) => x <= 1.2),
    bar('pixel jitter in silence', '<= 1.2', middle('pixelJitterSilence'), (x) => x <= 1.2),
  ];
}

function bar(
  name: string,
  wanted: string,
  found: number | null,
  reaches: (value: number) => boolean,
  digits = 2,
): Bar {
  return { name, wanted, found, digits, holds: found === null ? null : reaches(found) };
}

/** Median over people of r less r with another clip's audio. */
function gapTo(cases: readonly CaseResult[]): number | null {
  return overPeople(cases, 'apertureR', 'mismatched', (own, other) => own - other);
}

/** What the encoder does to sharpness is not the renderer's: on small, smooth pictures it adds noise. */
function sharpnessOverReal(cases: readonly CaseResult[]): number | null {
  return overPeople(cases, 'sharpness', 'real', (own, real) => own / real);
}

/** Median over the people whom both `ours` and another row have. */
function overPeople(
  cases: readonly CaseResult[],
  measure: Measure,
  row: Row,
  compare: (own: number, other: number) => number,
): number | null {
  const ours = byPerson(cases, 'ours', measure);
  const values = [...byPerson(cases, row, measure)].flatMap(([identity, other]) => {
    const own = ours.get(identity);
    return own === undefined ? [] : [compare(own, other)];
  });
  return quantile(values, 0.5);
}

/**
 * Share of scored clips near enough; one whose best lag is beyond the range is not. Only clips whose own sound
 * is surely with their lips count.
 */
function lagShare(cases: readonly CaseResult[]): number | null {
  const scored = cases.filter(
    ({ rows }) => Math.abs(rows.ours?.offsetMs ?? Infinity) <= SMALL_OFFSET_MS,
  );
  if (scored.length === 0) return null;
  const near = scored.filter(({ rows }) => Math.abs(rows.ours?.lagMs ?? Infinity) <= LAG_MS);
  return near.length / scored.length;
}
