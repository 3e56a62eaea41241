// `npm run demo`: makes the presenter that ships with the project say new words, from a clean clone.
//   npm run demo -- [--lang en|zh|all] [--out FOLDER]
//   npm run demo -- --say "A new sentence, in English or Chinese." [--voice ID]
// With --say the voices are made first where they are not there (npm run voices).
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, node, prepare } from './steps.mjs';

const VIDEO = path.join(ROOT, 'media', 'demo', 'presenter.mp4');
const LANGUAGES = { en: 'English', zh: 'Mandarin' };
/** Without a wish, Mandarin is made too where English was done this soon after the start. */
const PATIENCE_SECONDS = 75;

function readArguments() {
  const { values } = parseArgs({
    options: {
      lang: { type: 'string' },
      say: { type: 'string' },
      voice: { type: 'string' },
      out: { type: 'string', default: path.join(ROOT, 'out', 'demo') },
    },
  });
  if (values.lang !== undefined && values.lang !== 'all' && !(values.lang in LANGUAGES)) {
    throw new Error(`--lang is one of en, zh, all; not ${values.lang}`);
  }
  const { lang, say, voice } = values;
  if (say === undefined && voice !== undefined) throw new Error('--voice needs --say');
  return { lang, say, voice, out: path.resolve(values.out) };
}

const percent = (share) => `${Math.round(share * 100)} %`;
const percentOf = (value) => (value === null ? 'not measurable' : percent(value));
const rounded = (value, digits = 2) => (value === null ? 'not measurable' : value.toFixed(digits));

function describe(report) {
  const { frames, frameRate, width, height, duration, passedThrough, sync, stages } = report;
  // `render.draw` and the like are parts of `render`.
  const whole = Object.entries(stages).filter(([name]) => !name.includes('.'));
  const seconds = whole.reduce((sum, [, stage]) => sum + stage.seconds, 0);
  const lines = [
    `picture      ${width}x${height}, ${rounded(frameRate)} frames/s, ${rounded(duration)} s, ${frames} frames`,
    `lips         measured on the picture, they follow the intended motion with r = ${rounded(sync.apertureR)},`,
    `             ${rounded(sync.lagFrames)} frames late, opening ${percentOf(sync.articulation)} as far`,
    `sharpness    of the mouth against the source: ${percentOf(report.sharpness)}`,
    `as filmed    ${passedThrough.frames} frames passed through untouched`,
    `interior     ${percent(report.drawnInteriorShare)} of frames drawn by anatomy, the rest the presenter's own`,
    `made         in ${rounded(seconds, 1)} s (${rounded(frames / seconds, 1)} frames/s) by ${report.provider}, ${report.encoder}` +
      (report.actorCached ? '; what was learnt of this presenter was cached' : ''),
  ];
  return [...lines, ...report.warnings.map((warning) => `note         ${warning}`)];
}

/** What the presenter says: a recording that ships with the project, or words. */
function recorded(language) {
  const audio = path.join(ROOT, 'media', 'demo', `speech-${language}.flac`);
  return { name: language, title: LANGUAGES[language], speech: ['--audio', audio] };
}

function worded(say, voice) {
  const speech = ['--text', say, ...(voice === undefined ? [] : ['--voice', voice])];
  return { name: 'say', title: `"${say}"`, speech };
}

/** The voices pack, where whoever speaks may need it. */
async function voices() {
  if (process.env.HEYGEM_VOICES !== undefined) return true;
  if (existsSync(path.join(ROOT, 'voices', 'manifest.json'))) return true;
  console.log('Making the voices (npm run voices) ...');
  return (await node('scripts/voices.mjs')) === 0;
}

async function make({ name, title, speech }, out) {
  const output = path.join(out, `presenter-${name}.mp4`);
  const sheet = path.join(out, `presenter-${name}.png`);
  console.log(`\n${title}:`);
  const made = await node('dist/cli.cjs', 'run', '--video', VIDEO, ...speech, '-o', output);
  if (made !== 0) return undefined;
  const report = `${output.slice(0, -'.mp4'.length)}.report.json`;
  const lines = describe(JSON.parse(readFileSync(report, 'utf8')));
  const drawn = await node(
    'dist/bench.cjs',
    'sheet',
    VIDEO,
    output,
    '-o',
    sheet,
    ...['--from', '10', '--every', '6', '--rows', '3'],
  );
  if (drawn !== 0) return undefined;
  return { title, output, report, sheet, lines };
}

function tell({ title, output, report, sheet, lines }) {
  console.log(`\n${title}`);
  for (const line of lines) console.log(`  ${line}`);
  console.log(`  video        ${output}`);
  console.log(`  report       ${report}`);
  console.log(`  contact sheet (filmed above, made below)\n               ${sheet}`);
}

async function main() {
  const started = performance.now();
  const { lang, say, voice, out } = readArguments();
  if (!(await prepare())) return 1;
  mkdirSync(out, { recursive: true });
  if (say !== undefined) {
    if (!(await voices())) return 1;
    const result = await make(worded(say, voice), out);
    if (result === undefined) return 1;
    tell(result);
    return 0;
  }
  const wanted = lang === undefined || lang === 'all' ? Object.keys(LANGUAGES) : [lang];
  const results = [];
  for (const language of wanted) {
    const elapsed = (performance.now() - started) / 1000;
    if (results.length > 0 && lang === undefined && elapsed > PATIENCE_SECONDS) {
      console.log(`\nFor ${LANGUAGES[language]}: npm run demo -- --lang ${language}`);
      break;
    }
    const result = await make(recorded(language), out);
    if (result === undefined) return 1;
    results.push(result);
  }
  results.forEach(tell);
  console.log(`\nThe demo took ${Math.round((performance.now() - started) / 1000)} s.`);
  return 0;
}

process.exitCode = await main().catch((error) => {
  console.error(error.message);
  return 2;
});
