import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cp, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import {
  findChromium,
  findFirefox,
  nodePackage,
  placesIn,
  rigPlaces,
  rigsFolder,
  type RigPlaces,
} from './places.js';
import { step } from './step.js';
import { installPackages, isOnPath, type Wanted } from './systemPackages.js';
import type { RigVersion } from './versions.js';

const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

type Npm = (cwd: string, ...args: string[]) => Promise<void>;

/**
 * Makes sure that this version's rig is installed, once a machine. Throws where it cannot be; the steps'
 * output is in the log file that the error names. About a minute the first time.
 */
export async function setUpRig(
  version: RigVersion,
  say: (line: string) => void,
): Promise<RigPlaces> {
  const places = rigPlaces(version);
  if (existsSync(places.marker)) return places;
  say(
    `Installing VS Code ${version.vscode} (code-server ${version.codeServer}) into ${places.root} ...`,
  );
  await setUpCompiler(say, `${places.root}.log`);
  const partial = `${places.root}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    await install(placesIn(partial, version), `${places.root}.log`);
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
  await installPackages({ ...wanted, log: join(rigsFolder(), 'browsers.log') });
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
  const { root, vscodeRoot, nodeRoot, version } = places;
  const env = {
    ...process.env,
    PATH: `${join(nodeRoot, 'bin')}:${process.env.PATH ?? ''}`,
    // What has a built part to download asks another host than npm's for it.
    npm_config_build_from_source: 'true',
  };
  const npm: Npm = (cwd, ...args) => step('npm', args, { cwd, env, log });
  writeFileSync(join(root, 'package.json'), '{"private":true}\n');
  const wanted = [`${nodePackage()}@${version.node}`, `code-server@${version.codeServer}`];
  await npm(root, 'install', ...QUIET, ...wanted);
  await npm(vscodeRoot, 'install', '--omit=dev', ...QUIET);
  await npm(join(vscodeRoot, 'extensions'), 'install', '--omit=dev', ...QUIET);
  // Without spdlog output channels stay empty. The headers must be those of the server's own Node.
  const rebuild = ['rebuild', `--nodedir=${nodeRoot}`];
  if (version.native.codeServer.length > 0)
    await npm(root, ...rebuild, ...version.native.codeServer);
  await npm(vscodeRoot, ...rebuild, ...version.native.vscode);
  if (version.ripgrep !== undefined) await bringRipgrep(places, version.ripgrep, npm);
  await relink(join(vscodeRoot, 'bin', 'remote-cli', 'code-server'), 'code-linux.sh');
  await relink(join(vscodeRoot, 'bin', 'helpers', 'browser.sh'), 'browser-linux.sh');
  await rm(join(nodeRoot, 'include'), { recursive: true, force: true });
  await step(places.node, [places.codeServer, '--config', '/dev/null', '--version'], { env, log });
  writeFileSync(places.marker, `${version.codeServer}\n`);
}

/** npm has it as a package of each platform; what VS Code itself installs would download it. */
async function bringRipgrep({ root, vscodeRoot }: RigPlaces, version: string, npm: Npm) {
  const name = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  await npm(root, 'install', ...QUIET, `${name}@${version}`);
  const from = join(root, 'node_modules', name, 'bin');
  const to = join(vscodeRoot, 'node_modules', '@vscode', 'ripgrep', 'bin');
  await cp(from, to, { recursive: true });
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
