import type { TrackerModels } from '../../src/face/tracker.js';
import type { Workbench } from '../workbench.js';

/** Who finds the lips. `own` is the pipeline's mesh: it judges nothing, the other is held against it. */
export const SCORERS = {
  landmarker: "the mesh of MediaPipe's Face Landmarker (2023), which the pipeline does not use",
  own: "the pipeline's own attention mesh",
} as const;
export type Scorer = keyof typeof SCORERS;

/** Pixels of the Face Landmarker's input. */
const LANDMARKER_SIDE = 256;
const LANDMARKER = 'face-landmarks-2023';

export function isScorer(name: string): name is Scorer {
  return Object.hasOwn(SCORERS, name);
}

export async function scorerModels(bench: Workbench, scorer: Scorer): Promise<TrackerModels> {
  const product = bench.modelStore('product');
  const detector = await product.open('face-detection-full-range');
  if (scorer === 'own') return { detector, landmarks: await product.open('face-landmarks') };
  const landmarks = await bench.modelStore('bench').open(LANDMARKER);
  return { detector, landmarks, landmarkSide: LANDMARKER_SIDE };
}

/** Hashes of the models that find the lips: another one gives other measurements. */
export function scorerHash(bench: Workbench, scorer: Scorer): string {
  const landmarks =
    scorer === 'own'
      ? bench.modelStore('product').hash('face-landmarks')
      : bench.modelStore('bench').hash(LANDMARKER);
  return `${landmarks}-${bench.modelStore('product').hash('face-detection-full-range')}`;
}
