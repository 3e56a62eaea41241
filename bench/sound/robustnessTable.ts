import { median } from '../../src/core/measure/statistics.js';
import type { RestScore, VariantScore } from './robustness.js';
import { table } from '../table.js';

interface Scores {
  readonly variants: readonly VariantScore[];
  readonly rests: readonly RestScore[];
}

/** Medians over the recordings and the worst of them. */
export function robustnessMarkdown({ variants, rests }: Scores, when: string): string {
  const speeches = new Set([...variants, ...rests].map(({ speech }) => speech));
  return [
    '# Motion under noise, rooms, codecs and levels, and rest where nobody speaks',
    '',
    `${when}. Lip motion before rendering, ${speeches.size} recordings: ${[...speeches].join(', ')}.`,
    'All sounds that are no speech are generated (bench/sound/notSpeech.ts), as are rooms and mixtures.',
    '',
    '## The same speech, changed',
    '',
    "r of the inner-lip aperture with the clean recording's, and its sd over the clean one's.",
    '',
    table(
      ['what', 'how', 'r (median)', 'r (worst)', 'size (median)', 'size (furthest from 1)'],
      grouped(variants).map(([first, all]) => {
        const rs = all.map(({ r }) => r ?? 0);
        const sizes = all.map(({ size }) => size);
        const furthest = sizes.reduce((a, b) =>
          Math.abs(Math.log(b)) > Math.abs(Math.log(a)) ? b : a,
        );
        return [first.group, first.name, median(rs), Math.min(...rs), median(sizes), furthest];
      }),
    ),
    '',
    '## Nobody speaks',
    '',
    'leak: speed of the aperture over its speed in the speech; opening: mean aperture likewise.',
    '',
    table(
      ['where', 'what', 'leak (median)', 'leak (worst)', 'opening (median)', 'opening (worst)'],
      grouped(rests).map(([first, all]) => {
        const leaks = all.map(({ leak }) => leak);
        const openings = all.map(({ opening }) => opening);
        const worst = [Math.max(...leaks), Math.max(...openings)];
        return [first.group, first.name, median(leaks), worst[0], median(openings), worst[1]];
      }),
    ),
    '',
  ].join('\n');
}

function grouped<T extends { readonly group: string; readonly name: string }>(
  scores: readonly T[],
): [T, T[]][] {
  const groups = new Map<string, [T, T[]]>();
  for (const score of scores) {
    const key = `${score.group}/${score.name}`;
    const known = groups.get(key);
    if (known) known[1].push(score);
    else groups.set(key, [score, [score]]);
  }
  return [...groups.values()];
}
