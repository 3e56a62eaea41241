// Packages the extension for this machine, as people get it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, node } from './steps.mjs';

/** The package's path; undefined where it could not be made, and then what is wrong was printed. */
export async function packHere() {
  if (process.platform !== 'linux') {
    console.error('This runs on Linux. In a desktop VS Code, open this folder and press F5.');
    return undefined;
  }
  const target = `${process.platform}-${process.arch}`;
  if ((await node('scripts/package.mjs', '--target', target)) !== 0) return undefined;
  const { name, version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  return path.join(ROOT, 'out', 'package', `${name}-${target}-${version}.vsix`);
}
