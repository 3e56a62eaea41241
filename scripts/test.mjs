// `npm test`: everything that must hold, on a clean clone too. Each of types, lint, format and build
// counts as one; the rest are vitest's counts. The closing line is `N passed, N failed`.
//   npm test -- [--editor | --no-editor | --wine] [--oldest-vscode] [--packaged-ffmpeg | --old-ffmpeg] [NAME ...]
// Names of test files choose among them. The editor's tests run its page in a real browser and the
// packaged extension in a real VS Code; both are installed on the first run, and where they cannot be,
// that is a failure. --editor runs these only (`npm run test:editor`), --no-editor all others.
// --oldest-vscode runs, of the editor's tests, those that open VS Code, and these in the oldest that `engines` in
// package.json names (test/rig/versions.ts). It is installed beside the newest, and each test makes sure which runs.
// --wine runs the command line on Windows as far as Wine shows it (docs/platforms.md), and that only when asked.
// What reads and writes media is tested with the system's ffmpeg, the one that the extension carries and
// npm's old one in any run (test/process/toolsets.ts); --packaged-ffmpeg runs all of it with the second
// alone, --old-ffmpeg with the third.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { carriedProgram, fetchCarried } from './carriedBuild.mjs';
import { packagedProgram } from './packagedTools.mjs';
import { node, prepare } from './steps.mjs';
import { makePack } from './voices/makePack.mjs';
import { fetchForWine } from './wine.mjs';

const CHECKS = [
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '-p', '.'] },
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.'] },
  { name: 'format', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] },
];

const VITEST = 'node_modules/vitest/vitest.mjs';
const SUITES = [
  { name: 'unit and process tests', flag: '--no-editor', args: [] },
  { name: 'editor tests', flag: '--editor', args: ['--config', 'vitest.e2e.config.mts'] },
  { name: 'Wine tests', flag: '--wine', args: ['--config', 'vitest.wine.config.mts'], extra: true },
];

const counts = { passed: 0, failed: 0, skipped: 0 };
const troubles = [];
/** Tests that failed once and passed when tried again: a fault of the test or worse, so it is told. */
const unsteady = [];

function count(name, good) {
  counts[good ? 'passed' : 'failed'] += 1;
  if (!good) troubles.push(name);
}

async function check({ name, args }) {
  const good = (await node(...args)) === 0;
  console.log(`${name}: ${good ? 'passed' : 'failed'}`);
  count(name, good);
}

/** What the tests need and the repository does not hold; next to no work where it is there. */
async function bring(name, fetch) {
  const problem = await fetch().then(
    () => undefined,
    (error) => error.message,
  );
  if (problem !== undefined) console.error(problem);
  count(name, problem === undefined);
}

/** What vitest's JSON says; a file that could not even be loaded counts as one failure. */
function countTests(results, suite, exitCode) {
  counts.passed += results.numPassedTests;
  counts.failed += results.numFailedTests;
  counts.skipped += results.numPendingTests + (results.numTodoTests ?? 0);
  let failures = results.numFailedTests;
  for (const file of results.testResults) {
    const failedTests = file.assertionResults.filter(({ status }) => status === 'failed');
    for (const { status, failureMessages, fullName } of file.assertionResults) {
      if (status === 'passed' && failureMessages.length > 0)
        unsteady.push(`${path.basename(file.name)}: ${fullName}\n    ${failureMessages[0]}`);
    }
    for (const test of failedTests) troubles.push(`${path.basename(file.name)}: ${test.fullName}`);
    if (file.status === 'failed' && failedTests.length === 0) {
      count(`${path.basename(file.name)} did not run`, false);
      failures += 1;
    }
  }
  if (exitCode !== 0 && failures === 0) count(`${suite} failed outside of any test`, false);
  return results.numPassedTests + results.numFailedTests;
}

/** Returns how many tests ran. With names, a suite that none of them is in runs nothing. */
async function runSuite({ name, args }, wanted) {
  console.log(`\n${name} ${wanted.join(' ')}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'heygem-test-'));
  const file = path.join(folder, 'results.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const extra = wanted.length > 0 ? ['--passWithNoTests', ...wanted] : [];
  try {
    const exitCode = await node(VITEST, 'run', ...args, ...reporters, ...extra);
    return countTests(JSON.parse(readFileSync(file, 'utf8')), name, exitCode);
  } catch (error) {
    count(`${name} did not run: ${error.message}`, false);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whose programs all tests use. */
const CHOICES = { '--packaged-ffmpeg': carriedProgram, '--old-ffmpeg': packagedProgram };
const OLDEST_VSCODE = '--oldest-vscode';
const options = [...Object.keys(CHOICES), OLDEST_VSCODE];
const words = process.argv.slice(2).filter((word) => !options.includes(word));
if (process.argv.includes(OLDEST_VSCODE)) {
  process.env.HEYGEM_VSCODE = 'oldest';
  words.push('--editor');
}
const flags = SUITES.map(({ flag }) => flag);
const wanted = words.filter((word) => !flags.includes(word));
const suites = SUITES.filter(
  ({ flag, extra }) =>
    words.every((word) => !flags.includes(word) || word === flag) &&
    (extra !== true || words.includes(flag)),
);

const ready = await prepare();
count('build', ready);
if (ready) {
  await bring('the ffmpeg that the extension carries', () => fetchCarried());
  await bring('the voices', () => makePack());
  if (words.includes('--wine')) await bring('node.exe and ffmpeg.exe', () => fetchForWine());
}
const choice = Object.keys(CHOICES).find((word) => process.argv.includes(word));
if (choice !== undefined) {
  // Every program that the tests start inherits these.
  process.env.HEYGEM_FFMPEG = CHOICES[choice]('ffmpeg');
  process.env.HEYGEM_FFPROBE = CHOICES[choice]('ffprobe');
}
if (ready) {
  // Side by side, for each of them is one thread.
  await Promise.all(CHECKS.map(check));
  let ran = 0;
  for (const suite of suites) ran += await runSuite(suite, wanted);
  if (ran === 0 && counts.skipped === 0) count('no test was run', false);
}
for (const { name } of SUITES.filter((suite) => !suites.includes(suite))) {
  console.log(`\nLeft out: ${name}`);
}
if (unsteady.length > 0)
  console.log(
    `\nPassed at the second try only:\n${unsteady.map((name) => `  ${name}`).join('\n')}`,
  );
if (troubles.length > 0)
  console.log(`\nFailed:\n${troubles.map((name) => `  ${name}`).join('\n')}`);
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
console.log(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
