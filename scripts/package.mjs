// `npm run package`: a vsix a platform, each with only that platform's native files.
//   npm run package -- [--target linux-x64]... [--out FOLDER] [--list]
// --list writes no vsix: it prints, as JSON, the files that each would carry.
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX, listFiles } from '@vscode/vsce';
import { ROOT, npm, prepare } from './steps.mjs';

const TARGETS = ['linux-x64', 'linux-arm64', 'win32-x64', 'darwin-arm64'];
/** What vsce chooses from; `.vscodeignore` says which files of it are packaged. */
const STAGED = /^(package(-lock|\.nls.*)?\.json|README.*\.md|CHANGELOG\.md|LICENSE|\.npmrc)$/;
const STAGED_FOLDERS = ['dist', 'media', 'models'];

function readArguments() {
  const { values } = parseArgs({
    options: {
      target: { type: 'string', multiple: true, default: TARGETS },
      out: { type: 'string', default: path.join(ROOT, 'out', 'package') },
      list: { type: 'boolean', default: false },
    },
  });
  const unknown = values.target.find((target) => !TARGETS.includes(target));
  if (unknown !== undefined)
    throw new Error(`--target is one of ${TARGETS.join(', ')}; not ${unknown}`);
  return { ...values, out: path.resolve(values.out) };
}

/** Additions to `.vscodeignore`: the native files of one platform and no other. */
function nativeFiles(target) {
  const [platform, arch] = target.split('-');
  return [
    `!node_modules/onnxruntime-node/bin/*/${platform}/${arch}/**`,
    // The same library twice, under a name that nothing loads: npm keeps no links.
    'node_modules/onnxruntime-node/bin/*/darwin/*/libonnxruntime.*.*.*.dylib',
    ...['ffmpeg', 'ffprobe'].flatMap((tool) => [
      `!node_modules/@${tool}-installer/${tool}/{package.json,index.js,lib/**}`,
      `!node_modules/@${tool}-installer/${target}/**`,
    ]),
  ];
}

/** A folder with what is packaged for one platform, its packages as the lock file names them. */
async function stage(target, out) {
  const folder = path.join(out, target);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name !== 'node_modules') rmSync(path.join(folder, name), { recursive: true });
  }
  for (const name of readdirSync(ROOT)) {
    if (STAGED.test(name)) cpSync(path.join(ROOT, name), path.join(folder, name));
  }
  for (const name of STAGED_FOLDERS) {
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  const ignore = readFileSync(path.join(ROOT, '.vscodeignore'), 'utf8');
  writeFileSync(
    path.join(folder, '.vscodeignore'),
    [ignore, ...nativeFiles(target), ''].join('\n'),
  );
  await installFor(target, folder);
  return folder;
}

/** Installing is most of the time: packages that an earlier run left are kept if the lock is the same. */
async function installFor(target, folder) {
  const mark = path.join(folder, 'node_modules', '.installed-lock.json');
  const wanted = readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  const [platform, arch] = target.split('-');
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = ['--omit=dev', `--os=${platform}`, `--cpu=${arch}`, ...quiet];
  const code = await npm(['ci', ...options], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (code !== 0) throw new Error(`the packages for ${target} could not be installed`);
  for (const tool of ['ffmpeg', 'ffprobe']) makeExecutable(folder, tool, target);
  writeFileSync(mark, wanted);
}

function makeExecutable(folder, tool, target) {
  const program = target.startsWith('win32') ? `${tool}.exe` : tool;
  const file = path.join(folder, 'node_modules', `@${tool}-installer`, target, program);
  chmodSync(file, 0o755);
}

async function pack(target, folder, out) {
  const { name, version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const packagePath = path.join(out, `${name}-${target}-${version}.vsix`);
  await createVSIX({
    cwd: folder,
    target,
    packagePath,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const size = (statSync(packagePath).size / 1e6).toFixed(1);
  console.log(`${path.relative(process.cwd(), packagePath)}  ${size} MB`);
}

async function main() {
  const { target: targets, out, list } = readArguments();
  if (!(await prepare())) return 1;
  const lists = {};
  for (const target of new Set(targets)) {
    const folder = await stage(target, out);
    if (list) lists[target] = (await listFiles({ cwd: folder })).sort();
    else await pack(target, folder, out);
  }
  if (list) console.log(JSON.stringify(lists));
  return 0;
}

process.exitCode = await main().catch((error) => {
  console.error(error.message);
  return 1;
});
