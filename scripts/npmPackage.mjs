// `npm run package:npm`: the command line and the studio in the browser as an npm package, heygem-studio.
//   npm run package:npm -- [--out FOLDER] [--built]
// It is made in a folder of its own with a package.json of its own: the repository's is private and stays so.
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BESIDE } from './notices/contents.mjs';
import { ROOT, npm, prepare } from './steps.mjs';

const PROGRAMS = ['cli', 'worker', 'fleet', 'studioServer'].map((name) => `dist/${name}.cjs`);
const PAGES = ['webview', 'studio'].map((name) => `dist/${name}.js`);
const FILES = [
  ...PROGRAMS,
  ...PAGES,
  ...['LICENSE', 'CHANGELOG.md', 'THIRD-PARTY-NOTICES.md'],
  ...['models', 'media/demo', 'media/onnxruntime'],
  ...['media/icon.png', 'media/heygem.schema.json'],
];
/** Its install script fetches a program from a host of its own, and without that there is nothing in it. */
const LEFT_OUT = ['ffmpeg-static'];

const readJson = (name) => JSON.parse(readFileSync(path.join(ROOT, name), 'utf8'));

/** Only what an installed package needs, its dependencies in the versions that are tested here. */
function manifest() {
  const own = readJson('package.json');
  const { packages } = readJson('package-lock.json');
  const versions = (names) =>
    Object.fromEntries(names.map((name) => [name, packages[`node_modules/${name}`].version]));
  const optional = Object.keys(own.optionalDependencies).filter((name) => !LEFT_OUT.includes(name));
  return {
    name: own.name,
    version: own.version,
    description: readJson('package.nls.json')['extension.description'],
    license: own.license,
    keywords: own.keywords.filter((word) => word !== 'multi-root ready'),
    engines: { node: own.engines.node },
    bin: { heygem: PROGRAMS[0], 'heygem-studio': PROGRAMS[0] },
    dependencies: versions(BESIDE),
    optionalDependencies: versions(optional),
  };
}

function stage(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of FILES) {
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  cpSync(path.join(ROOT, 'media', 'npm', 'README.md'), path.join(folder, 'README.md'));
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest(), undefined, 2));
}

async function main() {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: path.join(ROOT, 'out', 'package') },
      built: { type: 'boolean', default: false },
    },
  });
  if (!values.built && !(await prepare())) return 1;
  const out = path.resolve(values.out);
  const folder = path.join(out, 'npm');
  stage(folder);
  const options = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] };
  const code = await npm(['pack', '--loglevel=warn', '--pack-destination', out], options);
  if (code !== 0) return code;
  const { name, version } = readJson('package.json');
  const made = path.join(out, `${name}-${version}.tgz`);
  const size = (statSync(made).size / 1e6).toFixed(1);
  console.log(`${path.relative(process.cwd(), made)}  ${size} MB`);
  return 0;
}

process.exitCode = await main().catch((error) => {
  console.error(error.message);
  return 1;
});
