// The ffmpeg and ffprobe of the packages, for scripts: src/media/packagedTools.json says which.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './steps.mjs';

const table = JSON.parse(readFileSync(path.join(ROOT, 'src/media/packagedTools.json'), 'utf8'));

/** This machine's program of the packages; there is one for every platform that has a vsix. */
export function packagedProgram(tool) {
  const { package: name, file } = table[`${process.platform}-${process.arch}`][tool];
  return path.join(ROOT, 'node_modules', name, file);
}

/** What may be passed on with a package for `target`: none where ffmpeg's licence forbids it. */
export function programsToPass(target) {
  const tools = Object.values(table[target]);
  return tools.every(({ redistributable }) => redistributable) ? tools : [];
}

/** @throws Error for a program that is not, byte for byte, the one that was chosen */
export function verifyProgram({ package: name, file, sha256 }, nodeModules) {
  const found = createHash('sha256').update(readFileSync(path.join(nodeModules, name, file)));
  const sum = found.digest('hex');
  if (sum !== sha256) throw new Error(`${name}/${file} has the SHA-256 ${sum}, not ${sha256}`);
}
