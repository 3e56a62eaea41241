import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { JobProgress } from '../src/core/job.js';
import { ROOT } from './root.js';
import type { Workbench } from './workbench.js';

/** Progress of a real run, as `test/fixtures/progress` keeps it. */
export interface RecordedProgress {
  /** Milliseconds from the start of the process, stage, done, total, and what is expected where it changed. */
  readonly rows: readonly RecordedRow[];
  /** Milliseconds until the job was begun. */
  readonly start: number;
  /** Milliseconds until all was done. */
  readonly end: number;
}

type RecordedRow = readonly [number, string, number, number, JobProgress['expected']?];

/** Rows of one stage that are kept: enough to see its pace, few enough to be read. */
const APART_MS = 200;

interface Case {
  readonly name: string;
  /** Seconds. */
  readonly video: number;
  readonly speech: number;
  /** Whose cache is used again. */
  readonly after?: string;
  /** How far an earlier attempt had come when it was killed, 0..1. */
  readonly killedAt?: number;
}

const CASES: readonly Case[] = [
  { name: 'new-actor', video: 20, speech: 20 },
  { name: 'cached-actor', video: 20, speech: 20, after: 'new-actor' },
  { name: 'long-speech', video: 4, speech: 60 },
  { name: 'short-speech', video: 60, speech: 5 },
  { name: 'resumed', video: 4, speech: 60, killedAt: 0.6 },
];

/** Records how real runs tell of themselves, a file each, into `folder`. Linux and macOS. */
export async function recordProgress(
  bench: Workbench,
  {
    clip,
    audio,
    folder,
  }: { readonly clip: string; readonly audio: string; readonly folder: string },
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const loop = ['-stream_loop', '-1', '-i'];
  for (const { name, video, speech, after, killedAt } of CASES) {
    const cut = (seconds: number): string[] => ['-t', String(seconds)];
    const files = { video: bench.path(`${name}.source.mp4`), speech: bench.path(`${name}.wav`) };
    await bench.ffmpeg([...loop, clip, ...cut(video), '-an', '-preset', 'veryfast', files.video]);
    await bench.ffmpeg([...loop, audio, ...cut(speech), '-vn', files.speech]);
    const cache = bench.path(`progress-cache-${after ?? name}`);
    const again = after === undefined ? files : filesOf(bench, after);
    const run = { ...again, output: bench.path(`${name}.mp4`), cache };
    if (killedAt !== undefined) await follow(run, killedAt);
    const recorded = await follow(run);
    writeFileSync(join(folder, `${name}.json`), textOf(recorded));
  }
}

function filesOf(bench: Workbench, name: string) {
  return { video: bench.path(`${name}.source.mp4`), speech: bench.path(`${name}.wav`) };
}

interface Run {
  readonly video: string;
  readonly speech: string;
  readonly output: string;
  readonly cache: string;
}

interface ProgressLine {
  readonly event: string;
  readonly job?: { readonly fraction: number } & (JobProgress | { readonly stage?: never });
}

/** @param killAt share of the job at which everything is killed */
async function follow(run: Run, killAt = Infinity): Promise<RecordedProgress> {
  const started = performance.now();
  const args = [join(ROOT, 'dist', 'cli.cjs'), 'run', '--json', '--force', '--provider', 'cpu'];
  const files = ['--video', run.video, '--audio', run.speech, '-o', run.output];
  const env = { ...process.env, HEYGEM_CACHE: run.cache };
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const child = spawn(process.execPath, [...args, ...files], {
    env,
    stdio: [...stdio],
    detached: true,
  });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const rows: RecordedRow[] = [];
  let last: RecordedRow | undefined;
  let expected = '';
  let start = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const { event, job } = JSON.parse(line) as ProgressLine;
    if (event === 'started') start = Math.round(performance.now() - started);
    // A job that was begun a moment ago has told nothing yet.
    if (event !== 'progress' || job?.stage === undefined) continue;
    if (job.fraction >= killAt) process.kill(-Number(child.pid), 'SIGKILL');
    const told = JSON.stringify(job.expected);
    const row: RecordedRow = [
      ...([Math.round(performance.now() - started), job.stage, job.done, job.total] as const),
      ...(told === expected ? ([] as const) : ([job.expected] as const)),
    ];
    const isNew =
      last?.[1] !== row[1] || told !== expected || row[0] - (rows.at(-1)?.[0] ?? 0) > APART_MS;
    // The last of a stage stays, so that none seems unfinished.
    if (isNew && last !== undefined && last[1] !== row[1] && last !== rows.at(-1)) rows.push(last);
    if (isNew) rows.push(row);
    last = row;
    expected = told;
  }
  const code = await closed;
  if (code !== 0 && killAt === Infinity) throw new Error(`heygem ended with ${String(code)}`);
  return { rows, start, end: Math.round(performance.now() - started) };
}

/** A row a line, so that a diff can be read. */
function textOf({ rows, start, end }: RecordedProgress): string {
  const lines = rows.map((row) => `  ${JSON.stringify(row)}`);
  return `{\n "start": ${start}, "end": ${end},\n "rows": [\n${lines.join(',\n')}\n ]\n}\n`;
}
