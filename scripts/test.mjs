// `npm test`: everything that must hold, on a clean clone too. Each of types, lint, format and build
// counts as one; the rest are vitest's counts. The closing line is `N passed, N failed`. Names of test
// files (`npm test -- NAME`) choose among them. `npm run test:editor` adds the editor's page in a real
// browser and the packaged extension in a real VS Code, which fetch both on their first run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { node, prepare } from './steps.mjs';

const CHECKS = [
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '-p', '.'] },
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.'] },
  { name: 'format', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] },
];

const EDITOR = ['--config', 'vitest.e2e.config.mts'];

const counts = { passed: 0, failed: 0, skipped: 0 };
const troubles = [];

function count(name, good) {
  counts[good ? 'passed' : 'failed'] += 1;
  if (!good) troubles.push(name);
}

async function check({ name, args }) {
  console.log(`\n${name}`);
  count(name, (await node(...args)) === 0);
}

/** What vitest's JSON says; a file that could not even be loaded counts as one failure. */
function countTests(results, exitCode) {
  counts.passed += results.numPassedTests;
  counts.failed += results.numFailedTests;
  counts.skipped += results.numPendingTests + (results.numTodoTests ?? 0);
  let failures = results.numFailedTests;
  for (const file of results.testResults) {
    const failedTests = file.assertionResults.filter(({ status }) => status === 'failed');
    for (const test of failedTests) troubles.push(`${path.basename(file.name)}: ${test.fullName}`);
    if (file.status === 'failed' && failedTests.length === 0) {
      count(`${path.basename(file.name)} did not run`, false);
      failures += 1;
    }
  }
  if (results.numPassedTests + results.numFailedTests === 0) count('no test was run', false);
  else if (exitCode !== 0 && failures === 0) count('vitest failed outside of any test', false);
}

async function runTests(extra) {
  console.log(`\ntests ${extra.join(' ')}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'heygem-test-'));
  const file = path.join(folder, 'results.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  try {
    const exitCode = await node('node_modules/vitest/vitest.mjs', 'run', ...reporters, ...extra);
    countTests(JSON.parse(readFileSync(file, 'utf8')), exitCode);
  } catch (error) {
    count(`vitest left no results: ${error.message}`, false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ready = await prepare();
count('build', ready);
if (ready) {
  for (const each of CHECKS) await check(each);
  const wanted = process.argv.slice(2);
  await runTests(wanted.includes('--editor') ? EDITOR : wanted);
}
if (troubles.length > 0)
  console.log(`\nFailed:\n${troubles.map((name) => `  ${name}`).join('\n')}`);
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
console.log(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
