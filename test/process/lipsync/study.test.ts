import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANDMARK_FLOATS } from '../../../src/core/faceTrack.js';
import type { JobId } from '../../../src/core/ids.js';
import type { JobProgress, LipSyncJob } from '../../../src/core/job.js';
import type { OutputReport } from '../../../src/core/report.js';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import { assertStudied, type Actor } from '../../../src/lipsync/actor/actor.js';
import { readActor, TRACK_FILE } from '../../../src/lipsync/actor/actorFiles.js';
import { createLipSyncService } from '../../../src/lipsync/createService.js';
import { runTool } from '../../../src/media/childProcess.js';
import { locateFfmpeg, type FfmpegTools } from '../../../src/media/locate.js';

const { signal } = new AbortController();
/** 45 s at 25 frames a second; the second glimpse is 490..540 and the third 635..685. */
const SECONDS = 45;
/** The light goes down in the second glimpse, and before the third the picture turns black. */
const DARK = { from: 510, to: 560 };
const BLACK = { from: 620, to: 720 };

let folder: string;
let tools: FfmpegTools;
let video: string;
let short: string;
let long: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heygem study 学 '));
  ({ tools } = await locateFfmpeg({ env: process.env }));
  video = join(folder, 'long.mp4');
  const during = ({ from, to }: typeof DARK) => `enable='between(n,${from},${to - 1})'`;
  const filters = [
    `lutyuv=y=val/2:${during(DARK)}`,
    `drawbox=c=black:t=fill:${during(BLACK)}`,
    'format=yuv420p',
  ];
  await ffmpeg(
    ...['-stream_loop', '-1', '-i', resolve('test/fixtures/presenter-small.mp4')],
    ...['-t', String(SECONDS), '-an', '-vf', filters.join(',')],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-movflags', '+faststart', video],
  );
  short = await speechOf(3);
  long = await speechOf(10.4);
}, 120_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function ffmpeg(...args: string[]) {
  return runTool(tools.ffmpeg, ['-v', 'error', ...args], { subject: folder, signal });
}

async function speechOf(seconds: number): Promise<string> {
  const path = join(folder, `${seconds}.flac`);
  const looped = ['-stream_loop', '3', '-i', resolve('media/demo/speech-en.flac')];
  await ffmpeg(...looped, '-t', String(seconds), path);
  return path;
}

interface Made {
  readonly bytes: Buffer;
  readonly report: OutputReport;
  /** The last that was told while the video was studied. */
  readonly studied: JobProgress | undefined;
  /** What the log says of studying. */
  readonly log: readonly string[];
}

/** Outputs of these speeches, made one after the other with a cache of their own. */
async function make(cache: string, audios: readonly string[], source = video): Promise<Made[]> {
  const cacheRoot = join(folder, cache);
  let lines: string[] = [];
  const log = (line: string): void => {
    if (line.startsWith('learning')) lines.push(line);
  };
  const service = createLipSyncService({ modelsRoot: resolve('models'), cacheRoot, log });
  const made: Made[] = [];
  try {
    for (const audio of audios) {
      const target = join(await mkdtemp(join(folder, 'out-')), 'talk.mp4');
      const job: LipSyncJob = {
        ...{ id: 'study' as JobId, video: source, audio, provider: 'cpu', output: target, target },
        settings: { ...DEFAULT_SETTINGS, preset: 'ultrafast' },
      };
      let studied: JobProgress | undefined;
      const onProgress = (progress: JobProgress): void => {
        if (progress.stage === 'track') studied = progress;
      };
      const { report } = await service.run(job, { signal, onProgress });
      made.push({ bytes: await readFile(target), report, studied, log: lines });
      lines = [];
    }
  } finally {
    await service.dispose();
  }
  return made;
}

/** What a cache holds of videos, by frames that may be shown. */
async function actorsIn(cache: string): Promise<Map<number, { actor: Actor; path: string }>> {
  const found = new Map<number, { actor: Actor; path: string }>();
  for (const name of await readdir(join(folder, cache, 'actors'))) {
    const path = join(folder, cache, 'actors', name);
    const stored = await readActor(path);
    if (stored.kind !== 'whole') throw new Error(stored.kind);
    stored.actor.track.close();
    found.set(stored.actor.frames, { actor: stored.actor, path });
  }
  return found;
}

