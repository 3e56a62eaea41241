import { expect, it } from 'vitest';
import { allocateFrame, type YuvFrame } from '../../../src/core/frame.js';
import { framesAtOnce, FrameQueue, type QueuedFrame } from '../../../src/lipsync/frameQueue.js';

const size = { width: 4, height: 2 };

function queued(output: number, source: YuvFrame): QueuedFrame {
  return { output, face: undefined, source, result: allocateFrame(4, 2) };
}

it('keeps frames as they were when they came, where several wait', () => {
  const queue = new FrameQueue(3, size);
  const source = allocateFrame(4, 2);
  for (const value of [1, 2, 3]) {
    source.data.fill(value);
    expect(queue.push(queued(value, source))).toBe(value === 3);
  }
  const taken = queue.take();
  expect(taken.map(({ output, source: { y } }) => [output, y[0]])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
  expect(queue.take()).toEqual([]);
});

it('copies nothing where one is drawn at a time', () => {
  const source = allocateFrame(4, 2);
  const queue = new FrameQueue(1, size);
  expect(queue.push(queued(0, source))).toBe(true);
  expect(queue.take()[0].source).toBe(source);
});

it('has no more wait than memory is for', () => {
  expect(framesAtOnce(8, { width: 1280, height: 720 })).toBe(8);
  expect(framesAtOnce(128, { width: 1280, height: 720 })).toBeLessThan(100);
  expect(framesAtOnce(128, { width: 3840, height: 2160 })).toBe(10);
  expect(framesAtOnce(1, { width: 16_000, height: 16_000 })).toBe(1);
});
