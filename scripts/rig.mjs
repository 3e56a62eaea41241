// `npm run studio:rig`: packages the extension and opens it in a VS Code in the browser, from a clean
// clone. npm run studio:rig -- [--folder FOLDER] [--port PORT] [--locale zh-cn]
import { packHere } from './packHere.mjs';
import { node } from './steps.mjs';

const vsix = await packHere();
process.exitCode = vsix ? await node('dist/rig.cjs', vsix, ...process.argv.slice(2)) : 1;
