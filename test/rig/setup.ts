import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CODE_SERVER_VERSION,
  SERVER_NODE_VERSION,
  findChromium,
  findFirefox,
  nodePackage,
  placesIn,
  rigRoot,
  type RigPlaces,
} from './places.js';
import { step } from './step.js';
import { installPackages, isOnPath, type Wanted } from './systemPackages.js';

/**
 * Makes sure that the rig is installed, once a machine. Throws where it cannot be; the steps' output
 * is in the log file that the error names. About a minute the first time.
 */
export async function setUpRig(say: (line: string) => void): Promise<RigPlaces> {
  const places = placesIn(rigRoot());
  if (existsSync(places.marker)) return places;
  say(`Installing VS Code (code-server ${CODE_SERVER_VERSION}) into ${places.root} ...`);
  await setUpCompiler(say, `${places.root}.log`);
  const partial = `${places.root}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    await install(placesIn(partial), `${places.root}.log`);
    await takePlace(partial, places);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return places;
}

/** Makes sure that there is a browser for the tests; Debian's where there is none. */
export function setUpChromium(say: (line: string) => void): Promise<string> {
  return setUpBrowser(findChromium, {
    packages: ['chromium', 'fonts-noto-cjk'],
    need: 'The tests need Chromium. Install it, or name its program in CHROMIUM.',
    say,
  });
}

/** The studio is tested in a browser of another kind too. */
export function setUpFirefox(say: (line: string) => void): Promise<string> {
  return setUpBrowser(findFirefox, {
    packages: ['firefox-esr'],
    need: 'The tests need Firefox. Install it, or name its program in FIREFOX.',
    say,
  });
}

async function setUpBrowser(
  find: () => string | undefined,
  wanted: Omit<Wanted, 'log'>,
): Promise<string> {
  const found = find();
  if (found !== undefined) return found;
  await installPackages({ ...wanted, log: `${rigRoot()}.log` });
  const installed = find();
  if (installed === undefined) throw new Error(wanted.need);
  return installed;
}

/** Two parts of VS Code's server are compiled where they are installed. */
async function setUpCompiler(say: (line: string) => void, log: string): Promise<void> {
  const packages = ['python3', 'make', 'g++'].filter((program) => !isOnPath(program));
  if (packages.length === 0) return;
  const need = `VS Code's server needs ${packages.join(', ')} to be installed.`;
  await installPackages({ packages, need, say, log });
}

async function install(places: RigPlaces, log: string): Promise<void> {
  const { root, vscodeRoot, nodeRoot } = places;
  const env = { ...process.env, PATH: `${join(nodeRoot, 'bin')}:${process.env.PATH ?? ''}` };
  const npm = (cwd: string, ...args: string[]) => step('npm', args, { cwd, env, log });
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  writeFileSync(join(root, 'package.json'), '{"private":true}\n');
  const wanted = [`${nodePackage()}@${SERVER_NODE_VERSION}`, `code-server@${CODE_SERVER_VERSION}`];
  await npm(root, 'install', ...quiet, ...wanted);
  await npm(vscodeRoot, 'install', '--omit=dev', ...quiet);
  await npm(join(vscodeRoot, 'extensions'), 'install', '--omit=dev', ...quiet);
  // Without spdlog output channels stay empty. The headers must be those of the server's own Node.
  const native = ['@vscode/spdlog', '@vscode/native-watchdog'];
  await npm(vscodeRoot, 'rebuild', `--nodedir=${nodeRoot}`, ...native);
  await relink(join(vscodeRoot, 'bin', 'remote-cli', 'code-server'), 'code-linux.sh');
  await relink(join(vscodeRoot, 'bin', 'helpers', 'browser.sh'), 'browser-linux.sh');
  await rm(join(nodeRoot, 'include'), { recursive: true, force: true });
  await step(places.node, [places.codeServer, '--config', '/dev/null', '--version'], { env, log });
  writeFileSync(places.marker, `${CODE_SERVER_VERSION}\n`);
}

/** Another run may have finished meanwhile; a whole rig is never replaced. */
async function takePlace(partial: string, places: RigPlaces): Promise<void> {
  if (existsSync(places.marker)) return;
  await rm(places.root, { recursive: true, force: true });
  await rename(partial, places.root);
}

async function relink(link: string, target: string): Promise<void> {
  await rm(link, { force: true });
  await symlink(target, link);
}
