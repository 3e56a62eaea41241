import { readFileSync } from 'node:fs';
import path from 'node:path';
import { HeygemError } from '../core/errors.js';

/** What models/manifest.json says of one model, as far as loading it needs. */
export interface ManifestEntry {
  readonly id: string;
  readonly file: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
}

const MANIFEST = 'manifest.json';

/**
 * Reads `root`/manifest.json. Throws model-missing where it is not there, and model-damaged where it
 * cannot be understood; both name the manifest itself.
 */
export function readManifest(root: string): ReadonlyMap<string, ManifestEntry> {
  let text: string;
  try {
    text = readFileSync(path.join(root, MANIFEST), 'utf8');
  } catch (error) {
    throw new HeygemError('model-missing', { name: MANIFEST }, String(error), error);
  }
  return parseManifest(text);
}

export function parseManifest(text: string): ReadonlyMap<string, ManifestEntry> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new HeygemError('model-damaged', { name: MANIFEST }, String(error), error);
  }
  const models: unknown =
    typeof json === 'object' && json !== null && 'models' in json ? json.models : undefined;
  if (!Array.isArray(models)) {
    throw new HeygemError('model-damaged', { name: MANIFEST }, 'no list of models');
  }
  return new Map(
    models.map((value: unknown) => parseEntry(value)).map((entry) => [entry.id, entry]),
  );
}

function parseEntry(value: unknown): ManifestEntry {
  if (typeof value === 'object' && value !== null) {
    const { id, file, sha256, bytes } = value as Record<string, unknown>;
    if (
      typeof id === 'string' &&
      typeof file === 'string' &&
      path.posix.basename(file) === file &&
      path.win32.basename(file) === file &&
      typeof sha256 === 'string' &&
      /^[0-9a-f]{64}$/.test(sha256) &&
      typeof bytes === 'number'
    ) {
      return { id, file, sha256, bytes };
    }
  }
  throw new HeygemError('model-damaged', { name: MANIFEST }, `bad entry ${JSON.stringify(value)}`);
}
