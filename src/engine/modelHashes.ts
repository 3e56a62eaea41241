import { join } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { readSmallText } from '../files/readSmallFile.js';

const MANIFEST = 'manifest.json';
const MOST_BYTES = 2 ** 20;

/** Content hash of each model by its id, from the manifest: what a fingerprint takes in. */
export async function modelHashes(modelsRoot: string): Promise<Readonly<Record<string, string>>> {
  let text: string;
  try {
    text = await readSmallText(join(modelsRoot, MANIFEST), MOST_BYTES);
  } catch (error) {
    throw new HeygemError('model-missing', { name: MANIFEST }, String(error), error);
  }
  try {
    const { models } = JSON.parse(text) as { models: { id: string; sha256: string }[] };
    return Object.fromEntries(models.map(({ id, sha256 }) => [id, sha256]));
  } catch (error) {
    throw new HeygemError('model-damaged', { name: MANIFEST }, String(error), error);
  }
}
