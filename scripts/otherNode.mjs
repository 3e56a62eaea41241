// Another Node to run the tests by than the one that `npm test` was started with.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT, run } from './steps.mjs';
import { fetchPackage, findPython } from './voices/packages.mjs';

const NODES = path.join(ROOT, 'out', 'nodes');
const SYSTEM = process.platform === 'win32' ? 'win' : process.platform;

/** Of the run that another Node does: the version that it has to have. */
export const WANTED_NODE = process.env.HEYGEM_TEST_NODE;

/**
 * `npm test` once more, by another Node and with all that is started from it. Its exit code is what
 * the tests say; 1 where there is no such Node, or no network to fetch it from.
 * @param wanted a major, whose newest is taken, or a version
 */
export async function testByNode(wanted, args) {
  try {
    const { version, folder } = await fetchNode(wanted);
    console.log(`Node.js ${version} runs all that follows.`);
    const program = path.join(folder, path.basename(process.execPath));
    // What looks for `node` finds the same one; npm tells its scripts about the one that runs it.
    process.env.PATH = `${folder}${path.delimiter}${process.env.PATH}`;
    Object.assign(process.env, { NODE: program, npm_node_execpath: program });
    process.env.HEYGEM_TEST_NODE = version;
    return await run(program, ['scripts/test.mjs', ...args]);
  } catch (error) {
    console.error(error.message);
    console.log('\n0 passed, 1 failed');
    return 1;
  }
}

/** npm compares what it fetches with the registry's sum. @throws Error where it cannot be fetched */
async function fetchNode(wanted) {
  if (!/^\d+(\.\d+){0,2}$/.test(wanted)) throw new Error('--node wants a version, such as 22.');
  mkdirSync(NODES, { recursive: true });
  const scratch = mkdtempSync(path.join(NODES, '.fetching-'));
  try {
    const chosen = { registry: 'npm', name: `node-${SYSTEM}-${process.arch}`, version: wanted };
    const unpacked = await fetchPackage(chosen, await findPython(), scratch, () => {});
    const content = path.join(unpacked, 'package');
    const { version } = JSON.parse(readFileSync(path.join(content, 'package.json'), 'utf8'));
    const place = path.join(NODES, version);
    if (!existsSync(place)) renameSync(content, place);
    return { version, folder: path.join(place, 'bin') };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
