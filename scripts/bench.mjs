// `npm run bench -- COMMAND ...`: builds, then measures. Without a command: speed.
import { node, prepare } from './steps.mjs';

const wanted = process.argv.slice(2);
const ready = await prepare();
process.exitCode = ready
  ? await node('dist/bench.cjs', ...(wanted.length > 0 ? wanted : ['speed']))
  : 1;
