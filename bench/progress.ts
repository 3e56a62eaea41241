import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { JobProgress, Stage, StageUnits } from '../src/core/job.js';
import { paceChange } from './paceChange.js';
import { ROOT } from './root.js';
import type { Workbench } from './workbench.js';

/** Progress of a real run, as `test/fixtures/progress` keeps it. */
export interface RecordedProgress {
  readonly rows: readonly RecordedRow[];
  /** Milliseconds from the start of the process until the job was begun, and until it was made. */
  readonly start: number;
  readonly end: number;
}

/**
 * Milliseconds from the start of the process, stage, done, total, and what is expected where it
 * changed: null where nothing is told any more.
 */
export type RecordedRow = readonly [number, Stage, number, number, (StageUnits | null)?];

/** Rows of one stage that are kept: enough to see its pace, few enough to be read. */
const APART_MS = 400;

/** How much the pace of a stage may change in a run (`paceChange`), and how often that is tried. */
const EVEN = 1.25;
const TRIES = 3;

interface Case {
  readonly name: string;
  /** Seconds. */
  readonly video: number;
  readonly speech: number;
  /** Whose cache and files are used again. */
  readonly after?: string;
  /** How far an earlier attempt had come when it was cancelled, 0..1. */
  readonly cancelledAt?: number;
  /** Workers; as many as fit the machine when absent. */
  readonly parallel?: number;
  /** Of the picture in pixels, where it is not the clip's. */
  readonly height?: number;
  /** How many others keep a core each from it. */
  readonly others?: number;
}

const CASES: readonly Case[] = [
  { name: 'new-actor', video: 40, speech: 40 },
  { name: 'cached-actor', video: 40, speech: 40, after: 'new-actor' },
  { name: 'long-speech', video: 4, speech: 60 },
  { name: 'short-speech', video: 60, speech: 5 },
  { name: 'resumed', video: 4, speech: 60, cancelledAt: 0.5 },
  { name: 'portions', video: 8, speech: 60, parallel: 2 },
  { name: 'busy', video: 12, speech: 45, others: 2 },
  { name: 'large', video: 25, speech: 25, height: 1080 },
];

export interface ProgressRequest {
  readonly clip: string;
  readonly audio: string;
  /** Where the records go, a file each. */
  readonly folder: string;
  /** Only the case of this name, and those that it needs. */
  readonly only?: string;
}

/** Records how real runs tell of themselves. Linux and macOS. */
export async function recordProgress(bench: Workbench, request: ProgressRequest): Promise<void> {
  const { clip, audio, folder, only } = request;
  mkdirSync(folder, { recursive: true });
  const loop = ['-stream_loop', '-1', '-i'];
  const needed = CASES.find(({ name }) => name === only)?.after;
  for (const each of CASES) {
    const { name, video, speech, after, cancelledAt } = each;
    if (only !== undefined && name !== only && name !== needed) continue;
    const files = { video: bench.path(`${name}.source.mp4`), speech: bench.path(`${name}.wav`) };
    if (after === undefined) {
      const cut = (seconds: number): string[] => ['-t', String(seconds)];
      const scale = each.height === undefined ? [] : ['-vf', `scale=-2:${each.height}`];
      const picture = [...cut(video), '-an', ...scale, '-preset', 'veryfast'];
      await bench.ffmpeg([...loop, clip, ...picture, files.video]);
      await bench.ffmpeg([...loop, audio, ...cut(speech), '-vn', files.speech]);
    }
    const again = after === undefined ? files : filesOf(bench, after);
    const cache = bench.path(`progress-cache-${after ?? name}`);
    const run = { ...again, output: bench.path(`${name}.mp4`), cache, parallel: each.parallel };
    const recorded = await evenest(async () => {
      if (after === undefined) rmSync(cache, { recursive: true, force: true });
      if (cancelledAt !== undefined) await follow(run, cancelledAt);
      return besides(each.others ?? 0, () => follow(run));
    });
    writeFileSync(join(folder, `${name}.json`), textOf(recorded));
  }
}

