import { chromaHeight, chromaWidth, type YuvFrame } from '../core/frame.js';
import type { SampledPlane } from './areaSample.js';

/**
 * Y, U and V of a frame with the places of their samples: those of colour lie beside every other one of
 * brightness and between two rows, as H.264 has them where nothing else is said.
 */
export function planesOf({ width, height, y, u, v }: YuvFrame): readonly SampledPlane[] {
  const color = { step: 2, shiftX: 0.5, shiftY: 1 };
  const half = { width: chromaWidth(width), height: chromaHeight(height), ...color };
  return [
    { data: y, width, height, step: 1, shiftX: 0.5, shiftY: 0.5 },
    { data: u, ...half },
    { data: v, ...half },
  ];
}
