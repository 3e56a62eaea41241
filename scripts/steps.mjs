// What the scripts share: run a step, make sure the packages are there, build.
import { spawn } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Runs a program with this terminal. Resolves with its exit code; a signal counts as failure.
 * @param mayLack says nothing where there is no such program
 */
export function run(command, args, options = {}, mayLack = false) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
    child.once('error', (error) => {
      if (!mayLack) console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

export const node = (...args) => run(process.execPath, args);

/** npm is a script that Node runs; on Windows it can only be started through a shell. */
export function npm(args, options = {}) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args], options);
  return run('npm', args, { shell: process.platform === 'win32', ...options });
}

/** Whether what is installed is what the lock file names; optional packages may be missing. */
function isInstalled() {
  const installed = path.join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const [present, wanted] = [installed, path.join(ROOT, 'package-lock.json')].map(packagesOf);
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    const found = present[place]?.version;
    return place === '' || found === version || (found === undefined && optional === true);
  });
}

/** Installs the packages where they are missing or others than the lock file's. */
async function install() {
  if (isInstalled()) return true;
  const folder = path.join(ROOT, 'node_modules');
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) {
    // `npm ci` would empty what the link leads to, which others may be using.
    console.error(`${folder} is a link and lacks packages: install them where it leads to.`);
    return false;
  }
  console.log('Installing packages (npm ci) ...');
  return (await npm(['ci', '--no-audit', '--no-fund'])) === 0;
}

/** Packages and bundles. Prints what is wrong and returns false where that fails. */
export async function prepare() {
  const { engines } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const oldest = engines.node.slice('>='.length);
  if (process.versions.node.localeCompare(oldest, 'en', { numeric: true }) < 0) {
    console.error(`This needs Node.js ${oldest} or later; this is ${process.version}.`);
    return false;
  }
  if (!(await install())) {
    console.error('npm ci failed: the packages could not be installed.');
    return false;
  }
  if ((await node('scripts/build.mjs')) !== 0) {
    console.error('The build failed.');
    return false;
  }
  return true;
}