function filesOf(bench: Workbench, name: string) {
  return { video: bench.path(`${name}.source.mp4`), speech: bench.path(`${name}.wav`) };
}

/**
 * Where the machine itself became faster or slower meanwhile, no time left that was told before can have
 * been right, and the run is recorded again.
 */
async function evenest(record: () => Promise<RecordedProgress>): Promise<RecordedProgress> {
  let best = await record();
  for (let more = TRIES - 1; more > 0 && paceChange(best.rows) > EVEN; more--) {
    const next = await record();
    if (paceChange(next.rows) < paceChange(best.rows)) best = next;
  }
  return best;
}

/** Does something while so many others want a core each. */
async function besides<T>(count: number, work: () => Promise<T>): Promise<T> {
  const others = Array.from({ length: count }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  );
  try {
    return await work();
  } finally {
    for (const other of others) other.kill('SIGKILL');
  }
}

interface Run {
  readonly video: string;
  readonly speech: string;
  readonly output: string;
  readonly cache: string;
  readonly parallel: number | undefined;
}

interface ProgressLine {
  readonly event: string;
  readonly job?: { readonly fraction: number } & (JobProgress | { readonly stage?: never });
}

/** @param cancelAt share of the job at which it is cancelled */
async function follow(run: Run, cancelAt = Infinity): Promise<RecordedProgress> {
  const begun = performance.now();
  const since = (): number => Math.round(performance.now() - begun);
  const args = [join(ROOT, 'dist', 'cli.cjs'), 'run', '--json', '--force', '--provider', 'cpu'];
  const files = ['--video', run.video, '--audio', run.speech, '-o', run.output];
  const workers = run.parallel === undefined ? [] : ['--parallel', String(run.parallel)];
  const child = spawn(process.execPath, [...args, ...files, ...workers], {
    env: { ...process.env, HEYGEM_CACHE: run.cache },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const rows = new Rows();
  let [start, end] = [0, 0];
  for await (const line of createInterface({ input: child.stdout })) {
    const { event, job } = JSON.parse(line) as ProgressLine;
    if (event === 'started') start = since();
    if (event === 'finished') end = since();
    // A job that was begun a moment ago has told nothing yet.
    if (event !== 'progress' || job?.stage === undefined) continue;
    if (job.fraction >= cancelAt) child.kill('SIGINT');
    rows.add(since(), job);
  }
  const code = await closed;
  if (code !== 0 && cancelAt === Infinity) throw new Error(`heygem ended with ${String(code)}`);
  return { rows: rows.kept, start, end };
}

/** Thins what is told. The first and the last of each stage stay, so that none seems unfinished. */
class Rows {
  readonly kept: RecordedRow[] = [];
  private last: RecordedRow | undefined;
  private expected: string | undefined;

  add(at: number, { stage, done, total, expected }: JobProgress): void {
    const told = JSON.stringify(expected);
    const isNews = told !== this.expected;
    const row: RecordedRow = [
      at,
      stage,
      done,
      total,
      ...(isNews ? ([expected ?? null] as const) : ([] as const)),
    ];
    const begins = this.last?.[1] !== stage;
    if (begins && this.last && this.last !== this.kept.at(-1)) this.kept.push(this.last);
    if (begins || isNews || at - (this.kept.at(-1)?.[0] ?? 0) > APART_MS) this.kept.push(row);
    this.last = row;
    this.expected = told;
  }
}

/** A row a line, so that a diff can be read. */
function textOf({ rows, start, end }: RecordedProgress): string {
  const lines = rows.map((row) => `  ${JSON.stringify(row)}`);
  return `{\n "start": ${start},\n "end": ${end},\n "rows": [\n${lines.join(',\n')}\n ]\n}\n`;
}
