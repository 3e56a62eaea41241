import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTool } from '../../../src/media/childProcess.js';
import { locateFfmpeg, type FfmpegTools } from '../../../src/media/locate.js';
import { bundle } from '../engine/bundle.js';
import { finished, type CliResult } from '../engine/cliRig.js';
import { buildFailingWrites, ERRNO, failingWrites } from '../media/brokenDisk.js';

/**
 * The whole product on a disk that fails writes at the start, in the middle and in the trailer: ffmpeg's,
 * of the picture and of what it joins, where ffmpeg before version 6 ends with 0 after the last; and our
 * own, of the result and of what is kept in the cache.
 */

const presenter = resolve('test/fixtures/presenter-small.mp4');
const { ENOSPC, EIO, EFBIG } = ERRNO;

let tools: FfmpegTools;
let folder: string;
let shim = '';
/** Nothing can be loaded into a static ffmpeg, which a package may bring. */
let dynamic: string;
let parts: { readonly cli: string; readonly worker: string };

beforeAll(async () => {
  ({ tools } = await locateFfmpeg({ env: process.env }));
  folder = mkdtempSync(join(tmpdir(), 'heygem broken disk 磁盘 '));
  if (process.platform === 'linux') {
    // The absence of either is a failure: what is not tried is not known to hold.
    dynamic = execFileSync('which', ['ffmpeg'], { encoding: 'utf8' }).trim();
    shim = buildFailingWrites();
  }
  parts = { cli: bundle('src/cli.ts'), worker: bundle('src/worker/main.ts') };
  const sound = ['-f', 'lavfi', '-i', 'sine=440', '-t', '0.4', join(folder, 'a.wav')];
  await runTool(tools.ffmpeg, ['-v', 'error', ...sound], { subject: 'a.wav' });
  writeFileSync(join(folder, 'v.mp4'), readFileSync(presenter));
  const settings = { defaults: { preset: 'ultrafast', crf: 12 } };
  const [videos, audios] = [[{ id: 'v', path: 'v.mp4' }], [{ id: 'a', path: 'a.wav' }]];
  const project = { version: 1, title: 'T', videos, audios, matrix: {}, settings };
  writeFileSync(join(folder, 'p.heygem'), JSON.stringify(project));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  if (shim !== '') rmSync(dirname(shim), { recursive: true });
});

function heygem(args: readonly string[], failing: NodeJS.ProcessEnv = {}): Promise<CliResult> {
  const child = spawn(process.execPath, [parts.cli, ...args, '--ffmpeg', dynamic], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      HEYGEM_CACHE: join(folder, '.cache'),
      HEYGEM_WORKER: parts.worker,
      HEYGEM_MODELS: resolve('models'),
      // The bundle lies elsewhere than the packages that it leaves out.
      NODE_PATH: resolve('node_modules'),
      ...failing,
    },
  });
  return finished(child);
}

const made = () => readdirSync(join(folder, 'out'));

async function playedFrames(path: string): Promise<number> {
  const count = ['-v', 'error', '-count_frames', '-show_entries', 'stream=nb_read_frames'];
  const args = [...count, '-select_streams', 'v', '-of', 'csv=p=0', path];
  return Number(String(await runTool(tools.ffprobe, args, { subject: path })).trim());
}

describe.runIf(process.platform === 'linux')('a disk that fails', () => {
  it.each([
    ['/picture.mp4', 0, ENOSPC, 'disk-full'],
    ['/picture.mp4', 4_000, ENOSPC, 'disk-full'],
    ['/picture.mp4', 4_000, EIO, 'ffmpeg-failed'],
    ['/picture.joined.mp4', 0, ENOSPC, 'disk-full'],
    ['/picture.joined.mp4', 40_000, ENOSPC, 'disk-full'],
    ['/picture.joined.mp4', 40_000, EIO, 'ffmpeg-failed'],
    ['/.v-a.mp4.', 0, ENOSPC, 'disk-full'],
    ['/.v-a.mp4.', 40_000, ENOSPC, 'disk-full'],
    ['/.v-a.mp4.', 40_000, EIO, 'output-damaged'],
    ['/.v-a.mp4.', 40_000, EFBIG, 'output-damaged'],
    ['/segments/', 0, ENOSPC, 'disk-full'],
  ])('%s at %d with %d: told, and nothing is left', async (path, at, errno, code) => {
    const fault = failingWrites(shim, { path, at, errno });
    const result = await heygem(['batch', 'p.heygem', '--json'], fault);
    const end = result.events.find(({ event }) => event === 'finished');
    expect(end).toMatchObject({ result: 'failed', failure: { code } });
    expect(result.code).toBe(1);
    expect(made()).toEqual([]);
    expect(readdirSync(join(folder, '.cache', 'work'))).toEqual([]);
  });

  it('makes what plays once the disk is well again', async () => {
    const result = await heygem(['batch', 'p.heygem', '--json']);
    expect(result.code).toBe(0);
    expect(made().sort()).toEqual(['v-a.mp4', 'v-a.report.json']);
    expect(await playedFrames(join(folder, 'out', 'v-a.mp4'))).toBe(10);
  });
});
