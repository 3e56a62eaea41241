// Packages by their registries' own clients, pip and npm, by name and version, and compared with the sums
// that stand in sums.json before anything in them is used.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { npm, run } from '../steps.mjs';

/** How a Python with pip is started, the likeliest first. */
const PYTHONS = [['python3'], ['python'], ['py', '-3']];

export const sumOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The first Python here that has pip, which reads its packages' archives too. */
export async function findPython() {
  for (const python of PYTHONS) {
    const [command, ...args] = python;
    const silent = { stdio: 'ignore' };
    if ((await run(command, [...args, '-m', 'pip', '--version'], silent, true)) === 0)
      return python;
  }
  throw new Error(
    'Packages are fetched and opened by Python 3 with pip: install it (on Debian and Ubuntu python3-pip).',
  );
}

/**
 * Fetches a package and unpacks it.
 * @param accept is given the archive's sum before it is unpacked, and throws where that is not the one
 * @returns the folder it was unpacked into
 */
export async function fetchPackage(chosen, python, scratch, accept) {
  const name = `${chosen.name} ${chosen.version}`;
  const folder = path.join(scratch, chosen.name);
  const fetched = path.join(folder, 'fetched');
  const unpacked = path.join(folder, 'unpacked');
  mkdirSync(fetched, { recursive: true });
  mkdirSync(unpacked);
  const client = chosen.registry;
  const code = client === 'pip' ? await pip(chosen, python, fetched) : await pack(chosen, fetched);
  const [archive] = readdirSync(fetched);
  if (code !== 0 || archive === undefined)
    throw new Error(`${name} could not be fetched: ${client} has to reach its registry.`);
  const file = path.join(fetched, archive);
  accept(name, sumOf(readFileSync(file)));
  const [command, ...args] = python;
  const reader = archive.endsWith('.whl') ? 'zipfile' : 'tarfile';
  if ((await run(command, [...args, '-m', reader, '-e', file, unpacked])) !== 0)
    throw new Error(`${archive} could not be unpacked.`);
  return unpacked;
}

// What the clients say is no result.
const QUIET = { stdio: ['ignore', 2, 2] };

function pip({ name, version }, [command, ...args], folder) {
  const words = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary', ':all:'];
  return run(command, [...args, ...words, '--dest', folder, `${name}==${version}`], QUIET);
}

function pack({ name, version }, folder) {
  const words = ['pack', '--silent', `${name}@${version}`, '--pack-destination', folder];
  return npm(words, QUIET);
}
