import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGED_TOOLS, verifyPackagedTool } from '../../../src/media/packagedTools.js';

interface LockedPackage {
  readonly version: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const read = (name: string): unknown => JSON.parse(readFileSync(resolve(name), 'utf8'));
const { packages } = read('package-lock.json') as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const PLATFORMS = ['linux-x64', 'linux-arm64', 'win32-x64', 'darwin-x64', 'darwin-arm64'];
const chosen = Object.entries(PACKAGED_TOOLS).flatMap(([platform, tools]) =>
  Object.entries(tools ?? {}).map(([name, tool]) => ({ platform, name, tool })),
);

describe('the programs of the packages', () => {
  it('are chosen for every platform', () => {
    expect(Object.keys(PACKAGED_TOOLS).sort()).toEqual([...PLATFORMS].sort());
    expect(chosen).toHaveLength(2 * PLATFORMS.length);
  });

  it.each(chosen)('$name for $platform is the one that the lock file names', ({ tool }) => {
    const locked = packages[`node_modules/${tool.package}`];
    expect(locked.version).toBe(tool.version);
    expect(locked.integrity).toMatch(/^sha512-/);
    expect(tool.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are asked for by exact versions, so that no newer one is taken unseen', () => {
    const { optionalDependencies } = read('package.json') as {
      readonly optionalDependencies: Readonly<Record<string, string>>;
    };
    for (const name of ['@ffmpeg-installer/ffmpeg', '@ffprobe-installer/ffprobe']) {
      expect(optionalDependencies[name]).toMatch(/^\d+\.\d+\.\d+$/);
      for (const wanted of Object.values(
        packages[`node_modules/${name}`].optionalDependencies ?? {},
      ))
        expect(wanted).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  it('are refused when one byte is another', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'heygem packaged '));
    try {
      const path = join(folder, 'ffmpeg');
      writeFileSync(path, 'not the program');
      const found = createHash('sha256').update('not the program').digest('hex');
      await expect(verifyPackagedTool('ffmpeg', path, 'linux-x64')).rejects.toThrow(found);
      await expect(verifyPackagedTool('ffmpeg', path, 'plan9-mips')).rejects.toThrow(/plan9-mips/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