describe('a short speech on long footage', () => {
  let shortFirst: Made[];

  beforeAll(async () => {
    shortFirst = await make('short first', [short, long]);
  }, 300_000);

  it('has the frames studied that it may show, and glimpses of the rest', async () => {
    const [{ studied, report }, { studied: further, report: longer }] = shortFirst;
    expect(studied).toMatchObject({ done: 550, total: 550, expected: { track: 550 } });
    expect(further).toMatchObject({ done: 800, total: 800, expected: { track: 800 } });
    expect(report).toMatchObject({ frames: 75, sourceFrames: 250, passedThrough: { frames: 0 } });
    expect(longer).toMatchObject({ frames: 260, sourceFrames: 500, passedThrough: { frames: 0 } });
    const actors = await actorsIn('short first');
    expect([...actors.keys()].sort()).toEqual([250, 500]);
    for (const [frames, { actor, path }] of actors) {
      expect(actor.whole).toBe(false);
      expect([actor.facts.length, actor.checksums.length]).toEqual([frames, frames]);
      const { size } = await stat(join(path, TRACK_FILE));
      expect(size).toBe(4 * LANDMARK_FLOATS * frames);
      expect(() => {
        assertStudied(actor, frames);
      }).not.toThrow();
      expect(() => {
        assertStudied(actor, frames + 1);
      }).toThrow(RangeError);
    }
  });

  it('takes mouths from the glimpses, knows their cuts, and none where there is no face', async () => {
    const actor = (await actorsIn('short first')).get(250)?.actor;
    const places = (actor?.patches ?? []).map(({ frameIndex, key }) => [frameIndex, key.shot]);
    const inside = ({ from, to }: typeof DARK) =>
      places.filter(([frame]) => frame >= from && frame < to);
    expect(inside({ from: 0, to: 250 }).every(([, shot]) => shot === 0)).toBe(true);
    expect(inside({ from: 0, to: 250 }).length).toBeGreaterThan(0);
    expect(inside({ from: 250, to: 345 })).toEqual([]);
    expect(inside({ from: 345, to: 490 })).toEqual(inside({ from: 345, to: 395 }));
    expect(inside(DARK).length).toBeGreaterThan(0);
    expect(inside(DARK).every(([frame, shot]) => shot === 1 && frame < 540)).toBe(true);
    expect(inside(BLACK)).toEqual([]);
  });

  it('comes out the same when the longer speech was first', async () => {
    const [longer, shorter] = await make('long first', [long, short]);
    expect(Buffer.compare(shortFirst[0].bytes, shorter.bytes)).toBe(0);
    expect(Buffer.compare(shortFirst[1].bytes, longer.bytes)).toBe(0);
    const figures = ({ report }: Made) => ({ ...report, stages: undefined });
    expect(figures(shorter)).toEqual(figures(shortFirst[0]));
    expect(figures(longer)).toEqual(figures(shortFirst[1]));
    const digests = async (cache: string) =>
      [...(await actorsIn(cache)).values()].map(({ actor }) => actor.digest).sort();
    expect(await digests('long first')).toEqual(await digests('short first'));
  }, 300_000);

  it('has the face followed once only in the frames that both may show', () => {
    expect(shortFirst.map(({ log }) => log)).toEqual([
      [`learning ${video}`],
      [`learning ${video}, its face from frame 250 on`],
    ]);
  });

  it('follows it anew where what was kept is damaged, and comes out the same', async () => {
    // As if the longer speech had never been asked for.
    const actors = await actorsIn('short first');
    await rm(actors.get(500)?.path ?? '', { recursive: true });
    await rm(join(folder, 'short first', 'segments'), { recursive: true, force: true });
    const file = join(actors.get(250)?.path ?? '', 'followed.f32');
    const kept = await readFile(file);
    kept.fill(0, 1000, 1004);
    await writeFile(file, kept);
    const [longer] = await make('short first', [long]);
    expect(longer.log).toEqual([`learning ${video}`]);
    expect(Buffer.compare(shortFirst[1].bytes, longer.bytes)).toBe(0);
  }, 300_000);

  it('goes there and back where the video ends long before its container says', async () => {
    await mkdir(join(folder, 'broken'));
    const broken = join(folder, 'broken', 'long.mp4');
    await runTool(
      tools.ffmpeg,
      ['-v', 'error', '-i', video, '-c', 'copy', '-movflags', '+faststart', broken],
      { subject: broken, signal },
    );
    await truncate(broken, Math.round(0.2 * (await stat(broken)).size));
    const [{ report, studied }] = await make('broken off', [long], broken);
    const { sourceFrames = 0 } = report;
    expect(report.frames).toBe(260);
    expect(sourceFrames).toBeLessThan(250);
    expect(sourceFrames).toBeGreaterThan(50);
    expect(studied?.done).toBe(sourceFrames);
    expect((await actorsIn('broken off')).get(sourceFrames)?.actor.whole).toBe(true);
  }, 300_000);
});
