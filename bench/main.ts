import { Command, InvalidArgumentError } from 'commander';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';
import { HeygemError } from '../src/core/errors.js';
import { addBackendsCommand } from './backends/commands.js';
import { clipsOf, thinOut } from './clipSets.js';
import { addFleetCommand } from './fleet/commands.js';
import { benchFuzz, type FuzzRequest } from './fuzz.js';
import { benchInside, insideMarkdown } from './inside/insideBench.js';
import { invariantsMarkdown } from './invariantsTable.js';
import { checkPair, type InvariantRow } from './invariants.js';
import { benchKills, type KillsRequest } from './kills.js';
import { recordProgress } from './progress.js';
import { addQualityCommands } from './quality/commands.js';
import { benchOwnWay } from './ownWay/ownWayBench.js';
import { ownWayMarkdown } from './ownWay/ownWayTable.js';
import { makeSheet } from './sheet.js';
import { addSoundCommands } from './sound/commands.js';
import { benchSpeed } from './speed.js';
import { ROOT } from './root.js';
import { benchUploads } from './uploads.js';
import { addVoicesCommands } from './voices/commands.js';
import { Workbench } from './workbench.js';

const CLIPS = resolve(ROOT, '..', 'shared', 'clips');
const RESULTS = join(ROOT, 'bench', 'results');
const stop = new AbortController();
process.once('SIGINT', () => {
  stop.abort();
});

const program = new Command('bench').description(
  'Measures the quality and the speed of the engine.',
);

interface Common {
  readonly clips: string;
  readonly keep?: string;
  readonly write?: string;
}

function command(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--clips <folder>', 'folder with talk/, silent/, anchors/, grid/, audio/', CLIPS)
    .option('--keep <folder>', 'leave the made videos in this folder')
    .option('--write <name>', 'also write bench/results/<name>.md and .json');
}

command('speed', 'whole processes at 720p25 against plain ffmpeg: time, CPU, stages, peak memory')
  .option('--clip <file>', 'talking video; the demo presenter when absent')
  .option('--audio <file>', 'speech; the demo speech, or the clip itself, when absent')
  .option('--runs <n>', 'runs of each kind', whole, 3)
  .option('--seconds <n>', 'length made', whole, 20)
  .option('--minutes <n>', 'length made in minutes, one run: shows that memory is bounded', whole)
  .option('--against <folder>', 'another checkout, built: measured in the same turns')
  .action(async (options: Common & SpeedArguments) => {
    const { against } = options;
    const long = options.minutes !== undefined;
    const seconds = long ? options.minutes * 60 : options.seconds;
    const runs = long ? 1 : options.runs;
    await withBench(options, async (bench) => {
      const wanted = { ...speedInputs(options), runs, seconds };
      finish(options, await benchSpeed(bench, { ...wanted, ...(against && { against }) }));
    });
  });

command('progress', 'records how real runs tell of themselves, for the tests of the time left')
  .option('--clip <file>', 'talking video; the demo presenter when absent')
  .option('--audio <file>', 'speech; the demo speech when absent')
  .option('--into <folder>', 'where the records go', join(ROOT, 'test', 'fixtures', 'progress'))
  .option('--only <case>', 'one of them, e.g. busy')
  .action(async (options: Common & ProgressArguments) => {
    const { into: folder, only } = options;
    await withBench(options, async (bench) => {
      const wanted = { ...speedInputs(options), folder, ...(only !== undefined && { only }) };
      await recordProgress(bench, wanted);
    });
  });

command('kills', 'kill -9 of random processes at random times: what is lost, and what is left over')
  .option('--clip <file>', 'talking video; the demo presenter when absent')
  .option('--audio <file>', 'speech; the demo speech when absent')
  .option('--seconds <n>', 'length made', whole, 25)
  .option('--kills <n>', 'how many', whole, 100)
  .option('--seed <n>', 'of the times and the victims', whole, 1)
  .option('--parallel <n>', 'workers', whole, 2)
  .action(async (options: Common & KillsRequest) => {
    await withBench(options, async (bench) => {
      finish(options, await benchKills(bench, { ...options, ...speedInputs(options) }));
    });
  });

command('fuzz', 'clips with flipped bytes, checked and used: hangs, stack traces, exit codes')
  .option('--variants <n>', 'of each of three clips', whole, 20)
  .option('--seed <n>', 'of the bytes', whole, 1)
  .action(async (options: Common & FuzzRequest) => {
    await withBench(options, async (bench) => {
      finish(options, await benchFuzz(bench, options));
    });
  });

command('uploads', 'the rate of uploads to the studio against plain writes, and its memory (Linux)')
  .option('--size <MiB>', 'of the large file', whole, 2048)
  .option('--small <MiB>', 'of the file to hold its memory against', whole, 200)
  .option('--runs <n>', 'rounds', whole, 3)
  .action(async (options: Common & UploadsArguments) => {
    const [size, small] = [options.size, options.small].map((mebi) => mebi * 2 ** 20);
    await withBench(options, async (bench) => {
      finish(options, await benchUploads(bench, { size, small, runs: options.runs }));
    });
  });

addBackendsCommand({ command, withBench, finish, say, inputs: speedInputs, whole });

addQualityCommands({ command, withBench, say, results: RESULTS });

command('inside', 'what is between the lips, learnt from one half of a clip and drawn in the other')
  .argument('[sets...]', 'clips: sets, folders or files; talk when absent')
  .option('--limit <n>', 'clips a set, spread evenly', whole)
  .action(async (sets: string[], options: Common & { readonly limit?: number }) => {
    const wanted = sets.length > 0 ? sets : ['talk'];
    const clips = wanted.flatMap((set) => thinOut(clipsOf(set, options.clips), options.limit));
    await withBench(options, async (bench) => {
      const results = await benchInside(bench, clips, say);
      finish(options, insideMarkdown(results, today()), results);
    });
  });

