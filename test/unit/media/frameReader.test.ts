import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { frameBytes } from '../../../src/core/frame.js';
import { FrameReader } from '../../../src/media/frameReader.js';

const SIZE = { width: 6, height: 4 };
const BYTES = frameBytes(SIZE.width, SIZE.height);

function numbered(frames: number): Buffer {
  return Buffer.concat(Array.from({ length: frames }, (_, i) => Buffer.alloc(BYTES, i)));
}

async function readAll(reader: FrameReader, pause = () => Promise.resolve()): Promise<number[]> {
  const seen: number[] = [];
  for (;;) {
    const frame = await reader.next();
    if (frame === undefined) return seen;
    expect(new Set(frame.data).size).toBe(1);
    seen.push(frame.data[0]);
    await pause();
  }
}

test.each([1, 7, BYTES, BYTES + 1, 5 * BYTES - 3])(
  'cuts frames out of chunks of %i bytes',
  async (chunk) => {
    const stream = new PassThrough();
    const reader = new FrameReader(stream, SIZE.width, SIZE.height);
    const bytes = numbered(20);
    for (let at = 0; at < bytes.length; at += chunk) stream.write(bytes.subarray(at, at + chunk));
    stream.end();
    expect(await readAll(reader)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  },
);

test('drops a part of a frame at the end', async () => {
  const stream = new PassThrough();
  const reader = new FrameReader(stream, SIZE.width, SIZE.height);
  stream.end(numbered(3).subarray(0, 3 * BYTES - 1));
  expect(await readAll(reader)).toEqual([0, 1]);
});

test("loses nothing when the stream is resumed behind its back, as Node does at a child's exit", async () => {
  const stream = new PassThrough();
  const reader = new FrameReader(stream, SIZE.width, SIZE.height, 2);
  for (let i = 0; i < 20; i++) stream.write(Buffer.alloc(BYTES, i));
  stream.end();
  const meddle = async () => {
    stream.resume();
    await new Promise((resolve) => setImmediate(resolve));
  };
  expect(await readAll(reader, meddle)).toEqual(Array.from({ length: 20 }, (_, i) => i));
});

test('stops reading when its buffers are full', async () => {
  const stream = new PassThrough({ highWaterMark: BYTES });
  const reader = new FrameReader(stream, SIZE.width, SIZE.height, 3);
  let written = 0;
  while (written < 50 && stream.write(Buffer.alloc(BYTES, written))) {
    written++;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(written).toBeLessThan(10);
  expect((await reader.next())?.data[0]).toBe(0);
});

test('ends when the stream is destroyed', async () => {
  const stream = new PassThrough();
  const reader = new FrameReader(stream, SIZE.width, SIZE.height);
  const waiting = reader.next();
  stream.destroy();
  expect(await waiting).toBeUndefined();
});
