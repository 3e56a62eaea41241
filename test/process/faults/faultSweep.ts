import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { batchOnce, type Outcomes } from './batchOnce.js';
import { diskFaults, type Fault } from './diskFaults.js';
import { FaultRig } from './faultRig.js';

/** What one process of several is to try. */
export interface Sweep {
  /** Folder of the rig that is copied for each try. */
  readonly template: string;
  readonly fault: Fault;
  /** Bundle of `faultedBatch.ts`. */
  readonly victim: string;
  /** Tries the first, the first + every, ... */
  readonly first: number;
  readonly every: number;
}

export interface Swept {
  readonly tried: number;
  /** What did not hold, in words. */
  readonly breaches: readonly string[];
}

const PAIRS = ['x+a', 'x+b', 'y+a', 'y+b'];
const stems = PAIRS.map((pair) => `out/${pair.replace('+', '-')}`);
const SETTLED = [
  'p.heygem.lock',
  ...stems.flatMap((stem) => [`${stem}.mp4`, `${stem}.report.json`]),
];
/** The ledger's own leftovers are cleared away when they are old enough. */
const LEDGER_LEFTOVER = /^\.p\.heygem\.lock\.[0-9a-f]{32}\.tmp$/;

/** Tries one fault at step after step until a batch gets through without meeting it. */
async function sweep({ template, fault, victim, first, every }: Sweep): Promise<Swept> {
  const breaches: string[] = [];
  for (let at = first; ; at += every) {
    const rig = new FaultRig(template);
    try {
      const before = rig.strangers();
      const { met, step, outcomes } = await batchWith(rig, fault, at, victim);
      if (!met) return { tried: Math.ceil((at - first) / every), breaches };
      const found = [
        ...(outcomes ? toldWrongly(fault, outcomes) : []),
        ...(await falseNow(rig, before)),
        ...(await falseAfterwards(rig, before)),
      ];
      breaches.push(...found.map((what) => `${fault} at ${at} (${step}): ${what}`));
    } finally {
      rig.remove();
    }
  }
}

async function batchWith(rig: FaultRig, fault: Fault, at: number, victim: string) {
  if (fault === 'kill') {
    const signal = batchElsewhere(rig, fault, at, victim);
    return { met: signal === 'SIGKILL', step: 'killed', outcomes: undefined };
  }
  diskFaults.arm(fault, at);
  const outcomes = await batchOnce(rig.places);
  const done = diskFaults.disarm();
  return { met: done.length >= at, step: done[at - 1], outcomes };
}

/** In a process of its own, and one that ends. */
function batchElsewhere(rig: FaultRig, fault: Fault, at: number, victim: string) {
  const { project, cacheRoot, modelsRoot } = rig.places;
  const args = [victim, project, cacheRoot, modelsRoot, fault, String(at)];
  const { signal, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  return signal;
}

/** Every failure is that of the disk; what was given up for a full one is cancelled. */
function toldWrongly(fault: Fault, outcomes: Outcomes): string[] {
  if (fault !== 'ENOSPC' || outcomes.kind !== 'run') return [];
  return Object.entries(outcomes.pairs)
    .filter(([, each]) => each.kind === 'failed' && each.failure.code !== 'disk-full')
    .map(([pair, each]) => `${pair} is told as ${JSON.stringify(each)}`);
}

async function falseNow(rig: FaultRig, before: Strangers): Promise<string[]> {
  const current = await currentPairs(rig);
  return [
    ...touched(rig, before),
    ...current.filter((pair) => !isWhole(rig, pair)).map((pair) => `${pair} is called current`),
  ];
}

async function falseAfterwards(rig: FaultRig, before: Strangers): Promise<string[]> {
  const next = await batchOnce(rig.places);
  const kinds = PAIRS.map((pair) => (next.kind === 'run' ? next.pairs[pair].kind : undefined));
  const completed = kinds.every((kind) => kind === 'done' || kind === 'skipped');
  const current = await currentPairs(rig);
  const left = rig.ours().filter((name) => !LEDGER_LEFTOVER.test(name));
  return [
    ...touched(rig, before).map((what) => `${what} by the next batch`),
    ...(completed ? [] : [`the next batch: ${JSON.stringify(next)}`]),
    ...(same(current, PAIRS) ? [] : [`after it are current: ${current.join()}`]),
    ...PAIRS.filter((pair) => !isWhole(rig, pair)).map((pair) => `${pair} is wrong after it`),
    ...(same(left, SETTLED.toSorted()) ? [] : [`after it there are ${left.join()}`]),
  ];
}

type Strangers = ReturnType<FaultRig['strangers']>;

function touched(rig: FaultRig, before: Strangers): string[] {
  const now = rig.strangers();
  return Object.keys(before)
    .filter((name) => now[name] !== before[name])
    .map((name) => `${name} was touched: ${before[name]} -> ${now[name]}`);
}

async function currentPairs(rig: FaultRig): Promise<string[]> {
  const { jobs } = await rig.plan();
  const current = jobs.filter(({ state }) => state.kind === 'current');
  return current.map(({ pair }) => pair as string).sort();
}

function isWhole(rig: FaultRig, pair: string): boolean {
  const output = rig.path('out', `${pair.replace('+', '-')}.mp4`);
  return existsSync(output) && readFileSync(output, 'utf8') === rig.expected(pair);
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.join('\n') === other.join('\n');
}

process.once('message', (wish) => {
  void sweep(wish as Sweep).then((swept) => {
    process.send?.(swept);
    process.disconnect();
  });
});
