// `npm run notices`: THIRD-PARTY-NOTICES.md, from what the built bundles contain.
//   npm run notices -- [--check] [--bundles FILE]
// --check writes nothing; it fails where the file is not what would be written.
// --bundles takes another account of the bundles than dist/bundles.json.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { carriedPackages, readBundles } from './notices/contents.mjs';
import { writeNotices } from './notices/document.mjs';
import { dataProblems, licenceOf } from './notices/licences.mjs';
import { ROOT } from './steps.mjs';

const FILE = path.join(ROOT, 'THIRD-PARTY-NOTICES.md');

/** @throws Error where something may not be carried, or not without a text that is missing */
function makeNotices(bundles) {
  const packages = carriedPackages(bundles).map(licenceOf);
  const { models } = JSON.parse(readFileSync(path.join(ROOT, 'models', 'manifest.json'), 'utf8'));
  const notice = readFileSync(path.join(ROOT, 'models', 'NOTICE'), 'utf8');
  const problems = [
    ...packages.flatMap((each) => each.problems),
    ...models.flatMap(dataProblems),
    ...models
      .filter(({ file }) => !notice.includes(file))
      .map(({ file }) => `${file}: models/NOTICE does not name it`),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return writeNotices(packages, models);
}

function main() {
  const { values } = parseArgs({
    options: { check: { type: 'boolean', default: false }, bundles: { type: 'string' } },
  });
  const text = makeNotices(readBundles(values.bundles));
  if (!values.check) {
    writeFileSync(FILE, text);
    return;
  }
  const present = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  if (present !== text) {
    throw new Error('THIRD-PARTY-NOTICES.md is out of date: npm run notices writes it anew.');
  }
}

try {
  main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
