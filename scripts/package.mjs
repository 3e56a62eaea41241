// `npm run package`: a vsix a platform, each with only that platform's native files.
//   npm run package -- [--target linux-x64]... [--out FOLDER] [--list] [--built] [--voices]
// --list writes no vsix: it prints, as JSON, the files that each would carry.
// --voices makes the package of the voices instead, which is one for all platforms.
// --built takes the bundles as they are, so that tests beside it keep theirs.
import { cpSync, existsSync, linkSync, mkdirSync, readFileSync } from 'node:fs';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX, listFiles } from '@vscode/vsce';
import { fetchCarried } from './carriedBuild.mjs';
import { BESIDE } from './notices/contents.mjs';
import { ROOT, prepare } from './steps.mjs';
import { packVoices } from './voicesPackage.mjs';

const TARGETS = ['linux-x64', 'linux-arm64', 'win32-x64', 'darwin-arm64', 'darwin-x64'];
/** Where onnxruntime has no native build: there the one in WebAssembly, which all carry, does the work. */
const NOT_NATIVE = ['darwin-x64'];
/** What vsce chooses from; `.vscodeignore` says which files of it are packaged. */
const STAGED =
  /^(package(-lock|\.nls.*)?\.json|CHANGELOG\.md|LICENSE|THIRD-PARTY-NOTICES\.md|\.npmrc)$/;
/**
 * The page of the extension: the repository's own begins with a clone. Without pictures: VS Code takes them there from
 * an `https:` address alone, and the repository has none that is public; the walkthrough has some.
 */
const PAGE = path.join(ROOT, 'media', 'marketplace', 'README.md');
const STAGED_FOLDERS = ['dist', 'media', 'models'];

function readArguments() {
  const { values } = parseArgs({
    options: {
      target: { type: 'string', multiple: true, default: TARGETS },
      out: { type: 'string', default: path.join(ROOT, 'out', 'package') },
      list: { type: 'boolean', default: false },
      built: { type: 'boolean', default: false },
      voices: { type: 'boolean', default: false },
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
  const runtime = [
    '!node_modules/onnxruntime-node/package.json',
    '!node_modules/onnxruntime-node/dist/*.js',
    // On macOS the library lies there twice, once under a name that nothing loads.
    `!node_modules/onnxruntime-node/bin/*/${platform}/${arch}/!(libonnxruntime.1.*.dylib)`,
  ];
  return [
    ...(NOT_NATIVE.includes(target) ? [] : runtime),
    '!media/ffmpeg/*',
    `!media/ffmpeg/bin/${target}/*`,
  ];
}

/** A folder with what is packaged for one platform, its packages as the lock file names them. */
async function stage(target, out) {
  const folder = path.join(out, target);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(ROOT)) {
    if (STAGED.test(name)) cpSync(path.join(ROOT, name), path.join(folder, name));
  }
  cpSync(PAGE, path.join(folder, 'README.md'));
  const carried = await fetchCarried(target);
  // Of the builds of ffmpeg, the one for `target` alone.
  const others = path.dirname(carried) + path.sep;
  const filter = (file) =>
    !file.startsWith(others) || file === carried || file.startsWith(carried + path.sep);
  for (const name of STAGED_FOLDERS) {
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true, filter });
  }
  const ignore = readFileSync(path.join(ROOT, '.vscodeignore'), 'utf8');
  writeFileSync(
    path.join(folder, '.vscodeignore'),
    [ignore, ...nativeFiles(target), ''].join('\n'),
  );
  installFor(folder);
  return folder;
}

/** vsce asks npm for what runs with the extension: what is beside the bundles, and all that it names. */
function installFor(folder) {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'));
  const file = path.join(folder, 'package.json');
  const { devDependencies, optionalDependencies, scripts, ...manifest } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  const dependencies = Object.fromEntries(
    BESIDE.map((name) => [name, packages[`node_modules/${name}`].version]),
  );
  writeFileSync(file, JSON.stringify({ ...manifest, dependencies }, undefined, 2));
  for (const place of placesOf(packages, dependencies))
    linkTree(path.join(ROOT, place), path.join(folder, place));
}

/** Where the lock file has `dependencies` and theirs, as they are found from the package in `from`. */
function placesOf(packages, dependencies, from = '', found = new Set()) {
  for (const name of Object.keys(dependencies)) {
    const nested = `${from}/node_modules/${name}`;
    const place = packages[nested] === undefined ? `node_modules/${name}` : nested;
    if (found.has(place)) continue;
    found.add(place);
    placesOf(packages, packages[place].dependencies ?? {}, place, found);
  }
  return found;
}

/**
 * A copy that takes no room; a real one where the file systems differ. Without the packages inside a package: those
 * are in the lock file by themselves.
 */
function linkTree(from, to) {
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, copy] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.name === 'node_modules') continue;
    if (entry.isDirectory()) linkTree(source, copy);
    else if (entry.isFile() && !existsSync(copy)) {
      try {
        linkSync(source, copy);
      } catch {
        cpSync(source, copy);
      }
    }
  }
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
  const { target: targets, out, list, built, voices } = readArguments();
  if (voices) {
    await packVoices(out);
    return 0;
  }
  if (!built && !(await prepare())) return 1;
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
