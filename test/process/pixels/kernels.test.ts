import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { allocateFrame, type YuvFrame } from '../../../src/core/frame.js';
import { PatchSampler } from '../../../src/face/patchSampler.js';
import { decodeFrames } from '../../../src/media/frameSource.js';
import { locateFfmpeg } from '../../../src/media/locate.js';
import { probeVideo } from '../../../src/media/probe.js';
import { simdKernels } from '../../../src/pixels/simdKernels.js';
import { WarpMap } from '../../../src/render/mesh/warpMap.js';

const run = promisify(execFile);
const PRESENTER = 'media/demo/presenter.mp4';

/** Every tenth of the first frames. */
async function filmedFrames(): Promise<YuvFrame[]> {
  const { tools } = await locateFfmpeg({ env: process.env });
  const { signal } = new AbortController();
  const info = await probeVideo(tools, PRESENTER, signal);
  const kept: YuvFrame[] = [];
  let index = 0;
  for await (const frame of decodeFrames(tools, PRESENTER, info, { signal, count: 31 })) {
    if (index++ % 10 !== 0) continue;
    const copy = allocateFrame(frame.width, frame.height);
    copy.data.set(frame.data);
    kept.push(copy);
  }
  return kept;
}

describe('pixel kernels', () => {
  it('are what assembly/ compiles to, and a change there is noticed', async () => {
    await run(process.execPath, ['scripts/kernels.mjs', '--check']);
    const folder = mkdtempSync(join(tmpdir(), 'heygem-kernels-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    for (const name of ['assembly', 'scripts/kernels.mjs', 'src/pixels/kernelsBinary.ts']) {
      cpSync(name, join(folder, name), { recursive: true });
    }
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'), 'junction');
    const source = join(folder, 'assembly', 'warp.ts');
    writeFileSync(source, readFileSync(source, 'utf8').replace('sum + 0.5', 'sum + 0.25'));
    const checked = run(process.execPath, ['scripts/kernels.mjs', '--check'], { cwd: folder });
    await expect(checked).rejects.toThrow(/run scripts\/kernels.mjs/);
    // The compiler is itself compiled at each start.
  }, 120_000);

  it('give the bytes that TypeScript gives on a filmed face', async () => {
    for (const frame of await filmedFrames()) {
      const { width, height } = frame;
      const [x, y] = [0.35 * width, 0.2 * height];
      const size = 0.4 * height;
      const square = { centerX: x + size / 2, centerY: y + size / 2, size, rotation: 0.2 };
      const color = { matrix: 'bt709', fullRange: false } as const;
      const options = { side: 192, color, gain: 1, offset: 0, outside: 'replicate' } as const;
      const made = [null, simdKernels()].map((kernels) => {
        const out = allocateFrame(width, height);
        out.data.set(frame.data);
        const map = new WarpMap(kernels);
        map.reset({ x0: Math.floor(x), y0: Math.floor(y), x1: width - 40, y1: height - 20 });
        const to = Float32Array.of(x, y, x + size, y, x + size, y + size, x, y + size);
        const from = to.map((value, i) => value + 3.3 * Math.sin(i));
        map.triangle(to, from, 0, 1, 2);
        map.triangle(to, from, 0, 2, 3);
        map.fillGaps();
        map.apply(frame, out);
        const patch = new Float32Array(3 * 192 * 192);
        new PatchSampler(options, kernels).sample(frame, square, patch);
        return Buffer.concat([out.data, new Uint8Array(patch.buffer)]);
      });
      expect(made[0].subarray(0, frame.data.length).equals(frame.data)).toBe(false);
      expect(made[1].equals(made[0])).toBe(true);
    }
  });
});
