import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../src/core/seeded.js';
import { runTool } from '../src/media/childProcess.js';
import { ROOT } from './root.js';
import { table } from './table.js';
import type { Workbench } from './workbench.js';

export interface FuzzRequest {
  /** Of each clip. */
  readonly variants: number;
  readonly seed: number;
}

/** A clip's container, and how the drawn presenter is written into it. */
const CLIPS = {
  'talk.mp4': ['-c:v', 'libx264', '-c:a', 'aac'],
  'talk.webm': ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus'],
  'talk.ts': ['-c:v', 'libx264', '-g', '12', '-c:a', 'aac'],
} as const;
const SECONDS = 2.4;
/** An answer that takes longer is a hang. */
const LIMIT_MS = 60_000;
const STACK = /^\s+at .*:\d+:\d+\)?$/m;

interface Answer {
  readonly code: number | null;
  readonly seconds: number;
  readonly text: string;
  /** Codes of failures, from the JSON lines. */
  readonly failures: readonly string[];
}

/**
 * Flips random bytes in clips and has the product check and use each as its video and its speech.
 * @throws Error where one hangs, shows a stack trace, fails for a reason inside, ends with a code that is not
 * documented, or leaves anything but a result behind
 */
export async function benchFuzz(bench: Workbench, request: FuzzRequest): Promise<string> {
  const random = seeded(request.seed);
  const rows = [];
  for (const [clip, coding] of Object.entries(CLIPS)) {
    const whole = await makeClip(bench, clip, coding);
    for (let variant = 1; variant <= request.variants; variant++) {
      const flips = 2 ** Math.floor(random() * 11);
      // Half of them where the headers are.
      const reach = random() < 0.5 ? Math.min(2048, whole.length) : whole.length;
      const name = `${variant}-${clip}`;
      writeFileSync(bench.path(name), flipped(whole, { flips, reach, random }));
      const check = await ask(bench, ['check', '--video', name, '--audio', name]);
      const output = `${variant}-${clip}.out.mp4`;
      const run = await ask(bench, ['run', '--video', name, '--audio', name, '-o', output]);
      for (const answer of [check, run]) judge(name, answer);
      const told = (answer: Answer): string => answer.failures.join(' ') || 'no failure';
      const left = readdirSync(bench.scratch).filter((file) => file.startsWith('.'));
      if (left.length > 1) throw new Error(`${name} leaves ${left.join()} behind`);
      rows.push([name, flips, reach === whole.length ? 'all' : 'head', told(check), told(run)]);
      rows.at(-1)?.push(check.seconds, run.seconds);
      process.stderr.write(`${rows.length} ${JSON.stringify(rows.at(-1))}\n`);
      rmSync(bench.path(name));
    }
  }
  const made = rows.filter((row) => row[4] === 'no failure').length;
  const slowest = Math.max(...rows.flatMap((row) => [Number(row[5]), Number(row[6])]));
  return [
    `# ${rows.length} clips with flipped bytes, seed ${request.seed}\n`,
    `${made} were made into videos, the others refused; no hang (slowest ${slowest.toFixed(1)} s), no stack`,
    'trace, no reason inside, only documented exit codes, nothing left over.\n',
    table(['clip', 'flips', 'where', 'check', 'run', 'check s', 'run s'], rows, 1),
    '',
  ].join('\n');
}

async function makeClip(bench: Workbench, name: string, coding: readonly string[]) {
  const demo = join(ROOT, 'media', 'demo');
  const inputs = ['-i', join(demo, 'presenter.mp4'), '-i', join(demo, 'speech-en.flac')];
  const shown = ['-map', '0:v', '-map', '1:a', '-t', String(SECONDS), '-vf', 'scale=-2:360'];
  const args = ['-v', 'error', '-y', ...inputs, ...shown, ...coding, bench.path(name)];
  await runTool(bench.tools.ffmpeg, args, { subject: name });
  return readFileSync(bench.path(name));
}

interface Damage {
  readonly flips: number;
  /** Bytes from the start among which they are. */
  readonly reach: number;
  readonly random: () => number;
}

function flipped(whole: Buffer, { flips, reach, random }: Damage): Buffer {
  const bytes = Buffer.from(whole);
  for (let flip = 0; flip < flips; flip++) {
    const at = Math.floor(random() * reach);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  }
  return bytes;
}

function ask(bench: Workbench, args: readonly string[]): Promise<Answer> {
  const cache = bench.path('.cache');
  mkdirSync(cache, { recursive: true });
  const started = performance.now();
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'cli.cjs'), ...args, '--json'], {
    cwd: bench.scratch,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HEYGEM_CACHE: cache },
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  const timer = setTimeout(() => child.kill('SIGTERM'), LIMIT_MS);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer);
      const seconds = (performance.now() - started) / 1000;
      const failures = [...text.matchAll(/"code":"([a-z-]+)","params"/g)].map((found) => found[1]);
      resolve({ code, seconds, text, failures: [...new Set(failures)] });
    });
  });
}

function judge(name: string, { code, seconds, text, failures }: Answer): void {
  const wrong = [
    ...(seconds * 1000 >= LIMIT_MS ? [`takes ${seconds.toFixed(0)} s`] : []),
    ...(code !== 0 && code !== 1 ? [`ends with ${code}`] : []),
    ...(STACK.test(text) ? ['shows a stack trace'] : []),
    ...(failures.includes('internal') ? ['fails for a reason inside'] : []),
    // The disk of a bench is well: it is the clip that is not.
    ...(failures.includes('output-damaged') ? ['blames the disk'] : []),
  ];
  if (wrong.length > 0) throw new Error(`${name} ${wrong.join(', ')}:\n${text.slice(-2000)}`);
}
