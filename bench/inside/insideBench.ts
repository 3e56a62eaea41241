import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allocateFrame, type YuvFrame } from '../../src/core/frame.js';
import { LIP_INNER } from '../../src/core/landmarkSets.js';
import { median } from '../../src/core/measure/statistics.js';
import { parseCanonicalFace } from '../../src/face/canonical.js';
import { MouthDrawer } from '../../src/render/mouthDrawer.js';
import { MouthMask } from '../../src/render/mouthMask.js';
import { blendMouths, type WeightedMouth } from '../../src/render/own/mouthBlend.js';
import { lipPositions, type MouthKey, type MouthPatch } from '../../src/render/own/mouthPatch.js';
import type { Clip } from '../clipSets.js';
import { scorerModels } from '../quality/scorers.js';
import { ROOT } from '../root.js';
import { table } from '../table.js';
import type { Workbench } from '../workbench.js';
import { FlickerMeter } from './flicker.js';
import { halvesOf, type FilmedFace } from './halves.js';
import { SHUT, showsLine } from './shutLine.js';
import { scoreInside, type InsideScore } from './insideScore.js';

/** Mouths open less (eye distances) show nothing to compare. */
const OPEN = 0.03;
const LEAST_FRAMES = 8;

/** How an inside is made of the first half's mouths. */
const WAYS = {
  blend: 'as the product does',
  nearest: 'control: the one mouth that is most alike',
  first: 'control: always the same mouth, the most open one',
} as const;
type Way = keyof typeof WAYS;
const WAY_NAMES = Object.keys(WAYS) as readonly Way[];

type Figures = InsideScore & {
  readonly flicker: number;
  /** Share of frames with shut lips through which a line of teeth shines; NaN where none are shut. */
  readonly line: number;
};
export interface InsideResult {
  readonly clip: string;
  /** Frames of the second half that were drawn. */
  readonly frames: number;
  readonly ways: Readonly<Record<Way, Figures>>;
}

/**
 * The inside of mouths, alone: learnt from the first half of a clip, drawn in the second with its real
 * lips, and compared with what was really between them.
 */
export async function benchInside(
  bench: Workbench,
  clips: readonly Clip[],
  onClip: (name: string) => void,
): Promise<readonly InsideResult[]> {
  const models = await scorerModels(bench, 'own');
  const text = readFileSync(join(ROOT, 'models', 'canonical-face.json'), 'utf8');
  const canonical = parseCanonicalFace(JSON.parse(text));
  const results: InsideResult[] = [];
  for (const { path, name } of clips) {
    const { patches, faces } = await halvesOf(bench, models, canonical, path);
    const open = faces.filter(({ key }) => key.aperture > OPEN);
    onClip(name);
    if (patches.length === 0 || open.length < LEAST_FRAMES) continue;
    const real = new FlickerMeter();
    for (const face of open) real.push(face, face.frame);
    const shut = faces.filter(({ key }) => key.aperture < SHUT);
    const scored = WAY_NAMES.map((way) => {
      const lines = shut.filter((face) =>
        showsLine(face, drawn(face, mouthsFor(way, patches, face.key))),
      );
      const line = lines.length / shut.length;
      return [way, { ...scoreWay(way, patches, open, real.mean), line }] as const;
    });
    const ways = Object.fromEntries(scored) as Record<Way, Figures>;
    results.push({ clip: name, frames: open.length, ways });
  }
  return results;
}

function mouthsFor(
  way: Way,
  patches: readonly MouthPatch[],
  key: MouthKey,
): readonly WeightedMouth[] {
  if (way === 'blend') return blendMouths(patches, key);
  const one =
    way === 'first'
      ? patches.reduce((best, patch) => (patch.key.area > best.key.area ? patch : best))
      : blendMouths(patches, key).reduce((best, mouth) =>
          mouth.weight > best.weight ? mouth : best,
        ).patch;
  return [{ patch: one, weight: 1 }];
}

function scoreWay(
  way: Way,
  patches: readonly MouthPatch[],
  faces: readonly FilmedFace[],
  realFlicker: number,
): Omit<Figures, 'line'> {
  const flicker = new FlickerMeter();
  const scores = faces.flatMap((face) => {
    const made = drawn(face, mouthsFor(way, patches, face.key));
    flicker.push(face, made);
    const score = scoreInside(face.frame, made, maskOf(face));
    return score ? [score] : [];
  });
  const mean = (pick: (score: InsideScore) => number): number =>
    scores.reduce((sum, score) => sum + pick(score), 0) / scores.length;
  return {
    ssim: mean(({ ssim }) => ssim),
    difference: mean(({ difference }) => difference),
    detail: mean(({ detail }) => detail),
    flicker: flicker.mean / realFlicker,
  };
}

function drawn(face: FilmedFace, mouths: readonly WeightedMouth[]): YuvFrame {
  const { frame: source, landmarks, pose, key } = face;
  const out = allocateFrame(source.width, source.height);
  out.data.set(source.data);
  const lips = lipPositions(landmarks);
  new MouthDrawer().draw({ source, landmarks, pose, lips, aperture: key.aperture, mouths }, out);
  return out;
}

/** What is surely between the lips. */
function maskOf({ frame, landmarks }: FilmedFace): MouthMask {
  const inner = lipPositions(landmarks).subarray(0, 2 * LIP_INNER.length);
  const edge = 0.02 * Math.hypot(inner[20] - inner[0], inner[21] - inner[1]);
  const mask = new MouthMask();
  mask.draw(inner, -edge, -edge - 1, { x0: 0, y0: 0, x1: frame.width, y1: frame.height });
  return mask;
}

export function insideMarkdown(results: readonly InsideResult[], when: string): string {
  const cells = (figures: (way: Way, name: keyof Figures) => number | null) =>
    WAY_NAMES.flatMap((way) => [
      figures(way, 'ssim')?.toFixed(3) ?? null,
      figures(way, 'difference')?.toFixed(1) ?? null,
      figures(way, 'detail'),
      figures(way, 'flicker'),
      figures(way, 'line'),
    ]);
  const titles = WAY_NAMES.flatMap((way) => [
    `${way}: SSIM`,
    ...['luma', 'detail', 'flicker', 'line'].map((title) => title),
  ]);
  const rows = results.map(({ clip, frames, ways }) => [
    ...[clip, frames],
    ...cells((way, name) => ways[way][name]),
  ]);
  const medians = [
    ...['**median**', null],
    ...cells((way, name) => median(results.map(({ ways }) => ways[way][name]))),
  ];
  const better = results.filter(({ ways }) => ways.blend.ssim > ways.nearest.ssim).length;
  return [
    '# The inside of mouths',
    '',
    `${when}. Mouths are taken from the first half of a clip and drawn between the real lips of the second; only`,
    'what stands between the lips is compared, at the best shift of two pixels. Detail and flicker are over',
    `the real ones'; line is the share of frames with shut lips through which a line of teeth shines. The blend is more alike than the nearest mouth in ${better} of ${results.length} clips.`,
    '',
    ...WAY_NAMES.map((way) => `- \`${way}\`: ${WAYS[way]}`),
    '',
    table(['clip', 'frames', ...titles], [...rows, medians]),
  ].join('\n');
}
