import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

describe('the face mesh as it ships', () => {
  it('has no step that onnxruntime runs one number at a time', () => {
    // Names of steps are stored as they are, each behind its length.
    const net = readFileSync('models/face_landmark_with_attention.onnx', 'latin1');
    const has = (step: string) => net.includes(String.fromCharCode(step.length) + step);
    expect(has('Conv')).toBe(true);
    // training/quicken_landmarks.py says both with convolutions: about twice as fast on the whole.
    expect(has('PRelu')).toBe(false);
    expect(has('Pad')).toBe(false);
  });
});
