/** What a measure's best value is. */
export type Aim = 'high' | 'low' | 'one' | 'zero' | 'none';

export interface MeasureInfo {
  readonly title: string;
  readonly aim: Aim;
  readonly digits: number;
  readonly meaning: string;
}

/** Everything that is measured of one rendered video, in the order of the tables. */
export const MEASURES = {
  apertureR: {
    title: 'aperture r',
    ...{ aim: 'high', digits: 2 },
    meaning: "Pearson's r, frame by frame, of the gap between the inner lips with the real lips'",
  },
  widthR: {
    title: 'width r',
    ...{ aim: 'high', digits: 2 },
    meaning: "the same of the distance between the mouth's corners",
  },
  apertureOwnR: {
    title: 'aperture r, own offset',
    ...{ aim: 'high', digits: 2 },
    meaning:
      "the first with the real lips moved by their clip's own offset between sound and picture, found once from the real video by the general model and the same for every row; none where that is not sure",
  },
  widthOwnR: {
    title: 'width r, own offset',
    ...{ aim: 'high', digits: 2 },
    meaning: 'the same of the width',
  },
  offsetMs: {
    title: 'own offset ms',
    ...{ aim: 'none', digits: 0 },
    meaning: "that offset; positive: the clip's sound trails its lips",
  },
  renderLagMs: {
    title: 'renderer lag ms',
    ...{ aim: 'zero', digits: 0 },
    meaning: 'by how much the made lips trail the motion that was meant, from the report',
  },
  lagMs: {
    title: 'lag ms',
    ...{ aim: 'zero', digits: 0 },
    meaning:
      'where aperture r is best within 320 ms either way, by a parabola; positive: the result trails; none where the best is at the end of that range',
  },
  bestR: { title: 'best r', aim: 'high', digits: 2, meaning: 'aperture r at that lag' },
  articulation: {
    title: 'articulation',
    ...{ aim: 'one', digits: 2 },
    meaning: "sd of the gap over the real lips'",
  },
  lmd: {
    title: 'LMD',
    ...{ aim: 'low', digits: 3 },
    meaning:
      'mean distance of the 40 lip landmarks from the real ones in eye distances (outer corners, 3-D), after a similarity (shift, turn, scale) laid 24 points of eyes, brows, nose bridge and temples on the real ones',
  },
  met: {
    title: 'met',
    ...{ aim: 'high', digits: 2 },
    meaning:
      "share of the real lips' closures in speech at which the made lips shut too, within a frame; shut is within 15 % of the real lips' own range (5th to 95th percentile) from its low end",
  },
  closure: {
    title: 'p b m',
    ...{ aim: 'high', digits: 2 },
    meaning:
      'share of p, b, m of a GRID sentence, placed by forced alignment, at which the lips shut within 40 ms',
  },
  offBeat: {
    title: 'off beat',
    ...{ aim: 'low', digits: 2 },
    meaning: 'the same .16 s before and after each of them: what chance gives',
  },
  leak: {
    title: 'leak',
    ...{ aim: 'low', digits: 2 },
    meaning: 'sd of the gap in silence (its first and last 150 ms left out) over that in speech',
  },
  gape: {
    title: 'gape',
    ...{ aim: 'low', digits: 2 },
    meaning: 'mean gap in silence over that in speech',
  },
  movement: {
    title: 'movement',
    ...{ aim: 'none', digits: 3 },
    meaning: 'sd of the gap in speech, eye distances',
  },
  lipJitterSpeech: {
    title: 'lip jitter, speech',
    ...{ aim: 'one', digits: 2 },
    meaning:
      "root mean square second difference of lip and jaw landmarks, head held still, over the source's",
  },
  lipJitterSilence: {
    title: 'lip jitter, silence',
    ...{ aim: 'low', digits: 2 },
    meaning: 'the same in silence',
  },
  pixelJitterSpeech: {
    title: 'pixel jitter, speech',
    ...{ aim: 'one', digits: 2 },
    meaning: "the same of the luma of a steady 42x35 patch of the mouth, over the source's",
  },
  pixelJitterSilence: {
    title: 'pixel jitter, silence',
    ...{ aim: 'low', digits: 2 },
    meaning: 'the same in silence',
  },
  ssim: {
    title: 'SSIM',
    ...{ aim: 'high', digits: 3 },
    meaning: 'structural similarity of the mouth region with the real frame',
  },
  psnr: {
    title: 'PSNR',
    ...{ aim: 'high', digits: 1 },
    meaning: 'peak signal to noise of the mouth region against the real frame, dB',
  },
  sharpness: {
    title: 'sharpness',
    ...{ aim: 'one', digits: 2 },
    meaning: "Laplacian variance of the mouth region over the real frame's, median of frames",
  },
  seam: {
    title: 'seam',
    ...{ aim: 'one', digits: 2 },
    meaning:
      "mean luma step across the border of the drawn region over the source's there; the region is known from a lossless render of the first 2 s (row `real` has it when measured together with `ours`)",
  },
  outside: {
    title: 'outside',
    ...{ aim: 'low', digits: 0 },
    meaning: "values outside the face's box that differ from the source in that lossless render",
  },
} as const satisfies Record<string, MeasureInfo>;

export type Measure = keyof typeof MEASURES;
export type Figures = Partial<Record<Measure, number>>;

export const MEASURE_NAMES = Object.keys(MEASURES) as readonly Measure[];

/**
 * How far a value is from the best there is, for comparing: smaller is better. A mouth that moves more is
 * no better for it, and one that is steadier than a real one in speech is too smooth.
 */
export function shortfall(measure: Measure, value: number): number {
  const aim: Aim = MEASURES[measure].aim;
  if (aim === 'high') return -value;
  if (aim === 'low') return value;
  if (aim === 'none') return 0;
  return aim === 'zero' ? Math.abs(value) : Math.abs(Math.log(Math.max(value, 1e-6)));
}
