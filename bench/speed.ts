import { cpus, loadavg } from 'node:os';
import { median } from '../src/core/measure/statistics.js';
import type { StageTime } from '../src/core/report.js';
import { cpuSeconds, MemoryWatch } from './processUsage.js';
import { table } from './table.js';
import type { Rendered, Workbench } from './workbench.js';

export interface SpeedOptions {
  readonly clip: string;
  readonly audio: string;
  readonly runs: number;
  /** Seconds of video and speech to make. */
  readonly seconds: number;
}

interface Pass {
  readonly rendered: Rendered;
  /** CPU time of the process and its ffmpeg children. */
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  readonly byProgram: ReadonlyMap<string, number>;
}

/** Frames a second end to end at 720p25, with a new actor and with a cached one. */
export async function benchSpeed(bench: Workbench, options: SpeedOptions): Promise<string> {
  const video = bench.path('speed-720p25.mp4');
  const audio = bench.path('speed.wav');
  await makeInputs(bench, options, video, audio);
  const load = loadavg()[0].toFixed(1);
  const fresh: Pass[] = [];
  const cached: Pass[] = [];
  for (let run = 0; run < options.runs; run++) {
    await bench.forget();
    fresh.push(await pass(bench, video, audio));
    cached.push(await pass(bench, video, audio));
  }
  return [
    `# Speed at 1280x720, 25 frames/s, ${options.seconds} s`,
    '',
    'End to end: models loaded (new actor only), probe to finished mp4. CPU provider, x264 veryfast.',
    `${cpus().length} cores, load ${load} before the first run: much above 0, the rates are too low.`,
    'CPU time is that of the process and its ffmpeg children, which other load inflates less.',
    '',
    speedTable({ 'new actor': fresh, 'cached actor': cached }),
    '',
    '## Where the time goes (ms a frame of output, median run)',
    '',
    stageTable(fresh, cached),
    '',
  ].join('\n');
}

/** Loops the clip and the speech to the length wanted; the picture is scaled and padded to 720p. */
async function makeInputs(
  bench: Workbench,
  { clip, audio, seconds }: SpeedOptions,
  videoPath: string,
  audioPath: string,
): Promise<void> {
  const size = 'scale=1280:720:force_original_aspect_ratio=decrease,pad=1280:720:-1:-1';
  const length = ['-t', String(seconds)];
  const encoding = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-pix_fmt', 'yuv420p'];
  const filter = ['-an', '-vf', `${size},fps=25`, ...encoding];
  await bench.ffmpeg(['-stream_loop', '-1', '-i', clip, ...length, ...filter, videoPath]);
  await bench.ffmpeg(['-stream_loop', '-1', '-i', audio, ...length, '-vn', audioPath]);
}

async function pass(bench: Workbench, video: string, audio: string): Promise<Pass> {
  const watch = new MemoryWatch();
  const before = cpuSeconds();
  try {
    const rendered = await bench.render({ video, audio, name: 'speed-out.mp4' });
    return { rendered, cpuSeconds: cpuSeconds() - before, ...watch.stop() };
  } finally {
    watch.stop();
  }
}

function framesPerSecond({ rendered }: Pass): number {
  return rendered.report.frames / rendered.seconds;
}

function speedTable(groups: Readonly<Record<string, readonly Pass[]>>): string {
  const rows = Object.entries(groups).map(([name, passes]) => {
    const rates = passes.map(framesPerSecond);
    const peak = passes.reduce((a, b) => (a.peakBytes > b.peakBytes ? a : b));
    const programs = [...peak.byProgram].map(
      ([program, bytes]) => `${program} ${megabytes(bytes)}`,
    );
    return [
      name,
      median(rates),
      Math.min(...rates),
      Math.max(...rates),
      passes[0].rendered.report.frames,
      median(passes.map((one) => (1000 * one.cpuSeconds) / one.rendered.report.frames)),
      megabytes(peak.peakBytes),
      programs.join(', '),
      passes.every(({ rendered }) => rendered.report.actorCached) ? 'yes' : 'no',
    ];
  });
  const header = [
    '',
    'frames/s',
    'slowest',
    'fastest',
    'frames',
    'CPU ms a frame',
    'peak MB',
    'of which',
    'cached',
  ];
  return table(header, rows, 1);
}

function stageTable(fresh: readonly Pass[], cached: readonly Pass[]): string {
  const names = [...new Set([...fresh, ...cached].flatMap(({ rendered }) => stageNames(rendered)))];
  const rows = names.map((name) => [name, perFrame(fresh, name), perFrame(cached, name)]);
  return table(['stage', 'new actor', 'cached actor'], rows);
}

function stageNames({ report }: Rendered): string[] {
  return Object.keys(report.stages).sort();
}

function perFrame(passes: readonly Pass[], name: string): number | null {
  return median(
    passes.map(({ rendered: { report } }) => {
      const stages: Readonly<Partial<Record<string, StageTime>>> = report.stages;
      const stage = stages[name];
      return stage === undefined ? NaN : (1000 * stage.seconds) / report.frames;
    }),
  );
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
