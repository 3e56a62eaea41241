// `npm run studio:rig`: packages the extension and opens it in a VS Code in the browser, from a clean
// clone. npm run studio:rig -- [--folder FOLDER] [--port PORT] [--locale zh-cn]
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, node } from './steps.mjs';

const target = `${process.platform}-${process.arch}`;

async function main() {
  if (process.platform !== 'linux') {
    console.error('This runs on Linux. In a desktop VS Code, open this folder and press F5.');
    return 1;
  }
  const packed = await node('scripts/package.mjs', '--target', target);
  if (packed !== 0) return packed;
  const { name, version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const vsix = path.join(ROOT, 'out', 'package', `${name}-${target}-${version}.vsix`);
  return node('dist/rig.cjs', vsix, ...process.argv.slice(2));
}

process.exitCode = await main();
