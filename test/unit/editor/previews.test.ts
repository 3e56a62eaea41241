import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PreviewRequest } from '../../../src/core/inspection.js';
import { Previews } from '../../../src/editor/previews.js';
import type { TaskWatch } from '../../../src/engine/device.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'previews-'));
  writeFileSync(join(folder, 'result.mp4'), 'result');
  writeFileSync(join(folder, 'source.mp4'), 'source');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Copies that are over when the test says so. */
function heldPreviews() {
  const asked: { request: PreviewRequest; watch: TaskWatch; finish: () => void }[] = [];
  const maker = {
    preview: (request: PreviewRequest, watch: TaskWatch) =>
      new Promise<void>((resolve) => {
        const finish = () => {
          writeFileSync(request.output, 'copy');
          resolve();
        };
        asked.push({ request, watch, finish });
      }),
    still: () => Promise.resolve(),
    faces: () => Promise.resolve([]),
  };
  const { signal } = new AbortController();
  const previews = new Previews(join(folder, 'cache'), () => maker, signal);
  return { previews, asked };
}

const tell = (done: number) => ({ stage: 'finish', done, total: 1, rate: 0 }) as const;
const files = () => ({ result: join(folder, 'result.mp4'), source: join(folder, 'source.mp4') });

it('tells whoever waits how far both copies are, though they were begun for nobody', async () => {
  const { previews, asked } = heldPreviews();
  const ahead = previews.ahead(files());
  await expect.poll(() => asked.length).toBe(1);
  expect(asked[0].request).toMatchObject({ path: files().result, background: true });
  const told: number[] = [];
  const wanted = { ...files(), silences: [] };
  const preview = previews.ofResult(
    wanted,
    'en',
    ({ path }) => path,
    (fraction) => void told.push(fraction),
  );
  // The same copy, and no second one of it.
  await expect
    .poll(() => {
      asked[0].watch.onProgress(tell(0.5));
      return told.at(-1);
    })
    .toBe(0.25);
  asked[0].finish();
  await expect.poll(() => asked.length).toBe(2);
  expect(asked[1].request.path).toBe(files().source);
  await expect
    .poll(() => {
      asked[1].watch.onProgress(tell(0.5));
      return told.at(-1);
    })
    .toBe(0.75);
  asked[1].finish();
  await Promise.all([ahead, preview]);
  expect(asked).toHaveLength(2);
});

it('waits for nothing that was made ahead', async () => {
  const { previews, asked } = heldPreviews();
  const ahead = previews.ahead(files());
  for (const count of [1, 2]) {
    await expect.poll(() => asked.length).toBe(count);
    asked[count - 1].finish();
  }
  await ahead;
  const preview = await previews.ofResult({ ...files(), silences: [] }, 'en', ({ path }) => path);
  expect(preview.result).toContain('previews');
  expect(asked).toHaveLength(2);
});
