// `npm run screenshot`: takes the README's picture of the editor anew, media/editor.png.
//   npm run screenshot -- [FILE]
import path from 'node:path';
import { ROOT, node } from './steps.mjs';
import { packHere } from './packHere.mjs';

const file = process.argv[2] ?? path.join(ROOT, 'media', 'editor.png');
const vsix = await packHere();
process.exitCode = vsix ? await node('dist/rig.cjs', vsix, '--screenshot', file) : 1;
