import { median } from '../../src/core/measure/statistics.js';
import { LEAST_LESSON } from '../../src/lipsync/actor/learnOwnSpeech.js';
import { table } from '../table.js';
import type { OwnWayResult, Whole } from './ownWayBench.js';
import type { Trial } from './trial.js';

const HEAD = `# The person's own way of speaking

Made by \`npm run bench -- own-way\` on DATE. r is that of the opening with the filmed one over the frames in which
somebody speaks, at the offset that the lesson found. *general*: said as most people do. *own*: with what the lesson
taught, whether or not the product would use it. *used*: the product uses it, for the lesson has twelve seconds of speech,
is surely in sync, and helped where parts of it were held out. The mouth's width is the general one in both.
`;

export function ownWayMarkdown(
  { wholes, parts, people, dubbed, swapped }: OwnWayResult,
  day: string,
): string {
  const whole = wholes.map(({ clip, seconds, offset, verdict, gain }) => [
    ...[clip, seconds.toFixed(1), offset === null ? null : `${Math.round(offset * 1000)}`],
    ...[verdict, gain === null ? null : signed(gain)],
  ]);
  return [
    HEAD.replace('DATE', day),
    '## What the study of each whole clip finds\n',
    table(['clip', 'seconds with lips', 'sound late, ms', 'verdict', 'held-out gain'], whole),
    `\n${wholes.filter(({ verdict }) => verdict === 'helps').length} of ${wholes.length} clips are spoken in their own way.`,
    `Lips with the sounds of all other clips: of ${dubbed.pairs} pairs ${dubbed.used} found a way and ${dubbed.sure} were taken to be in sync.\n`,
    '## Learnt from one part, tried on another\n',
    trials(parts),
    summary(parts),
    '\n## Learnt from half of a person’s short clips, tried on the others (never seen in training)\n',
    trials(people),
    summary(people),
    `\nOf ${swapped.lessons} lessons of twelve seconds and more in which these people’s lips go with the sounds of another of them, ${swapped.helps} seemed to help where parts were held out.`,
    ...wholes.flatMap(harm),
    '',
  ].join('\n');
}

function trials(found: readonly Trial[]): string {
  const rows = found.map(({ who, part, seconds, used, general, own }) => [
    ...[who, part, seconds.toFixed(1), used ? 'yes' : 'no'],
    ...[general.toFixed(3), own.toFixed(3), signed(own - general)],
  ]);
  return table(['who', 'learnt from', 'seconds', 'used', 'general r', 'own r', 'gain'], rows);
}

function summary(found: readonly Trial[]): string {
  const line = (name: string, some: readonly Trial[]): string => {
    const gains = some.map(({ general, own }) => own - general);
    const middle = median(gains);
    if (middle === null) return `- ${name}: none`;
    const people = new Set(some.map(({ who }) => who)).size;
    return `- ${name}: ${some.length} lessons of ${people} people, gain ${signed(middle)} in the median, ${signed(Math.min(...gains))} at worst`;
  };
  const long = found.filter(({ seconds }) => seconds >= LEAST_LESSON);
  return [
    '',
    line(
      'used',
      found.filter(({ used }) => used),
    ),
    line('all that are long enough, had they been used', long),
    line(
      'all shorter ones, had they been used',
      found.filter(({ seconds }) => seconds < LEAST_LESSON),
    ),
  ].join('\n');
}

/** What a way that is used may spoil. */
function harm({ clip, mismatched, rest }: Whole): string[] {
  if (mismatched === undefined || rest === undefined) return [];
  const [general, own] = rest;
  const share = (part: number, whole: number): string => (whole ? (part / whole).toFixed(3) : '-');
  return [
    `\n## What it may spoil: ${clip}\n`,
    table(
      ['', 'general', 'own'],
      [
        [
          'r of these lips with what the sounds of others make',
          ...mismatched.map((r) => r.toFixed(3)),
        ],
        [
          'opening where nobody speaks, eye distances',
          share(general.open, general.pauses),
          share(own.open, own.pauses),
        ],
        [
          'share of speech with closed lips',
          share(general.closed, general.speaking),
          share(own.closed, own.speaking),
        ],
        [
          'of what the general motion closes, closed',
          share(general.kept, general.generalClosed),
          share(own.kept, own.generalClosed),
        ],
      ],
    ),
  ];
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(3)}`;
}
