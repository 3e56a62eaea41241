import { canonicalJson } from '../core/plan/fingerprint.js';
import { modelHashes } from '../engine/modelHashes.js';
import { hashText } from '../files/hashText.js';

/** Hash of what plans take in of the models. Rejects with `model-missing` or `model-damaged`. */
export async function modelsId(modelsRoot: string): Promise<string> {
  return hashText(canonicalJson(await modelHashes(modelsRoot))).slice(0, 12);
}
