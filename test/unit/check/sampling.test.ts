import { describe, expect, it } from 'vitest';
import { FaceSurvey } from '../../../src/lipsync/check/faceSurvey.js';
import { planSamples } from '../../../src/lipsync/check/samplePlan.js';

describe('planSamples', () => {
  it('looks at a short video whole', () => {
    expect(planSamples(250, 25)).toEqual([{ from: 0, count: 250 }]);
    expect(planSamples(0, 25)).toEqual([{ from: 0, count: 1 }]);
  });

  it('spreads runs over a long one, from its first frame to its last', () => {
    const segments = planSamples(15000, 25);
    expect(segments).toHaveLength(12);
    expect(segments[0]).toEqual({ from: 0, count: 20 });
    expect(segments[11]).toEqual({ from: 14980, count: 20 });
    for (let i = 1; i < 12; i++)
      expect(segments[i].from - segments[i - 1].from).toBeGreaterThan(1300);
  });

  it('looks at no frame twice at an odd rate', () => {
    const segments = planSamples(12, 1);
    expect(segments).toEqual([{ from: 0, count: 12 }]);
  });
});

describe('FaceSurvey', () => {
  const face = { kind: 'face', yaw: 0, eyeDistance: 100, unusable: undefined } as const;

  it('counts shares of all frames', () => {
    const survey = new FaceSurvey();
    survey.add(face);
    survey.add({ ...face, yaw: -0.6, eyeDistance: 80 });
    survey.add({ ...face, yaw: 1, eyeDistance: 60, unusable: 'profile' });
    survey.add({ ...face, eyeDistance: 20, unusable: 'too-small' });
    survey.add({ kind: 'none', reason: 'no-face' });
    expect(survey.figures).toEqual({
      noFaceShare: 0.2,
      turnedShare: 0.4,
      profileShare: 0.2,
      tinyShare: 0.2,
      eyeDistance: { median: 70, min: 20 },
    });
  });

  it('takes a video without frames for one without a face', () => {
    expect(new FaceSurvey().figures).toMatchObject({ noFaceShare: 1, eyeDistance: null });
  });
});
