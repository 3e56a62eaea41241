import {
  allocateFrame,
  chromaWidth,
  type ColorCoding,
  type YuvFrame,
} from '../../src/core/frame.js';
import { median } from '../../src/core/measure/statistics.js';
import { MEASURES, type Measure } from './measures.js';
import { byPerson } from './people.js';
import { ADVANCE, eachDot, GLYPH_HEIGHT } from './pixelFont.js';
import type { CaseResult, QualityResults } from './results.js';
import type { Row } from './rows.js';

/** What a panel shows and where its axis runs; `bar` is what is wanted. */
interface Axis {
  readonly measure: Measure;
  readonly from: number;
  readonly to: number;
  readonly bars: readonly number[];
}

const AXES: readonly Axis[] = [
  { measure: 'apertureR', from: -0.5, to: 1, bars: [0.6] },
  { measure: 'widthR', from: -0.5, to: 1, bars: [0.4] },
  { measure: 'lagMs', from: -320, to: 320, bars: [-45, 45] },
  { measure: 'articulation', from: 0, to: 2, bars: [0.75, 1.25] },
  { measure: 'lmd', from: 0, to: 0.1, bars: [0.04] },
  { measure: 'met', from: 0, to: 1, bars: [] },
  { measure: 'leak', from: 0, to: 1, bars: [0.1] },
  { measure: 'sharpness', from: 0, to: 2, bars: [0.8, 1.2] },
  { measure: 'lipJitterSpeech', from: 0, to: 2.5, bars: [1.2] },
  { measure: 'pixelJitterSpeech', from: 0, to: 2.5, bars: [1.2] },
  { measure: 'ssim', from: 0.5, to: 1, bars: [] },
  { measure: 'seam', from: 0.5, to: 1.5, bars: [] },
];

/** Luma and chroma. */
type Ink = readonly [number, number, number];
const BLACK: Ink = [30, 128, 128];
const PALE: Ink = [225, 128, 128];
const BAR: Ink = [150, 100, 190];
const ROW_INKS: readonly (readonly [Row, Ink])[] = [
  ['real', [120, 110, 100]],
  ['ours', [90, 190, 95]],
  ['mismatched', [140, 70, 180]],
  ['late', [160, 128, 128]],
  ['early', [160, 128, 128]],
  ['hushed', [110, 150, 150]],
];

const PANEL = { width: 268, height: 176 } as const;
const COLUMNS = 4;
const MARGIN = 12;
const HEAD = 44;
const LEFT = 84;
const TEXT_SCALE = 1;

const COLOR: ColorCoding = { matrix: 'bt601', fullRange: true };

export interface Chart {
  readonly frame: YuvFrame;
  readonly color: ColorCoding;
}

/** A dot a person, a stroke at the median, red lines where the bars are; a block of panels a set. */
export function drawChart({ cases }: QualityResults): Chart {
  const sets = [...new Set(cases.map(({ set }) => set))];
  const blockHeight = HEAD + Math.ceil(AXES.length / COLUMNS) * PANEL.height;
  const width = 2 * MARGIN + COLUMNS * PANEL.width;
  const canvas = new Canvas(width, 2 * MARGIN + sets.length * blockHeight);
  sets.forEach((set, block) => {
    const mine = cases.filter((item) => item.set === set);
    const top = MARGIN + block * blockHeight;
    canvas.text(`${set}, ${mine.length} clips`, MARGIN, top + 10, BLACK, 2);
    AXES.forEach((axis, i) => {
      const x = MARGIN + (i % COLUMNS) * PANEL.width;
      panel(canvas, mine, axis, x, top + HEAD + Math.floor(i / COLUMNS) * PANEL.height);
    });
  });
  return { frame: canvas.frame, color: COLOR };
}

function panel(
  canvas: Canvas,
  cases: readonly CaseResult[],
  { measure, from, to, bars }: Axis,
  left: number,
  top: number,
): void {
  const across = PANEL.width - LEFT - 24;
  const place = (value: number): number =>
    left + LEFT + (across * (Math.max(from, Math.min(to, value)) - from)) / (to - from);
  canvas.text(MEASURES[measure].title, left + LEFT, top, BLACK, TEXT_SCALE);
  const step = (PANEL.height - 54) / ROW_INKS.length;
  const bottom = top + 16 + step * ROW_INKS.length;
  for (const value of [from, (from + to) / 2, to]) {
    canvas.box(place(value), top + 16, 1, bottom - top - 16, PALE);
    const text = String(Number(value.toFixed(2)));
    canvas.text(text, place(value) - (text.length * ADVANCE) / 2, bottom + 4, BLACK, TEXT_SCALE);
  }
  for (const value of bars) canvas.box(place(value), top + 16, 1, bottom - top - 16, BAR);
  ROW_INKS.forEach(([row, ink], i) => {
    const values = [...byPerson(cases, row, measure).values()];
    const y = top + 16 + step * (i + 0.5);
    canvas.text(row, left, y - GLYPH_HEIGHT / 2, values.length > 0 ? BLACK : PALE, TEXT_SCALE);
    values.forEach((value, k) => {
      // Dots of one value would hide each other: they take turns above and below the line.
      canvas.box(place(value) - 1, y - 2 + ((k % 5) - 2) * 2, 3, 3, ink);
    });
    const middle = median(values);
    if (middle !== null) canvas.box(place(middle) - 1, y - step / 2 + 1, 3, step - 2, ink);
  });
}

/** Owns the picture that is drawn on; what lies outside is cut off. */
class Canvas {
  readonly frame: YuvFrame;

  constructor(width: number, height: number) {
    this.frame = allocateFrame(width + (width & 1), height + (height & 1));
    this.frame.y.fill(255);
    this.frame.u.fill(128);
    this.frame.v.fill(128);
  }

  box(x: number, y: number, width: number, height: number, [luma, u, v]: Ink): void {
    const { frame } = this;
    const [x0, y0] = [Math.round(x), Math.round(y)];
    for (let row = Math.max(0, y0); row < Math.min(frame.height, y0 + Math.round(height)); row++) {
      for (let column = Math.max(0, x0); column < Math.min(frame.width, x0 + width); column++) {
        frame.y[row * frame.width + column] = luma;
        const chroma = (row >> 1) * chromaWidth(frame.width) + (column >> 1);
        frame.u[chroma] = u;
        frame.v[chroma] = v;
      }
    }
  }

  text(text: string, x: number, y: number, ink: Ink, scale: number): void {
    eachDot(text, (column, row) => {
      this.box(x + column * scale, y + row * scale, scale, scale, ink);
    });
  }
}
