import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locateFfmpeg } from '../../../src/media/locate.js';

/** A repository must not choose what runs, whatever folder we are started in. */
describe.runIf(process.platform !== 'win32')('an ffmpeg in the folder at hand', () => {
  let folder: string;
  let ran: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'heygem-locate-'));
    ran = join(folder, 'ran');
    for (const name of ['ffmpeg', 'ffprobe']) {
      writeFileSync(join(folder, name), `#!/bin/sh\ntouch '${ran}'\n`);
      chmodSync(join(folder, name), 0o755);
    }
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is not run because a relative path leads to it', async () => {
    const here = relative(process.cwd(), folder);
    const env = {
      PATH: `${here}:.:`,
      HEYGEM_FFMPEG: join(here, 'ffmpeg'),
      FFMPEG_PATH: join(here, 'ffmpeg'),
      HEYGEM_FFPROBE: join(here, 'ffprobe'),
      FFPROBE_PATH: join(here, 'ffprobe'),
    };
    await locateFfmpeg({ env, setting: here }).catch(() => undefined);
    expect(existsSync(ran)).toBe(false);
    // So the trap works.
    await locateFfmpeg({ env: { ...env, PATH: folder } }).catch(() => undefined);
    expect(existsSync(ran)).toBe(true);
  });
});
