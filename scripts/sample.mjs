// `npm run sample`: builds, and writes the project that F5 opens, out/sample, anew.
import path from 'node:path';
import { ROOT, node, prepare } from './steps.mjs';

const folder = path.join(ROOT, 'out', 'sample');

process.exitCode = (await prepare()) ? await node('dist/rig.cjs', '--sample', folder) : 1;
