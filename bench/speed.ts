import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { reportPath } from '../src/core/outputFiles.js';
import type { OutputReport } from '../src/core/report.js';
import { DEFAULT_SETTINGS } from '../src/core/settings.js';
import { ROOT } from './root.js';
import { measureProcess } from './processUsage.js';
import { speedTable, stageTable, type Pass, type PassGroup } from './speedTables.js';
import type { Workbench } from './workbench.js';

export interface SpeedOptions {
  readonly clip: string;
  readonly audio: string;
  readonly runs: number;
  /** Seconds of video and speech to make. */
  readonly seconds: number;
  /** Another checkout, built, whose engine is measured in turn with this one's. */
  readonly against?: string;
}

export interface Inputs {
  readonly video: string;
  readonly audio: string;
  readonly frames: number;
}

const FRAME_RATE = 25;
/** A key frame every two seconds, as the engine asks for. */
const KEY_INTERVAL = 2 * FRAME_RATE;

/**
 * Whole processes, start included, as a person at a terminal waits for them: a new actor, then the
 * same again with the actor cached. Beside them the floor: one ffmpeg that decodes and encodes the
 * same frames with the same preset and crf. All take turns, so that what else the machine does falls on
 * all alike.
 */
export async function benchSpeed(bench: Workbench, options: SpeedOptions): Promise<string> {
  const inputs = await makeInputs(bench, options);
  const load = loadavg()[0].toFixed(1);
  const engines = [
    ...(options.against === undefined ? [] : [{ name: 'before', root: resolve(options.against) }]),
    { name: '', root: ROOT },
  ];
  const floor: Pass[] = [];
  const groups = engines.flatMap(({ name, root }) =>
    (['new', 'cached'] as const).map((kind): PassGroup & { root: string; passes: Pass[] } => ({
      name: [`${kind} actor`, name].filter(Boolean).join(', '),
      root,
      passes: [],
    })),
  );
  for (let run = 0; run < options.runs; run++) {
    floor.push(await floorPass(bench, inputs));
    for (const [i, { root, passes }] of groups.entries()) {
      const cache = bench.path(`cache-${run}-${i >> 1}`);
      passes.push(await enginePass(bench, inputs, root, cache));
    }
  }
  return [
    `# Speed at 1280x720, ${FRAME_RATE} frames/s, ${options.seconds} s`,
    '',
    'Whole processes, from the start of `heygem run` to the finished mp4. CPU provider, x264',
    `${DEFAULT_SETTINGS.preset}, crf ${DEFAULT_SETTINGS.crf}. The floor is one ffmpeg that decodes and encodes the same frames.`,
    `${cpus().length} cores, load ${load} before the first run. Medians of ${options.runs} runs, taken in turn; "x floor" is the`,
    "median of each run's own ratio. CPU time is that of all processes; other load inflates it less.",
    '',
    speedTable([{ name: 'floor', passes: floor }, ...groups], inputs.frames),
    '',
    '## Where the time goes (ms a frame of output, medians)',
    '',
    stageTable(groups),
    '',
  ].join('\n');
}

/** Loops the clip and the speech to the length wanted; the picture is scaled and padded to 720p. */
export async function makeInputs(
  bench: Workbench,
  { clip, audio, seconds }: Pick<SpeedOptions, 'clip' | 'audio' | 'seconds'>,
): Promise<Inputs> {
  const inputs = {
    video: bench.path('speed-720p25.mp4'),
    audio: bench.path('speed.wav'),
    frames: seconds * FRAME_RATE,
  };
  const size = 'scale=1280:720:force_original_aspect_ratio=decrease,pad=1280:720:-1:-1';
  const length = ['-t', String(seconds)];
  const encoding = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-pix_fmt', 'yuv420p'];
  const filter = ['-an', '-vf', `${size},fps=${FRAME_RATE}`, ...encoding];
  await bench.ffmpeg(['-stream_loop', '-1', '-i', clip, ...length, ...filter, inputs.video]);
  await bench.ffmpeg(['-stream_loop', '-1', '-i', audio, ...length, '-vn', inputs.audio]);
  return inputs;
}

async function floorPass(bench: Workbench, { video, frames }: Inputs): Promise<Pass> {
  const { preset, crf } = DEFAULT_SETTINGS;
  return measureProcess(bench.tools.ffmpeg.path, [
    ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', '-i', video, '-an'],
    ...['-frames:v', String(frames), '-c:v', 'libx264', '-preset', preset, '-crf', String(crf)],
    ...['-g', String(KEY_INTERVAL), '-pix_fmt', 'yuv420p', bench.path('speed-floor.mp4')],
  ]);
}

async function enginePass(
  bench: Workbench,
  { video, audio }: Inputs,
  root: string,
  cache: string,
): Promise<Pass> {
  const output = bench.path('speed-out.mp4');
  const run = await measureProcess(
    process.execPath,
    [
      ...[join(root, 'dist', 'cli.cjs'), 'run', '--provider', 'cpu', '--force'],
      ...['--ffmpeg', bench.tools.ffmpeg.path, '--video', video, '--audio', audio, '-o', output],
    ],
    { ...process.env, HEYGEM_CACHE: cache },
  );
  const report = JSON.parse(readFileSync(reportPath(output), 'utf8')) as OutputReport;
  return { ...run, report };
}
