import { chmod, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { NO_LIMIT, runTool } from '../../../src/media/childProcess.js';
import type { Program } from '../../../src/media/program.js';
import { probeVideo } from '../../../src/media/probe.js';
import { ffmpeg, picture, temporaryFolder, tools } from './samples.js';

const folder = temporaryFolder();

async function program(name: string, body: string): Promise<Program> {
  const path = folder.path(name);
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  return { path };
}

describe.runIf(process.platform !== 'win32')('a program that gives no answer', () => {
  let sleeping: Program;
  let video: string;

  beforeAll(async () => {
    sleeping = await program('sleeping', 'echo "waiting for a share" >&2; exec sleep 30');
    video = folder.path('video.mp4');
    await ffmpeg(...picture('64x64', '25', 0.2), video);
  });

  test('is stopped at its limit, and the detail says so', async () => {
    const run = runTool(sleeping, [], { subject: 'x', limitMs: 500 });
    await expect(run).rejects.toMatchObject({
      code: 'ffmpeg-failed',
      ending: 'stopped',
      detail: 'waiting for a share\n(no end within 0.5 s)',
    });
  });

  test('is waited for without a limit, until it is cancelled', async () => {
    const signal = AbortSignal.timeout(900);
    const run = runTool(sleeping, [], { subject: 'x', limitMs: NO_LIMIT, signal });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('is given a minute as a probe, and the file is not blamed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const probe = probeVideo({ ...tools[0], ffprobe: sleeping }, video);
      const outcome = expect(probe).rejects.toMatchObject({
        code: 'ffmpeg-failed',
        ending: 'stopped',
      });
      await vi.waitUntil(() => vi.getTimerCount() > 0);
      await vi.advanceTimersByTimeAsync(60_000);
      await outcome;
    } finally {
      vi.useRealTimers();
    }
  });

  test('nor is it for an ffprobe that crashed', async () => {
    const crashing = await program('crashing', 'kill -SEGV $$');
    const probe = probeVideo({ ...tools[0], ffprobe: crashing }, video);
    await expect(probe).rejects.toMatchObject({ code: 'ffmpeg-failed', ending: 'killed' });
  });
});
