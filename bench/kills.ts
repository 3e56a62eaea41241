import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../src/core/seeded.js';
import { KilledBatch, VICTIMS, type Attempt, type Victim } from './killedBatch.js';
import type { Workbench } from './workbench.js';

export interface KillsRequest {
  readonly clip: string;
  readonly audio: string;
  /** Length made, which decides how many segments there are. */
  readonly seconds: number;
  readonly kills: number;
  readonly seed: number;
  readonly parallel: number;
}

/** A segment's frames at most, at 25 frames a second. */
const SEGMENT = 250;

interface Tally {
  kills: number;
  outputs: number;
  /** Of one victim's. */
  readonly of: Record<Victim, number>;
  readonly stages: Record<string, number>;
  /** Most frames that were done and were drawn again. */
  lost: number;
}

/**
 * Kills a batch of the real product at random times, a random process each, until so many were killed,
 * and goes on each time. @throws Error where a file is taken for a result that is none, more is lost
 * than a segment for each worker, or something is left over in the end
 */
export async function benchKills(bench: Workbench, request: KillsRequest): Promise<string> {
  const { parallel, kills } = request;
  const project = await writeProject(bench, request);
  const reference = new KilledBatch(project, bench.path('cache-reference'), 1);
  const whole = await reference.run();
  if (whole.code !== 0) throw new Error(`the undisturbed batch ended with ${whole.code}`);
  const wanted = sumOf(project) ?? '';
  const others = [2, 4].filter((workers) => workers !== parallel);
  for (const workers of [...others, parallel]) {
    startOver(project);
    await new KilledBatch(project, bench.path(`cache-${workers}`), workers).run();
    expect(sumOf(project) === wanted, `${workers} workers make another file than one`);
  }
  const random = seeded(request.seed);
  const tally: Tally = {
    kills: 0,
    outputs: 0,
    of: { cli: 0, worker: 0, ffmpeg: 0, all: 0 },
    stages: {},
    lost: 0,
  };
  while (tally.kills < kills) {
    startOver(project);
    // Every third begins with nothing: the study is killed too.
    const cache = bench.path(`cache-${parallel}`);
    if (tally.outputs % 3 === 0) rmSync(cache, { recursive: true, force: true });
    await killUntilMade(new KilledBatch(project, cache, parallel), {
      random,
      tally,
      wanted,
      length: whole.ms,
    });
    bench.signal.throwIfAborted();
    process.stderr.write(`${tally.kills} kills, ${tally.outputs} outputs\n`);
  }
  return tableOf(tally, request);
}

async function writeProject(
  bench: Workbench,
  { clip, audio, seconds }: KillsRequest,
): Promise<string> {
  const folder = bench.path('');
  await bench.ffmpeg(['-i', clip, '-t', '8', '-c', 'copy', '-an', join(folder, 'v.mp4')]);
  await bench.ffmpeg([
    '-stream_loop',
    '-1',
    '-i',
    audio,
    '-t',
    String(seconds),
    '-vn',
    join(folder, 'a.flac'),
  ]);
  const project = join(folder, 'kills.heygem');
  const sources = { videos: [{ id: 'v', path: 'v.mp4' }], audios: [{ id: 'a', path: 'a.flac' }] };
  writeFileSync(project, JSON.stringify({ version: 1, ...sources, matrix: {} }));
  return project;
}

interface Killing {
  readonly random: () => number;
  readonly tally: Tally;
  readonly wanted: string;
  /** Milliseconds that an undisturbed batch takes. */
  readonly length: number;
}

/** Kills until an attempt is quicker than its killer. */
async function killUntilMade(
  batch: KilledBatch,
  { random, tally, wanted, length }: Killing,
): Promise<void> {
  let before: Attempt | undefined;
  for (;;) {
    const victim = VICTIMS[Math.floor(random() * VICTIMS.length)];
    const attempt = await batch.run({ victim, afterMs: random() * 0.6 * length });
    const made = sumOf(batch.project);
    expect(
      made === undefined || made === wanted,
      'a file that is not whole has the name of a result',
    );
    if (before) {
      const lost = before.drawn - (attempt.resumed ?? before.drawn);
      tally.lost = Math.max(tally.lost, lost);
      expect(lost <= SEGMENT * batch.parallel, `${lost} frames were lost`);
    }
    if (attempt.killed) {
      tally.kills += 1;
      tally.of[victim] += 1;
      tally.stages[attempt.stage] = (tally.stages[attempt.stage] ?? 0) + 1;
    }
    if (attempt.code === 0) break;
    before = attempt.drawn > 0 || attempt.resumed !== undefined ? attempt : before;
  }
  tally.outputs += 1;
  expect(sumOf(batch.project) === wanted, 'the result is another');
  const again = await batch.run();
  expect(again.code === 0 && again.drawn === 0, 'what was made is made again');
  const left = leftovers(batch);
  expect(left.length === 0, `left over: ${left.join(', ')}`);
}

/** What only an unfinished output may leave. */
function leftovers({ project, cache }: KilledBatch): string[] {
  const strange = (name: string) => name.includes('.tmp') || name.includes('.busy');
  return [
    ...readdirSync(join(project, '..', 'out')).filter(strange),
    ...readdirSync(join(project, '..')).filter(strange),
    ...readdirSync(join(cache, 'segments')),
  ];
}

function startOver(project: string): void {
  rmSync(join(project, '..', 'out'), { recursive: true, force: true });
}

function sumOf(project: string): string | undefined {
  try {
    const bytes = readFileSync(join(project, '..', 'out', 'v-a.mp4'));
    return createHash('sha256').update(bytes).digest('hex');
  } catch {
    return undefined;
  }
}

function expect(good: boolean, trouble: string): void {
  if (!good) throw new Error(trouble);
}

function tableOf(tally: Tally, { seconds, parallel, seed }: KillsRequest): string {
  const counts = (of: Readonly<Record<string, number>>) =>
    Object.entries(of)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  return [
    `# Killed ${tally.kills} times`,
    '',
    `An output of ${seconds} s, ${parallel} worker(s), seed ${seed}; made whole ${tally.outputs} times.`,
    '',
    `- the same bytes with 1, 2 and 4 workers, and after every kill`,
    `- killed: ${counts(tally.of)}`,
    `- while: ${counts(tally.stages)}`,
    `- most frames drawn again after one kill: ${tally.lost} (a segment has ${SEGMENT})`,
    `- no partial file under a result's name, nothing left over beside the outputs or in the journal`,
  ].join('\n');
}
