// `npm run demo`: makes the presenter that ships with the project say new words, from a clean clone.
//   npm run demo -- [--lang en|zh|all] [--out FOLDER]
import { mkdirSync, readFileSync } from 'node:fs';
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
      out: { type: 'string', default: path.join(ROOT, 'out', 'demo') },
    },
  });
  if (values.lang !== undefined && values.lang !== 'all' && !(values.lang in LANGUAGES)) {
    throw new Error(`--lang is one of en, zh, all; not ${values.lang}`);
  }
  return { lang: values.lang, out: path.resolve(values.out) };
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

async function make(language, out) {
  const output = path.join(out, `presenter-${language}.mp4`);
  const sheet = path.join(out, `presenter-${language}.png`);
  const audio = path.join(ROOT, 'media', 'demo', `speech-${language}.flac`);
  console.log(`\n${LANGUAGES[language]}:`);
  const made = await node('dist/cli.cjs', 'run', '--video', VIDEO, '--audio', audio, '-o', output);
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
    '--from',
    '10',
    '--every',
    '6',
    '--rows',
    '3',
  );
  if (drawn !== 0) return undefined;
  return { language, output, report, sheet, lines };
}

function tell({ language, output, report, sheet, lines }) {
  console.log(`\n${LANGUAGES[language]}`);
  for (const line of lines) console.log(`  ${line}`);
  console.log(`  video        ${output}`);
  console.log(`  report       ${report}`);
  console.log(`  contact sheet (filmed above, made below)\n               ${sheet}`);
}

async function main() {
  const started = performance.now();
  const { lang, out } = readArguments();
  if (!(await prepare())) return 1;
  mkdirSync(out, { recursive: true });
  const wanted = lang === undefined || lang === 'all' ? Object.keys(LANGUAGES) : [lang];
  const results = [];
  for (const language of wanted) {
    const elapsed = (performance.now() - started) / 1000;
    if (results.length > 0 && lang === undefined && elapsed > PATIENCE_SECONDS) {
      console.log(`\nFor ${LANGUAGES[language]}: npm run demo -- --lang ${language}`);
      break;
    }
    const result = await make(language, out);
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
