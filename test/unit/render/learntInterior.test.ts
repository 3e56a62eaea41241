import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LANDMARK_FLOATS } from '../../../src/core/faceTrack.js';
import type { ColorCoding, YuvFrame } from '../../../src/core/frame.js';
import { LIP_INNER } from '../../../src/core/landmarkSets.js';
import type { Model, Tensor } from '../../../src/core/model.js';
import { ModelStore } from '../../../src/inference/modelStore.js';
import {
  INTERIOR_MODEL,
  interiorScale,
  LearntInterior,
} from '../../../src/render/learntInterior.js';
import type { MouthTone } from '../../../src/render/mouthTone.js';

const COLOR: ColorCoding = { matrix: 'bt709', fullRange: false };
const LIGHT: MouthTone = { skin: [0.78, 0.6, 0.5], lip: [0.68, 0.4, 0.38], sideLight: 0 };
const PALE: MouthTone = { skin: [0.93, 0.88, 0.86], lip: [0.82, 0.62, 0.6], sideLight: 0 };
const DARK: MouthTone = { skin: [0.32, 0.2, 0.15], lip: [0.3, 0.16, 0.14], sideLight: 0 };

/** An almond of a mouth, 100 pixels wide about (200, 300), `open` mouth widths high. */
function mouth(open: number): Float32Array {
  const points = new Float32Array(LANDMARK_FLOATS);
  LIP_INNER.forEach((landmark, k) => {
    const angle = Math.PI - (2 * Math.PI * k) / 20;
    const y = Math.sin(angle) * open * (Math.sin(angle) > 0 ? 0.65 : 0.35);
    points.set([200 + 50 * Math.cos(angle), 300 + 100 * y], 3 * landmark);
  });
  return points;
}

class RecordingModel implements Model {
  readonly name = 'recording';
  features: number[] = [];

  run(inputs: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>> {
    this.features = [...inputs.features.data];
    const data = new Float32Array(48 * 64 * 3).fill(0.5);
    return Promise.resolve({ interior: { dims: [1, 48, 64, 3], data } });
  }
}

describe('what the network is told', () => {
  it('is the contour in the mouth frame, then the tone', async () => {
    const model = new RecordingModel();
    await new LearntInterior(model, COLOR, 1).draw(mouth(0.4), LIGHT);
    expect(model.features).toHaveLength(47);
    expect(model.features[0]).toBeCloseTo(-0.5);
    expect(model.features[2 * 5 + 1]).toBeCloseTo(0.26);
    expect(model.features[2 * 15 + 1]).toBeCloseTo(-0.14);
    expect(model.features[40]).toBeCloseTo(0.78);
    expect(model.features[45]).toBeCloseTo(0.38);
  });

  it('never leaves the known range, and the picture still covers the mouth', async () => {
    const model = new RecordingModel();
    const landmarks = mouth(2);
    const { toPicture, picture } = await new LearntInterior(model, COLOR, 2).draw(landmarks, LIGHT);
    expect(Math.max(...model.features.slice(0, 40))).toBeLessThanOrEqual(0.5201);
    for (const landmark of LIP_INNER) {
      const [x, y] = [landmarks[3 * landmark], landmarks[3 * landmark + 1]];
      const row = toPicture.d * x + toPicture.e * y + toPicture.f;
      expect(row).toBeGreaterThan(0);
      expect(row).toBeLessThan(picture.height);
    }
  });

  it('takes lipstick for the nearest bare lips', async () => {
    const model = new RecordingModel();
    const painted: MouthTone = { ...LIGHT, lip: [0.9, 0.05, 0.1] };
    await new LearntInterior(model, COLOR, 1).draw(mouth(0.4), painted);
    expect(model.features[43]).toBeCloseTo(0.78 * 0.92);
    expect(model.features[44]).toBeCloseTo(0.6 * 0.56);
  });

  it('takes the enlargement from the mouth’s size', () => {
    expect([10, 50, 100, 160, 900].map(interiorScale)).toEqual([1, 1, 2, 3, 4]);
  });
});

describe('the shipped network', () => {
  let store: ModelStore;
  let model: Model;
  beforeAll(async () => {
    const root = path.resolve(import.meta.dirname, '../../../models');
    store = new ModelStore({ root, provider: 'cpu', log: () => undefined });
    model = await store.open(INTERIOR_MODEL);
    return () => store.dispose();
  });

  /** Luma of a picture's middle third of columns, between the lips, top row first. */
  const column = ({ y, width }: YuvFrame, from: number, to: number): number[] =>
    Array.from({ length: to - from }, (_, i) => {
      const row = y.subarray((from + i) * width + 21, (from + i) * width + 43);
      return row.reduce((sum, value) => sum + value, 0) / row.length;
    });
  const draw = async (open: number, tone: MouthTone): Promise<YuvFrame> => {
    const { picture } = await new LearntInterior(model, COLOR, 1).draw(mouth(open), tone);
    return picture;
  };

  it.each([
    ['light', LIGHT],
    ['dark', DARK],
  ])('shows teeth and dark in an open mouth of %s skin', async (_, tone) => {
    const rows = column(await draw(0.4, tone), 13, 31);
    expect(Math.max(...rows)).toBeGreaterThan(1.5 * Math.min(...rows));
  });

  it('changes little when the lips move little', async () => {
    for (let open = 0.1; open < 0.5; open += 0.05) {
      const before = (await draw(open, LIGHT)).y.slice();
      const after = (await draw(open + 0.005, LIGHT)).y;
      const change = after.reduce((sum, value, i) => sum + Math.abs(value - before[i]), 0);
      expect(change / after.length).toBeLessThan(2);
      expect(change).toBeGreaterThan(0);
    }
  });

  it.each([0.06, 0.12, 0.2, 0.35, 0.55])(
    'draws nothing green, and nothing brighter than pale skin, in a mouth open by %s',
    async (open) => {
      for (const tone of [LIGHT, PALE, DARK]) {
        let rgb = new Float32Array();
        const tapped: Model = {
          name: 'tapped',
          run: async (inputs) => {
            const outputs = await model.run(inputs);
            rgb = Float32Array.from(outputs.interior.data);
            return outputs;
          },
        };
        await new LearntInterior(tapped, COLOR, 1).draw(mouth(open), tone);
        expect(rgb).toHaveLength(48 * 64 * 3);
        for (let i = 0; i < rgb.length; i += 3) {
          expect(rgb[i + 1]).toBeLessThanOrEqual(rgb[i] + 1e-6);
          if (tone === PALE) expect(rgb[i + 1]).toBeLessThan(0.93);
        }
      }
    },
  );

  it('casts no blue or green on the teeth', async () => {
    for (const tone of [LIGHT, DARK]) {
      const { u, v } = await draw(0.35, tone);
      const at = 12 * 32 + 16;
      expect(u[at]).toBeLessThan(134);
      expect(v[at]).toBeGreaterThan(124);
    }
  });
});
