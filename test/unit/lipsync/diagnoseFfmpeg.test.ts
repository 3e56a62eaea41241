import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/lipsync/diagnose.js';

describe.runIf(process.platform !== 'win32')('the doctor on an ffmpeg that does not work', () => {
  let folder: string;
  let program: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'heygem-diagnose-'));
    program = join(folder, 'ffmpeg');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const examined = async () => {
    const options = { modelsRoot: folder, cacheRoot: folder, ffmpeg: program, log: () => {} };
    return (await diagnose(options)).ffmpeg;
  };

  it('names what the system does not let start', async () => {
    // May be executed itself, but not by what it names.
    writeFileSync(join(folder, 'shell'), '', { mode: 0o644 });
    writeFileSync(program, `#!${join(folder, 'shell')}\n`);
    expect(await examined()).toMatchObject({ path: null, blocked: program });
  });

  it('tells in one line each what was tried', async () => {
    writeFileSync(program, '#!/bin/sh\necho libc is too old >&2\necho libm too >&2\nexit 1\n');
    expect(await examined()).toMatchObject({
      path: null,
      blocked: null,
      tried: [{ source: 'setting', path: program, problem: 'libc is too old' }],
    });
  });
});
