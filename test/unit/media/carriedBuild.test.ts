import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CARRIED_BUILDS, verifyCarriedBuild } from '../../../src/media/carriedBuild.js';

const PLATFORMS = ['linux-x64', 'linux-arm64', 'win32-x64', 'darwin-x64', 'darwin-arm64'];

describe('the builds of ffmpeg that are carried', () => {
  it('are chosen for every platform', () => {
    expect(Object.keys(CARRIED_BUILDS).sort()).toEqual([...PLATFORMS].sort());
  });

  it.each(PLATFORMS)('have both programs and a sum of every file for %s', (platform) => {
    const { files, empty, classifier } = CARRIED_BUILDS[platform] ?? { files: {}, empty: {} };
    const exe = platform.startsWith('win32') ? '.exe' : '';
    expect(Object.keys(files)).toEqual(expect.arrayContaining([`ffmpeg${exe}`, `ffprobe${exe}`]));
    for (const sum of Object.values(files)) expect(sum).toMatch(/^[0-9a-f]{64}$/);
    for (const name of Object.keys(empty)) expect(files).toHaveProperty([name]);
    // The others are without x264.
    expect(classifier).toMatch(/-gpl$/);
  });

  it('are refused when a byte is another or a file is missing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'heygem carried '));
    try {
      await expect(verifyCarriedBuild(folder, 'linux-x64')).rejects.toMatchObject({
        code: 'ENOENT',
      });
      writeFileSync(join(folder, 'ffmpeg'), 'not the program');
      const found = createHash('sha256').update('not the program').digest('hex');
      await expect(verifyCarriedBuild(folder, 'linux-x64')).rejects.toThrow(found);
      await expect(verifyCarriedBuild(folder, 'plan9-mips')).rejects.toThrow(/plan9-mips/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
