// Draws the presenter: `node scripts/presenter/render.mjs [demo|fixture] [--workers N]`. Needs only
// Node and an ffmpeg with libx264; several minutes for the demo video.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SECONDS } from './acting.mjs';
import { PictureMaker } from './picture.mjs';
import { FRAMINGS } from './stage.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const FRAME_RATE = 25;
const TARGETS = {
  demo: {
    file: 'media/demo/presenter.mp4',
    width: 1280,
    height: 720,
    from: 0,
    seconds: SECONDS,
    framing: FRAMINGS.wide,
    crf: 19,
  },
  // From just before the second stretch of talk, so that the mouth is shut and open in it.
  fixture: {
    file: 'test/fixtures/presenter-small.mp4',
    width: 384,
    height: 384,
    from: 3.5,
    seconds: 2.4,
    framing: FRAMINGS.close,
    crf: 24,
  },
};

function draw({ target, index, step }) {
  const { width, height, from, seconds, framing } = TARGETS[target];
  const maker = new PictureMaker(width, height, framing);
  for (let n = index; n < seconds * FRAME_RATE; n += step) {
    parentPort.postMessage({ n, rgb: maker.frame(from + n / FRAME_RATE) });
  }
}

async function render(target, workers) {
  const { file, width, height, seconds, crf } = TARGETS[target];
  const output = path.join(ROOT, file);
  // Renamed when whole: half a presenter must not look like one.
  const partial = output.replace(/\.mp4$/, '.partial.mp4');
  mkdirSync(path.dirname(output), { recursive: true });
  const ffmpeg = spawn(
    'ffmpeg',
    [
      '-v',
      'error',
      '-y',
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgb24',
      '-s',
      `${width}x${height}`,
      '-r',
      String(FRAME_RATE),
      '-i',
      '-',
      '-vf',
      'scale=out_color_matrix=bt709:out_range=tv',
      '-c:v',
      'libx264',
      '-preset',
      'veryslow',
      '-crf',
      String(crf),
      '-pix_fmt',
      'yuv420p',
      '-colorspace',
      'bt709',
      '-color_primaries',
      'bt709',
      '-color_trc',
      'bt709',
      '-color_range',
      'tv',
      '-fflags',
      '+bitexact',
      '-flags:v',
      '+bitexact',
      '-map_metadata',
      '-1',
      '-movflags',
      '+faststart',
      partial,
    ],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  );
  const waiting = new Map();
  const total = Math.round(seconds * FRAME_RATE);
  const step = workers;
  let next = 0;
  await new Promise((resolve, reject) => {
    for (let index = 0; index < step; index++) {
      const worker = new Worker(fileURLToPath(import.meta.url), {
        workerData: { target, index, step },
      });
      worker.on('error', reject);
      worker.on('message', ({ n, rgb }) => {
        waiting.set(n, rgb);
        for (; waiting.has(next); next++) {
          ffmpeg.stdin.write(waiting.get(next));
          waiting.delete(next);
        }
        process.stdout.write(`\r${next}/${total} frames`);
        if (next === total) resolve();
      });
    }
  });
  ffmpeg.stdin.end();
  const [code] = await once(ffmpeg, 'close');
  if (code !== 0) throw new Error(`ffmpeg exited with ${code}`);
  renameSync(partial, output);
  console.log(`\n${file}`);
}

if (isMainThread) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { workers: { type: 'string', default: String(os.availableParallelism()) } },
  });
  const targets = positionals.length > 0 ? positionals : Object.keys(TARGETS);
  for (const target of targets) await render(target, Number(values.workers));
} else {
  draw(workerData);
}
