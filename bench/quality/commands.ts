import { InvalidArgumentError, type Command } from 'commander';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, parse, relative } from 'node:path';
import { ENGINE_VERSION } from '../../src/core/engineVersion.js';
import { writePng } from '../../src/media/picture.js';
import { ROOT } from '../root.js';
import type { Workbench } from '../workbench.js';
import { casesOf, QUALITY_SETS, type Case } from './cases.js';
import { comparisonMarkdown } from './compareTable.js';
import { drawChart } from './chart.js';
import { qualityMarkdown } from './qualityTable.js';
import { mergeResults, readResults, resultsIn, writeResults, type Run } from './results.js';
import { rowsNamed, runQuality, type Measured } from './runQuality.js';
import { scorerMarkdown } from './scorerAgreement.js';
import { isScorer, SCORERS } from './scorers.js';

interface Common {
  readonly clips: string;
  readonly keep?: string;
  readonly write?: string;
}

interface QualityArguments extends Common {
  readonly limit?: number;
  readonly part?: Part;
  readonly seconds?: number;
  readonly sheets?: boolean;
  readonly rows: readonly string[];
  readonly scorer: string;
}

/** Every n-th case, so that a long run can be made in pieces. */
interface Part {
  readonly index: number;
  readonly of: number;
}

export interface QualityHost {
  readonly command: (name: string, description: string) => Command;
  readonly withBench: (options: Common, work: (bench: Workbench) => Promise<void>) => Promise<void>;
  readonly say: (line: string) => void;
  readonly results: string;
}

export function addQualityCommands(host: QualityHost): void {
  host
    .command('quality', 'whole rendered videos against the real ones, with controls')
    .argument('[sets...]', `${QUALITY_SETS.join(', ')}, or folders and files of your own`)
    .option('--limit <n>', 'clips a set, spread evenly', whole)
    .option('--part <i/n>', 'only every n-th clip, from the i-th; results are added up', part)
    .option('--seconds <n>', 'cut longer clips to so many seconds', whole)
    .option('--sheets', 'contact sheets of `ours` in out/bench/sheets')
    .option('--rows <names>', 'rows, with commas; all when absent', list, [])
    .option(
      '--scorer <name>',
      `who finds the lips: ${Object.keys(SCORERS).join(', ')}`,
      'landmarker',
    )
    .action(async (sets: string[], options: QualityArguments) => {
      await quality(host, sets, options);
    });
  host
    .command('compare', 'what got better and what worse between two results of `quality`')
    .argument('<before>', 'a .json of bench/results or out/bench')
    .argument('<after>')
    .option('--rows <names>', 'rows, with commas', list, ['ours'])
    .action((before: string, after: string, options: { readonly rows: readonly string[] }) => {
      const rows = rowsNamed(options.rows);
      const text = comparisonMarkdown(readResults(before), readResults(after), rows);
      process.stdout.write(`${text}\n`);
    });
  host
    .command('scorers', 'how far the scorer and the pipeline agree on real videos')
    .argument('[sets...]', 'as for quality')
    .option('--limit <n>', 'clips a set, spread evenly', whole)
    .action(async (sets: string[], options: Common & { readonly limit?: number }) => {
      const cases = wantedCases(sets, options).filter(({ ownLips }) => ownLips);
      await host.withBench(options, async (bench) => {
        const text = await scorerMarkdown(bench, cases);
        process.stdout.write(`${text}\n`);
        if (options.write !== undefined) {
          writeFileSync(join(host.results, `${parse(options.write).name}.md`), `${text}\n`);
        }
      });
    });
}

async function quality(
  host: QualityHost,
  sets: readonly string[],
  options: QualityArguments,
): Promise<void> {
  const { scorer } = options;
  if (!isScorer(scorer)) throw new Error(`no scorer "${scorer}"`);
  const rows = rowsNamed(options.rows);
  const cases = wantedCases(sets, options);
  const base =
    options.write === undefined
      ? join(ROOT, 'out', 'bench', 'quality')
      : join(host.results, parse(options.write).name);
  const run: Run = { when: new Date().toISOString().slice(0, 10), engine: engineName() };
  let results = resultsIn(`${base}.json`);
  const keep = (result: Measured): void => {
    // Written after every clip: what was measured survives whatever stops the run.
    results = mergeResults(results, SCORERS[scorer], run, [result]);
    writeResults(`${base}.json`, results);
  };
  await host.withBench(options, async (bench) => {
    await runQuality(bench, {
      ...{ cases, rows, scorer },
      ...(options.seconds !== undefined && { seconds: options.seconds }),
      ...(options.sheets === true && { sheets: sheetFolder() }),
      onCase: (result, done) => {
        keep(result);
        host.say(`${done}/${cases.length} ${result.clip}: ${summary(result)}`);
      },
    });
    if (results === undefined) return;
    const text = qualityMarkdown(results);
    writeFileSync(`${base}.md`, `${text.trimEnd()}\n`);
    const { frame, color } = drawChart(results);
    await writePng(bench.tools, frame, color, `${base}.png`, bench.signal);
    process.stdout.write(`${text}\n`);
    host.say(['json', 'md', 'png'].map((ending) => relative('.', `${base}.${ending}`)).join(' '));
  });
}

/** Pictures of real faces stay out of what is committed. */
function sheetFolder(): string {
  const folder = join(ROOT, 'out', 'bench', 'sheets');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** All sets where the footage lies at hand, else what ships with the project. */
function wantedCases(
  sets: readonly string[],
  { clips, limit, part: wanted }: Pick<QualityArguments, 'clips' | 'limit' | 'part'>,
): readonly Case[] {
  const fallback = existsSync(clips) ? QUALITY_SETS : (['presenter'] as const);
  const cases = (sets.length > 0 ? sets : fallback).flatMap((set) => casesOf(set, clips, limit));
  return wanted === undefined
    ? cases
    : cases.filter((_, i) => i % wanted.of === wanted.index % wanted.of);
}

function summary({ failure, rows }: Measured): string {
  if (failure !== undefined) return failure;
  return Object.entries(rows)
    .map(([row, { apertureR, articulation, leak }]) => {
      const r = apertureR === undefined ? '' : ` r ${apertureR.toFixed(2)}`;
      const moved = articulation === undefined ? '' : ` art ${articulation.toFixed(2)}`;
      return `${row}${r}${moved}${leak === undefined ? '' : ` leak ${leak.toFixed(2)}`}`;
    })
    .join(', ');
}

/** The commit under measurement, with a mark when the sources or models were changed since. */
function engineName(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const changed = git('status', '--porcelain', '--', 'src', 'models').trim() !== '';
    return `${git('rev-parse', '--short', 'HEAD').trim()}${changed ? ' and changes' : ''}`;
  } catch {
    return `engine ${ENGINE_VERSION}`;
  }
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('not a whole number');
  return value;
}

function list(text: string): readonly string[] {
  return text.split(',').filter((name) => name !== '');
}

function part(text: string): Part {
  const [index, of] = text.split('/').map(Number);
  if (!Number.isInteger(index) || !Number.isInteger(of) || index < 1 || index > of) {
    throw new InvalidArgumentError('not of the form 1/4');
  }
  return { index: index - 1, of };
}
