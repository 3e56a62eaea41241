import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SmallDisk, smallDiskHere } from './smallDisk.js';

it.skipIf(!smallDiskHere)('a small disk is full when it is filled, until it is freed', () => {
  const disk = SmallDisk.mount(2);
  if (disk === undefined) throw new Error('nothing mounted');
  try {
    const write = () => {
      writeFileSync(join(disk.folder, 'x'), Buffer.alloc(4096));
    };
    disk.fill();
    expect(disk.freeBytes).toBe(0);
    expect(write).toThrow('ENOSPC');
    disk.free();
    write();
  } finally {
    disk.unmount();
  }
});
