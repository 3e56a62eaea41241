import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HeygemError } from '../../../src/core/errors.js';
import { createLipSyncService } from '../../../src/lipsync/createService.js';
import type { LipSyncService } from '../../../src/lipsync/service.js';
import { ffmpeg, never, temporaryFolder } from '../media/samples.js';

const folder = temporaryFolder();
const PRESENTER = join(import.meta.dirname, '..', '..', 'fixtures', 'presenter-small.mp4');
const task = { signal: never, onProgress: () => undefined };

let service: LipSyncService;
beforeAll(async () => {
  service = createLipSyncService({
    modelsRoot: 'models',
    cacheRoot: folder.path('cache'),
    log: () => undefined,
  });
  const twice = '[0:v]split[a][b];[b]scale=iw/2:-2,pad=iw:2*ih:0:ih[small];[a][small]hstack';
  await ffmpeg('-i', PRESENTER, '-filter_complex', twice, '-an', '-t', '1', folder.path('two.mp4'));
  await ffmpeg('-f', 'lavfi', '-i', 'testsrc=s=320x240:d=1', folder.path('nobody.mp4'));
});
afterAll(() => service.dispose());

describe('the faces in a frame', () => {
  it('are told with place and size, the largest first', async () => {
    const faces = await service.faces({ path: folder.path('two.mp4'), time: 0.5 }, task);
    expect(faces).toHaveLength(2);
    const [large, small] = faces;
    expect(large.x).toBeLessThan(0.67);
    expect(small.x).toBeGreaterThan(0.67);
    expect(small.y).toBeGreaterThan(large.y);
    expect(small.width / large.width).toBeCloseTo(0.5, 1);
  });

  it('are none where nobody is, also past the end', async () => {
    expect(await service.faces({ path: folder.path('nobody.mp4'), time: 0 }, task)).toEqual([]);
    expect(await service.faces({ path: folder.path('two.mp4'), time: 90 }, task)).toHaveLength(2);
  });

  it('come with what a card shows of a video, and failing that without', async () => {
    const still = folder.path('still.jpg');
    const request = { path: folder.path('two.mp4'), list: 'videos', still } as const;
    expect((await service.inspect(request, task)).faces).toHaveLength(2);
    const poor = createLipSyncService({
      modelsRoot: folder.path('no models'),
      cacheRoot: folder.path('cache'),
      log: () => undefined,
    });
    const { faces, picture } = await poor.inspect(request, task);
    expect(faces).toBeUndefined();
    expect(picture).toBeDefined();
    await poor.dispose();
  });

  it('cannot be told of what is no video', async () => {
    const missing = service.faces({ path: folder.path('gone.mp4'), time: 0 }, task);
    await expect(missing).rejects.toBeInstanceOf(HeygemError);
  });
});
