import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';
import type { YuvFrame } from '../../../src/core/frame.js';
import type { FfmpegTools } from '../../../src/media/locate.js';
import { isOld } from '../../../src/media/toolVersion.js';
import { toolsets } from '../toolsets.js';

const execute = promisify(execFile);

/** The first makes the inputs; every one is tested. */
export const tools = toolsets;

/** Runs ffmpeg as tests need it to make inputs, and to check outputs independently. */
export function ffmpeg(...args: string[]): Promise<Buffer> {
  return run(tools[0], args);
}

/** The oldest of all, for what newer ones no longer encode. */
export function oldestFfmpeg(...args: string[]): Promise<Buffer> {
  return run(tools.find((each) => isOld(each)) ?? tools[0], args);
}

async function run(by: FfmpegTools, args: readonly string[]): Promise<Buffer> {
  // Renamed in 2022, and the old name is gone from ffmpeg 9.
  const named = isOld(by) ? args.map((word) => (word === '-fps_mode' ? '-vsync' : word)) : args;
  const { stdout } = await execute(
    by.ffmpeg.path,
    ['-hide_banner', '-loglevel', 'error', '-y', ...named],
    { encoding: 'buffer', maxBuffer: 512 * 1024 * 1024 },
  );
  return stdout;
}

export async function ffprobe(path: string, entries: string): Promise<string> {
  const args = ['-v', 'error', '-show_entries', entries, '-of', 'csv=p=0', path];
  const { stdout } = await execute(tools[0].ffprobe.path, args);
  return stdout.trim().replace(/,+$/gm, '');
}

/** A moving picture of `seconds` without sound, as input arguments. */
export function picture(size: string, rate: string, seconds: number): string[] {
  return ['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`];
}

/** A tone as input arguments. */
export function tone(seconds: number, rate = 48000): string[] {
  return ['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=${rate}:duration=${seconds}`];
}

/** A folder for one test file, removed after it. */
export function temporaryFolder(): { path: (name: string) => string } {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heygem media '));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return { path: (name) => join(folder, name) };
}

export async function collect(frames: AsyncIterable<YuvFrame>): Promise<Buffer[]> {
  const copies: Buffer[] = [];
  for await (const { data } of frames) copies.push(Buffer.from(data));
  return copies;
}

export const never = new AbortController().signal;
