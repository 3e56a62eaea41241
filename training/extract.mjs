// Landmarks of every clip, by the product's own face stage, for the Python that trains.
//
// Usage: node training/extract.mjs CLIPS OUT [FOLDER ...]      (folders of CLIPS; all when none is given)
//
// For each clip OUT gets NAME.json {f, W, H, fps, n, pts, scores} and NAME.f32: n frames of 478 points
// x, y, z in pixels, little-endian float32, NaN where no face was found. Clips already there are skipped.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const VIDEO = /\.(mp4|mkv|mpg|webm|mov|avi)$/i;
const POINTS = 478;

/** The product's TypeScript, bundled as it is now. */
async function loadProduct() {
  const outfile = path.join(ROOT, 'out', 'training-extract.cjs');
  await build({
    stdin: {
      contents: `
        export { FaceTracker } from './face/tracker.js';
        export { ModelStore } from './inference/modelStore.js';
        export { decodeFrames } from './media/frameSource.js';
        export { probeVideo } from './media/probe.js';
        export { locateFfmpeg } from './media/locate.js';`,
      resolveDir: path.join(ROOT, 'src'),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error',
    outfile,
  });
  return (await import(pathToFileURL(outfile).href)).default;
}

async function extract(product, tools, models, file, out) {
  const signal = AbortSignal.timeout(30 * 60 * 1000);
  const info = await product.probeVideo(tools, file, signal);
  const fps = info.frameRate.num / info.frameRate.den;
  const tracker = new product.FaceTracker(models, { color: info.color, frameRate: fps });
  const frames = [];
  const scores = [];
  for await (const frame of product.decodeFrames(tools, file, info, { signal })) {
    const step = await tracker.track(frame);
    frames.push(step.kind === 'face' ? step.landmarks : new Float32Array(POINTS * 3).fill(NaN));
    scores.push(step.kind === 'face' ? step.score : 0);
  }
  const pts = scores.some((score) => score > 0) ? POINTS : 0;
  const bytes = frames.map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  writeFileSync(`${out}.f32`, Buffer.concat(bytes));
  const meta = { f: file, W: info.width, H: info.height, fps, n: frames.length, pts, scores };
  writeFileSync(`${out}.json`, JSON.stringify(meta));
}

async function main([clips, out, ...folders]) {
  const product = await loadProduct();
  const { tools } = await product.locateFfmpeg({ env: process.env });
  const store = new product.ModelStore({
    root: path.join(ROOT, 'models'),
    provider: 'cpu',
    log: () => undefined,
  });
  const models = {
    detector: await store.open('face-detection-full-range'),
    landmarks: await store.open('face-landmarks'),
  };
  mkdirSync(out, { recursive: true });
  const wanted =
    folders.length > 0
      ? folders
      : ['grid', 'anchors', 'talk'].filter((f) => existsSync(path.join(clips, f)));
  for (const folder of wanted) {
    for (const name of readdirSync(path.join(clips, folder))
      .filter((n) => VIDEO.test(n))
      .sort()) {
      const target = path.join(out, `${folder}_${name}`);
      if (existsSync(`${target}.json`)) continue;
      try {
        await extract(product, tools, models, path.resolve(clips, folder, name), target);
      } catch (error) {
        console.error(`${folder}/${name}: ${error.message}`);
      }
    }
  }
  await store.dispose();
}

await main(process.argv.slice(2));
