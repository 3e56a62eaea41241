import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findReport } from '../../../src/engine/outputReport.js';
import { FileLock } from '../../../src/engine/fileLock.js';
import { HashStore } from '../../../src/engine/hashStore.js';
import { LedgerStore } from '../../../src/engine/ledgerStore.js';
import { modelHashes } from '../../../src/engine/modelHashes.js';
import { planProject } from '../../../src/engine/planProject.js';
import { readReport } from '../../../src/editor/history.js';
import { readSmallFile, readSmallText } from '../../../src/files/readSmallFile.js';

const folder = mkdtempSync(join(tmpdir(), 'heygem files '));
const at = (name: string): string => join(folder, name);
const posix = process.platform !== 'win32';

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a small file', () => {
  it('is read whole, up to its last allowed byte', async () => {
    writeFileSync(at('a'), 'héllo');
    expect(await readSmallText(at('a'), 6)).toBe('héllo');
    await expect(readSmallText(at('a'), 5)).rejects.toMatchObject({ reason: 'too-large' });
    writeFileSync(at('b'), Buffer.alloc(200_000, 7));
    expect(await readSmallFile(at('b'), 200_000)).toEqual(Buffer.alloc(200_000, 7));
    writeFileSync(at('c'), '');
    expect(await readSmallText(at('c'), 0)).toBe('');
    await expect(readSmallText(at('none'), 10)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.runIf(process.platform === 'linux')(
    'is read to its end where its size is not told',
    async () => {
      expect(await readSmallText('/proc/self/status', 1 << 16)).toContain('Pid:');
      await expect(readSmallText('/proc/self/status', 100)).rejects.toMatchObject({
        reason: 'too-large',
      });
    },
  );
});

/** What a repository may carry, or somebody may put, in a file's place. */
const TRAPS: readonly (readonly [string, (path: string) => void])[] = [
  ['a named pipe', (path) => execFileSync('mkfifo', [path])],
  [
    'a link to an endless device',
    (path) => {
      symlinkSync('/dev/zero', path);
    },
  ],
  [
    'a link to a silent device',
    (path) => {
      symlinkSync('/dev/ptmx', path);
    },
  ],
  ['a folder', (path) => execFileSync('mkdir', [path])],
];

describe.runIf(posix).each(TRAPS)('%s in its place', (_, set) => {
  const trapped = (file: string): string => {
    const path = at(file);
    rmSync(path, { recursive: true, force: true });
    set(path);
    return path;
  };

  it('is refused at once', { timeout: 5_000 }, async () => {
    const path = trapped('trap');
    await expect(readSmallFile(path, 1 << 20)).rejects.toMatchObject({ reason: 'not-a-file' });
  });

  it(
    'hangs no reader of ledgers, reports, hashes, locks, manifests and projects',
    { timeout: 10_000 },
    async () => {
      trapped('p.heygem.lock');
      const ledger = new LedgerStore(at('p.heygem'));
      expect((await ledger.read()).size).toBe(0);
      trapped('o.mp4.report.json');
      expect(await findReport(at('o.mp4'), at('o.mp4.report.json'))).toEqual({ kind: 'foreign' });
      trapped('o.report.json');
      expect(await readReport(at('o.mp4'))).toBeUndefined();
      const stamp = { size: 1, mtimeNs: 1n, inode: 1n };
      expect(
        await new HashStore(trapped('hashes.txt')).lookUp('x', stamp as never),
      ).toBeUndefined();
      trapped('manifest.json');
      await expect(modelHashes(folder)).rejects.toMatchObject({ code: 'model-missing' });
      const plan = planProject(trapped('trap.heygem'), {} as never);
      await expect(plan).rejects.toMatchObject({ code: 'project-missing' });
      const busy = trapped('.o.mp4.busy');
      await expect(FileLock.acquire(busy)).rejects.toMatchObject({ name: 'ForeignLock' });
    },
  );
});

it('a project of gigabytes is not read', async () => {
  const path = at('big.heygem');
  writeFileSync(path, '{');
  truncateSync(path, 5e9);
  await expect(planProject(path, {} as never)).rejects.toMatchObject({ code: 'input-too-large' });
});
