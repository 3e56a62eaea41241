import { chromaWidth, type Box, type YuvFrame } from '../core/frame.js';

/** Mixes the source back into a drawn box: result = source + amount * (result - source). */
export function fadeToSource(source: YuvFrame, result: YuvFrame, box: Box, amount: number): void {
  fadePlane(source.y, result.y, source.width, box, amount);
  const half: Box = {
    x0: box.x0 >> 1,
    y0: box.y0 >> 1,
    x1: (box.x1 + 1) >> 1,
    y1: (box.y1 + 1) >> 1,
  };
  const stride = chromaWidth(source.width);
  fadePlane(source.u, result.u, stride, half, amount);
  fadePlane(source.v, result.v, stride, half, amount);
}

function fadePlane(
  source: Uint8Array,
  result: Uint8Array,
  stride: number,
  box: Box,
  amount: number,
): void {
  for (let y = box.y0; y < box.y1; y++) {
    for (let at = y * stride + box.x0, end = y * stride + box.x1; at < end; at++) {
      result[at] = source[at] + amount * (result[at] - source[at]) + 0.5;
    }
  }
}
