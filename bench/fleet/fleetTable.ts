import { table } from '../table.js';
import type { Current } from './current.js';
import type { Latency } from './latency.js';
import type { Scale } from './scale.js';
import type { Waiting } from './waiting.js';

const MIB = 2 ** 20;

export function scaleMarkdown(all: readonly Scale[]): string {
  return [
    '## How it scales',
    '',
    table(
      [
        'machines',
        'made',
        'a segment takes s',
        'ideal s',
        'real s',
        'efficiency',
        'in the middle half',
        'at segments',
        'in their tasks',
        'in other tasks',
        'machines’ CPU s',
      ],
      all.map(({ wanted, busy, efficiency, steady, atIt }) => {
        const { workers, pairs, segments, segmentMs, windowS } = wanted;
        const of = (ms: number) => (ms / 1000 / workers / busy.seconds).toFixed(3);
        const ideal = (pairs * segments * segmentMs) / 1000 / workers;
        const watched = windowS === undefined ? '' : ', watched';
        return [
          workers,
          `${pairs} x ${segments}${watched}`,
          segmentMs / 1000,
          windowS === undefined ? Number(ideal.toFixed(1)) : null,
          Number(busy.seconds.toFixed(1)),
          efficiency.toFixed(3),
          steady.toFixed(3),
          atIt.toFixed(3),
          of(busy.machines.segmentTasksMs),
          of(busy.machines.otherTasksMs),
          busy.machines.cpuSeconds.toFixed(0),
        ];
      }),
    ),
    '',
    '## What it costs',
    '',
    table(
      [
        ...[
          'machines',
          'made',
          'idle: commands/s a machine',
          'idle: Redis CPU %',
          'commands a segment',
        ],
        ...[
          'of that beyond idle',
          'bytes in + out a segment',
          'Redis CPU %',
          'Redis CPU ms a segment',
        ],
        ...['planner CPU ms a segment', 'log bytes a segment', 'memory MB more', 'connections'],
      ],
      all.map((one) => costs(one)),
    ),
  ].join('\n');
}

function costs({ wanted, idle, busy }: Scale): readonly (string | number)[] {
  const { workers, pairs, segments, segmentMs } = wanted;
  const count = Math.max(busy.machines.segments, busy.machines.drawnMs / segmentMs);
  const { redis } = busy;
  const idleRate = idle.redis.commands / idle.seconds;
  const percent = ({ redis: { cpuSeconds }, seconds }: Scale['busy']) =>
    ((100 * cpuSeconds) / seconds).toFixed(1);
  return [
    workers,
    `${pairs} x ${segments}`,
    (idleRate / workers).toFixed(1),
    percent(idle),
    (redis.commands / count).toFixed(0),
    ((redis.commands - idleRate * busy.seconds) / count).toFixed(0),
    ((redis.bytesIn + redis.bytesOut) / count).toFixed(0),
    percent(busy),
    ((1000 * redis.cpuSeconds) / count).toFixed(2),
    ((1000 * busy.plannerCpuSeconds) / count).toFixed(2),
    (redis.logBytes / count).toFixed(0),
    (redis.memory / MIB).toFixed(1),
    redis.clients,
  ];
}

/** Where the time of Redis goes: a script's has that of its commands in it. */
export function commandsMarkdown({ wanted, busy }: Scale, most = 14): string {
  const { byCommand } = busy.redis;
  const rows = [...byCommand]
    .filter(([, { calls }]) => calls > 0)
    .sort(([, a], [, b]) => b.micros - a.micros)
    .slice(0, most)
    .map(([name, { calls, micros }]) => [
      name,
      Number((calls / busy.seconds).toFixed(1)),
      Number((micros / busy.seconds / 1000).toFixed(2)),
    ]);
  return [
    `## What Redis does for ${wanted.workers} machines, ${wanted.pairs} x ${wanted.segments}`,
    '',
    table(['command', 'calls/s', 'ms of its time a second'], rows),
  ].join('\n');
}

export function waitingMarkdown({ count, ...each }: Waiting): string {
  return [
    `## ${count} segments that wait`,
    '',
    table(
      [
        'memory bytes each',
        'log bytes each',
        'commands each',
        'Redis CPU s for all',
        'cancelled in s',
      ],
      [
        [
          Math.round(each.bytes),
          Math.round(each.logBytes),
          Number(each.commands.toFixed(1)),
          Number(each.cpuSeconds.toFixed(2)),
          Number(each.cancelSeconds.toFixed(2)),
        ],
      ],
    ),
  ].join('\n');
}

export function latencyMarkdown(all: readonly Latency[]): string {
  return [
    '## From put in to begun, when machines are idle',
    '',
    table(
      ['machines', 'median ms', '95 of 100 within ms'],
      all.map(({ workers, median, most }) => [workers, median, most]),
    ),
  ].join('\n');
}

export function currentMarkdown({ pairs, made, again }: Current): string {
  return [
    `## ${pairs} pairs planned over the queue`,
    '',
    table(
      ['', 's', 'CPU s'],
      [
        ['made', made.seconds, made.cpuSeconds],
        ['again, all found current', again.seconds, again.cpuSeconds],
      ],
    ),
  ].join('\n');
}
