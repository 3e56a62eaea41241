import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own that can be filled to the last byte. Owns a mount. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Undefined where nothing may be mounted: only root may, and not in every container. */
  static mount(megabytes: number): SmallDisk | undefined {
    const folder = mkdtempSync(join(tmpdir(), 'heygem-disk-'));
    const args = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder];
    const mounted = process.platform === 'linux' && spawnSync('mount', args).status === 0;
    if (mounted) return new SmallDisk(folder);
    rmSync(folder, { recursive: true });
    return undefined;
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize;
  }

  fill(): void {
    const chunk = Buffer.alloc(64 * 1024);
    try {
      for (;;) writeFileSync(this.ballast, chunk, { flag: 'a' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }

  free(): void {
    rmSync(this.ballast, { force: true });
  }

  /** Also while somebody still has files open there. */
  unmount(): void {
    spawnSync('umount', ['--lazy', this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }
}

/** Whether there can be one here. */
export const smallDiskHere = (() => {
  const disk = SmallDisk.mount(1);
  disk?.unmount();
  return disk !== undefined;
})();
