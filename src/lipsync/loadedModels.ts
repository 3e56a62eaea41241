import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HeygemError } from '../core/errors.js';
import type { Model } from '../core/model.js';
import { parseCanonicalFace, type CanonicalFace } from '../face/canonical.js';
import type { TrackerModels } from '../face/tracker.js';
import type { ModelStore } from '../inference/modelStore.js';
import { parseMotionBasis, type MotionBasis } from '../motion/motionBasis.js';
import { SpeechPart } from '../motion/speechPart.js';
import { buildFaceMesh, type FaceMesh } from '../render/mesh/faceMesh.js';

/** Every network and table that a job needs, loaded once a process and execution provider. */
export interface LoadedModels {
  readonly tracker: TrackerModels;
  readonly encoder: Model;
  readonly speech: Model;
  readonly canonical: CanonicalFace;
  readonly basis: MotionBasis;
  readonly speechPart: SpeechPart;
  readonly mesh: FaceMesh;
  /** Content hashes of all of them: an actor depends on each, as it is watched and heard. */
  readonly hashes: readonly string[];
  /** They run on WebAssembly, whose last bits differ from those of the native build. */
  readonly onWasm?: true;
}

const FACE_MODELS = ['face-landmarks', 'face-detection-full-range', 'canonical-face'];
const SPEECH_MODELS = ['speech-encoder', 'speech-motion', 'motion-basis'];

/** @throws HeygemError model-missing, model-damaged, provider-unavailable */
export async function loadModels(store: ModelStore, root: string): Promise<LoadedModels> {
  const tracker = await loadFaceModels(store);
  // Integer products, which accelerators mostly hand back to the CPU.
  const encoder = await store.open('speech-encoder', { cpuOnly: true });
  const speech = await store.open('speech-motion', { warmUpSizes: { T: 400 } });
  const canonical = await readTable(root, 'canonical-face', (text) =>
    parseCanonicalFace(JSON.parse(text)),
  );
  const basis = await readTable(root, 'motion-basis', parseMotionBasis);
  return {
    tracker,
    encoder,
    speech,
    canonical,
    basis,
    speechPart: new SpeechPart(basis, canonical.points),
    mesh: buildFaceMesh(canonical.points),
    ...(store.isOnWasm && { onWasm: true }),
    hashes: [...FACE_MODELS, ...SPEECH_MODELS].map((name) => store.hash(name)),
  };
}

/** Those alone that look for faces. The errors are the same. */
export async function loadFaceModels(store: ModelStore): Promise<TrackerModels> {
  // The face mesh is so small that the way to an accelerator and back costs more than it saves.
  const landmarks = await store.open('face-landmarks', { cpuOnly: true });
  const detector = await store.open('face-detection-full-range', { cpuOnly: true });
  return { landmarks, detector };
}

async function readTable<T>(root: string, name: string, parse: (text: string) => T): Promise<T> {
  let text: string;
  try {
    text = await readFile(join(root, `${name}.json`), 'utf8');
  } catch (error) {
    throw new HeygemError('model-missing', { name }, String(error));
  }
  try {
    return parse(text);
  } catch (error) {
    throw new HeygemError('model-damaged', { name }, String(error));
  }
}
