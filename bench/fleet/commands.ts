import type { Command } from 'commander';
import { cpus, loadavg } from 'node:os';
import { measureCurrent } from './current.js';
import {
  commandsMarkdown,
  currentMarkdown,
  latencyMarkdown,
  scaleMarkdown,
  waitingMarkdown,
} from './fleetTable.js';
import { measureLatency, type Latency } from './latency.js';
import { MACHINES } from './machinePark.js';
import { serveMachines, type MachinesOrder } from './machines.js';
import { measureScale, type Scale, type ScaleCase } from './scale.js';
import { measureWaiting } from './waiting.js';

interface Common {
  readonly write?: string;
}

/** What the bench's program lends to its commands. */
interface Bench {
  readonly program: Command;
  readonly finish: (options: Common, markdown: string, json?: unknown) => void;
  readonly say: (line: string) => void;
  readonly whole: (text: string) => number;
}

const PARTS = ['scale', 'waiting', 'latency', 'current'] as const;

interface FleetArguments extends Common {
  readonly parts: readonly (typeof PARTS)[number][];
  readonly workers: readonly string[];
  readonly pairs: number;
  readonly segments: number;
  readonly ms: number;
  readonly window?: number;
  readonly processes: number;
}

export function addFleetCommand({ program, finish, say, whole }: Bench): void {
  program
    .command(MACHINES, { hidden: true })
    .argument('<order>')
    .action((order: string) => serveMachines(JSON.parse(order) as MachinesOrder));
  program
    .command('fleet')
    .description(
      'many machines that sleep instead of drawing, on a real queue: what it costs, and where it bends',
    )
    .option('--parts <names...>', PARTS.join(', '), [...PARTS])
    .option('--workers <n...>', 'machines, one hand each', ['1', '4', '16', '64'])
    .option('--pairs <n>', 'outputs', whole, 100)
    .option('--segments <n>', 'of each output', whole, 100)
    .option('--ms <n>', 'how long a segment takes', whole, 1_000)
    .option('--window <s>', 'watched for so long from when all are at work, not to the end', whole)
    .option('--processes <n>', 'that the machines share', whole, 4)
    .option('--write <name>', 'also write bench/results/<name>.md and .json')
    .action(async (options: FleetArguments) => {
      say(`${cpus().length} cores, load ${loadavg()[0].toFixed(1)}`);
      const scales = options.parts.includes('scale') ? await allScales(options, say) : [];
      const sections = [
        ...(scales.length > 0
          ? [scaleMarkdown(scales), commandsMarkdown(scales[scales.length - 1])]
          : []),
        ...(await others(options, say)),
      ];
      const json = scales.length > 0 ? scales.map(asJson) : undefined;
      finish(options, sections.join('\n\n'), json);
    });
}

async function allScales(options: FleetArguments, say: Bench['say']): Promise<Scale[]> {
  const { pairs, segments, ms: segmentMs, window: windowS, processes } = options;
  const scales: Scale[] = [];
  for (const workers of options.workers.map(Number)) {
    const wanted: ScaleCase = {
      ...{ workers, processes, pairs, segments, segmentMs },
      ...(windowS !== undefined && { windowS }),
    };
    const scale = await measureScale(wanted);
    scales.push(scale);
    say(
      `${workers} machines: ${scale.efficiency.toFixed(3)}, at segments ${scale.atIt.toFixed(3)} (load ${loadavg()[0].toFixed(1)})`,
    );
  }
  return scales;
}

async function others(
  { parts, workers, pairs, segments, processes }: FleetArguments,
  say: Bench['say'],
): Promise<string[]> {
  const sections: string[] = [];
  if (parts.includes('waiting')) {
    sections.push(waitingMarkdown(await measureWaiting({ pairs, segments })));
    say('waiting');
  }
  if (parts.includes('latency')) {
    const all: Latency[] = [];
    for (const count of workers.map(Number)) all.push(await measureLatency(count, processes, 100));
    sections.push(latencyMarkdown(all));
    say('latency');
  }
  if (parts.includes('current'))
    sections.push(currentMarkdown(await measureCurrent(10, processes)));
  return sections;
}

function asJson({ wanted, idle, busy, ...shares }: Scale) {
  const flat = (taken: Scale['busy']) => ({
    ...taken,
    redis: { ...taken.redis, byCommand: Object.fromEntries(taken.redis.byCommand) },
  });
  return { wanted, ...shares, idle: flat(idle), busy: flat(busy) };
}
