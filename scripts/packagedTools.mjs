// The old ffmpeg and ffprobe of the npm packages, for tests: src/media/packagedTools.json says which.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './steps.mjs';

const table = JSON.parse(readFileSync(path.join(ROOT, 'src/media/packagedTools.json'), 'utf8'));

/** This machine's program of the packages; there is one for every platform that has a vsix. */
export function packagedProgram(tool) {
  const { package: name, file } = table[`${process.platform}-${process.arch}`][tool];
  return path.join(ROOT, 'node_modules', name, file);
}
