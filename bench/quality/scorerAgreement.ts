import { join } from 'node:path';
import { actingAt } from '../../scripts/presenter/acting.mjs';
import { correlate } from '../../src/core/measure/lagCorrelator.js';
import { median, pearson, standardDeviation } from '../../src/core/measure/statistics.js';
import { ROOT } from '../root.js';
import { table } from '../table.js';
import type { Workbench } from '../workbench.js';
import type { Case } from './cases.js';
import { landmarkDistance } from './alignedPoints.js';
import { LIP_PLACES, type FaceSeries } from './faceSeries.js';
import { RealVideos } from './realVideos.js';
import { scorerHash, scorerModels, SCORERS, type Scorer } from './scorers.js';

/** How far two scorers see the same in one real video. */
export interface Agreement {
  readonly apertureR: number | null;
  readonly widthR: number | null;
  /** sd of the aperture over the other's. */
  readonly articulation: number | null;
  readonly lmd: number | null;
}

export function agreementOf(own: FaceSeries, other: FaceSeries): Agreement {
  const together = correlate(own.aperture, other.aperture, 1).at(0);
  const { deviationA, deviationB } = together;
  return {
    apertureR: together.correlation,
    widthR: pearson(own.width, other.width),
    articulation: deviationA > 0 ? deviationB / deviationA : null,
    lmd: landmarkDistance(own, other, LIP_PLACES),
  };
}

/** How a scorer sees a mouth of which it is known how it moved. */
export interface TruthScore {
  readonly apertureR: number | null;
  readonly lagMs: number | null;
  /** sd of the aperture where the mouth is shut over that elsewhere: the least leak it can tell. */
  readonly unrest: number;
}

/** Opening below which the drawn mouth is shut. */
const DRAWN_SHUT = 0.01;

/** The demo's presenter against the opening it was drawn with. */
export function truthScore({ aperture, frameRate }: FaceSeries): TruthScore {
  const drawn = Float64Array.from(aperture, (_, i) => actingAt(i / frameRate).face.open);
  const correlator = correlate(drawn, aperture);
  const best = correlator.best();
  return {
    apertureR: correlator.at(0).correlation,
    lagMs: best === null ? null : (1000 * best.lag) / frameRate,
    unrest:
      standardDeviation(aperture.filter((_, i) => drawn[i] < DRAWN_SHUT)) /
      standardDeviation(aperture.filter((_, i) => drawn[i] >= DRAWN_SHUT)),
  };
}

/** What the scorer can tell: against a truth that was drawn, and against the pipeline's own mesh. */
export async function scorerMarkdown(bench: Workbench, cases: readonly Case[]): Promise<string> {
  const open = async (scorer: Scorer): Promise<RealVideos> =>
    new RealVideos(bench, await scorerModels(bench, scorer), scorerHash(bench, scorer));
  const [own, scorer] = [await open('own'), await open('landmarker')];
  const lines: AgreementLine[] = [];
  for (const { name, video } of cases) {
    lines.push({ name, figures: agreementOf(await own.face(video), await scorer.face(video)) });
  }
  const presenter = join(ROOT, 'media', 'demo', 'presenter.mp4');
  return [
    '# Who finds the lips',
    '',
    `The scorer is ${SCORERS.landmarker}.`,
    '',
    '## The drawn presenter, whose mouth is known',
    '',
    truthTable({
      scorer: truthScore(await scorer.face(presenter)),
      "the pipeline's own mesh": truthScore(await own.face(presenter)),
    }),
    '',
    'r of the aperture found with the opening it was drawn with; unrest is the sd of the aperture where',
    'the drawn mouth is shut over that elsewhere: no leak smaller than that can be told.',
    ...(lines.length === 0 ? [] : ['', ...agreementSection(lines)]),
  ].join('\n');
}

function truthTable(scores: Readonly<Record<string, TruthScore>>): string {
  const rows = Object.entries(scores).map(([name, { apertureR, lagMs, unrest }]) => [
    ...[name, apertureR?.toFixed(3) ?? null, lagMs?.toFixed(0) ?? null, unrest.toFixed(3)],
  ]);
  return table(['', 'aperture r', 'lag ms', 'unrest'], rows);
}

interface AgreementLine {
  readonly name: string;
  readonly figures: Agreement;
}

/** On real videos nobody has drawn: what two scorers tell apart there, none of them can judge. */
function agreementSection(lines: readonly AgreementLine[]): string[] {
  const cells = ({ apertureR, widthR, articulation, lmd }: Agreement): (string | null)[] => [
    ...[apertureR, widthR, articulation].map((value) => value?.toFixed(2) ?? null),
    lmd?.toFixed(3) ?? null,
  ];
  const middle = (pick: (figures: Agreement) => number | null): number | null =>
    median(lines.map(({ figures }) => pick(figures) ?? NaN));
  const medians: Agreement = {
    apertureR: middle(({ apertureR }) => apertureR),
    widthR: middle(({ widthR }) => widthR),
    articulation: middle(({ articulation }) => articulation),
    lmd: middle(({ lmd }) => lmd),
  };
  return [
    `## Real videos, against ${SCORERS.own}`,
    '',
    table(
      ['clip', 'aperture r', 'width r', 'sd ratio', 'LMD'],
      [
        ['**median**', ...cells(medians)],
        ...lines.map((line) => [line.name, ...cells(line.figures)]),
      ],
    ),
  ];
}
