import { correlate } from '../../src/core/measure/lagCorrelator.js';
import { median, pearson } from '../../src/core/measure/statistics.js';
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

/** On real videos nobody has drawn: what two scorers tell apart there, none of them can judge. */
export async function agreementMarkdown(bench: Workbench, cases: readonly Case[]): Promise<string> {
  const open = async (scorer: Scorer): Promise<RealVideos> =>
    new RealVideos(bench, await scorerModels(bench, scorer), scorerHash(bench, scorer));
  const [own, other] = [await open('own'), await open('landmarker')];
  const lines: { readonly name: string; readonly figures: Agreement }[] = [];
  for (const { name, video } of cases) {
    lines.push({ name, figures: agreementOf(await own.face(video), await other.face(video)) });
  }
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
    '# Who finds the lips',
    '',
    `Real videos as ${SCORERS.landmarker} sees them, against ${SCORERS.own}.`,
    '',
    table(
      ['clip', 'aperture r', 'width r', 'sd ratio', 'LMD'],
      [
        ['**median**', ...cells(medians)],
        ...lines.map((line) => [line.name, ...cells(line.figures)]),
      ],
    ),
  ].join('\n');
}