command(
  'own-way',
  'how far a person’s own way of speaking helps, learnt from a part and tried on the rest',
)
  .argument('[sets...]', 'clips: sets, folders or files; talk when absent')
  .action(async (sets: string[], options: Common) => {
    const clips = (sets.length > 0 ? sets : ['talk']).flatMap((set) => clipsOf(set, options.clips));
    const recordings = clipsOf(join(options.clips, 'audio'), options.clips).map(({ path }) => path);
    await withBench(options, async (bench) => {
      const request = { clips, folder: options.clips, recordings, say };
      finish(options, ownWayMarkdown(await benchOwnWay(bench, request), today()));
    });
  });

command('invariants', 'what must hold of every output, over clips x audios')
  .argument('[sets...]', 'clips: sets, folders or files; talk and silent when absent')
  .option('--audio <files...>', 'speech files', [])
  .option('--limit <n>', 'clips a set, spread evenly', whole)
  .action(async (sets: string[], options: Common & InvariantArguments) => {
    const audios = options.audio.length > 0 ? options.audio : twoSpeeches(options.clips);
    const wanted = sets.length > 0 ? sets : ['talk', 'silent'];
    const clips = wanted.flatMap((set) => thinOut(clipsOf(set, options.clips), options.limit));
    await withBench(options, async (bench) => {
      const rows: InvariantRow[] = [];
      for (const clip of clips) {
        for (const audio of audios) {
          rows.push(await checkPair(bench, clip, resolve(audio)));
          say(`${rows.length}/${clips.length * audios.length} ${clip.name}`);
        }
      }
      finish(options, invariantsMarkdown(rows, today()), rows);
    });
  });

command('sheet', 'a PNG of mouths at full size, the source above the result')
  .argument('<source>')
  .argument('<result>')
  .requiredOption('-o, --output <png>')
  .option('--from <n>', 'first output frame', whole, 0)
  .option('--every <n>', 'frames from one mouth to the next', whole, 2)
  .option('--columns <n>', 'mouths in a row', whole, 8)
  .option('--rows <n>', 'rows of pairs', whole, 4)
  .option('--zoom <n>', 'repeat pixels so many times, for small faces', whole, 1)
  .action(async (source: string, result: string, options: Common & SheetArguments) => {
    await withBench(options, async (bench) => {
      const output = resolve(options.output);
      mkdirSync(dirname(output), { recursive: true });
      say(`${await makeSheet(bench, { ...options, source, result, output })} mouths: ${output}`);
    });
  });

addSoundCommands({ command, withBench, finish, say, today });
addVoicesCommands({ command, withBench, finish, say, today });
addFleetCommand({ program, finish, say, whole });

interface SpeedArguments {
  readonly clip?: string;
  readonly audio?: string;
  readonly runs: number;
  readonly seconds: number;
  readonly minutes?: number;
  readonly against?: string;
}
interface ProgressArguments extends Pick<SpeedArguments, 'clip' | 'audio'> {
  readonly into: string;
  readonly only?: string;
}
interface InvariantArguments {
  readonly audio: readonly string[];
  readonly limit?: number;
}
interface UploadsArguments {
  /** Mebibytes. */
  readonly size: number;
  readonly small: number;
  readonly runs: number;
}
interface SheetArguments {
  readonly output: string;
  readonly from: number;
  readonly every: number;
  readonly columns: number;
  readonly rows: number;
  readonly zoom: number;
}

async function withBench(
  options: Common,
  work: (bench: Workbench) => Promise<void>,
): Promise<void> {
  if (options.keep !== undefined) mkdirSync(options.keep, { recursive: true });
  const bench = await Workbench.open(stop.signal, options.keep);
  try {
    await work(bench);
  } finally {
    await bench.close();
  }
}

/** The presenter that ships with the project is what everybody can measure with. */
function speedInputs({ clip, audio }: Pick<SpeedArguments, 'clip' | 'audio'>): {
  clip: string;
  audio: string;
} {
  const demo = join(ROOT, 'media', 'demo');
  const files = existsSync(demo) ? readdirSync(demo).sort() : [];
  const find = (pattern: RegExp): string | undefined => {
    const name = files.find((file) => pattern.test(file));
    return name === undefined ? undefined : join(demo, name);
  };
  const video = clip ?? find(/\.(mp4|webm|mkv)$/);
  if (video === undefined) throw new Error('no demo presenter in media/demo: give --clip');
  return {
    clip: video,
    audio: audio ?? (clip === undefined ? find(/\.(wav|flac|mp3)$/) : undefined) ?? video,
  };
}

function twoSpeeches(clips: string): string[] {
  return ['zh_news_8s.wav', 'en_jfk_11s.flac'].map((name) => join(clips, 'audio', name));
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('not a whole number');
  return value;
}

function finish({ write }: Pick<Common, 'write'>, markdown: string, json?: unknown): void {
  process.stdout.write(`${markdown}\n`);
  if (write === undefined) return;
  mkdirSync(RESULTS, { recursive: true });
  const base = join(RESULTS, parse(write).name);
  writeFileSync(`${base}.md`, `${markdown.trimEnd()}\n`);
  if (json !== undefined) writeFileSync(`${base}.json`, compactJson(json));
}

/** Figures to four decimals, so that results stay small and a diff shows what changed. */
function compactJson(json: unknown): string {
  const rounded = (_key: string, value: unknown): unknown =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(4)) : value;
  return `${JSON.stringify(json, rounded, 1)}\n`;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

program.parseAsync().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  if (error instanceof HeygemError && error.detail !== undefined) say(error.detail);
  process.exitCode = stop.signal.aborted ? 130 : 1;
});
