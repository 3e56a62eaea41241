import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HeygemError } from '../../../src/core/errors.js';
import { isBlocked } from '../../../src/media/blockedProgram.js';
import { toolError } from '../../../src/media/childProcess.js';
import { locateFfmpeg } from '../../../src/media/locate.js';

function startError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`spawn /x ${code}`), { code, syscall: 'spawn /x' });
}

describe('a program that the system does not let start', () => {
  it.each([
    ['darwin', toolError({ code: null, signal: 'SIGKILL' }, '', '/x'), true],
    ['linux', toolError({ code: null, signal: 'SIGKILL' }, '', '/x'), false],
    ['darwin', toolError({ code: null, signal: 'SIGSEGV' }, '', '/x'), false],
    ['darwin', toolError({ code: 1, signal: null }, 'SIGKILL', '/x'), false],
    [
      'win32',
      toolError({ code: null, signal: null, startError: startError('EPERM') }, '', '/x'),
      true,
    ],
    [
      'linux',
      toolError({ code: null, signal: null, startError: startError('EACCES') }, '', '/x'),
      true,
    ],
    [
      'darwin',
      toolError({ code: null, signal: null, startError: startError('ENOENT') }, '', '/x'),
      false,
    ],
    ['win32', new HeygemError('ffmpeg-failed'), false],
    ['win32', startError('EPERM'), false],
  ] as const)('is told on %s from one that fails', (platform, error, blocked) => {
    expect(isBlocked(error, platform)).toBe(blocked);
  });
});

describe.runIf(process.platform !== 'win32')('an ffmpeg that macOS kills', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'heygem-blocked-'));
    // What a Mac does to it, it does to itself.
    writeFileSync(join(folder, 'ffmpeg'), '#!/bin/sh\nkill -KILL $$\n');
    chmodSync(join(folder, 'ffmpeg'), 0o644);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is told by what to do, where it was chosen', async () => {
    const blocked = { code: 'ffmpeg-blocked', params: { path: join(folder, 'ffmpeg') } };
    const chosen = { setting: folder, env: {} };
    await expect(locateFfmpeg({ ...chosen, platform: 'darwin' })).rejects.toMatchObject(blocked);
    await expect(locateFfmpeg({ ...chosen, platform: 'linux' })).rejects.toMatchObject({
      code: 'ffmpeg-unusable',
    });
    // It came without the permission to be run, as from some archives.
    expect(statSync(join(folder, 'ffmpeg')).mode & 0o111).toBe(0o111);
  });

  it('is passed over where another works', async () => {
    const env = { PATH: process.env['PATH'], HEYGEM_FFMPEG: join(folder, 'ffmpeg') };
    const { tried } = await locateFfmpeg({ env, platform: 'darwin' });
    const path = join(folder, 'ffmpeg');
    expect(tried[0]).toMatchObject({ origin: 'environment', path, blocked: path });
    expect(tried.length).toBeGreaterThan(1);
  });
});
