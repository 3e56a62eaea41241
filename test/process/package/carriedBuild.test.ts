import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const SCRIPT = resolve('scripts/fetchFfmpeg.mjs');
/** What is part of any Linux that runs VS Code. */
const SYSTEM = /^(ld-linux[\w-]*|lib(c|m|mvec|gcc_s|stdc\+\+))\.so\.\d$/;

describe('the ffmpeg that the extension carries', () => {
  let build: string;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'heygem moved 程序 '));
    build = (await run(process.execPath, [SCRIPT])).stdout.trim();
  }, 300_000);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  describe.runIf(process.platform === 'linux')('on Linux', () => {
    it.each(['ffmpeg', 'ffprobe'])(
      '%s runs anywhere, with its own libraries alone',
      async (tool) => {
        const moved = join(folder, tool);
        cpSync(build, moved, { recursive: true });
        const env = { LD_TRACE_LOADED_OBJECTS: '1' };
        const { stdout } = await run(join(moved, tool), [], { env });
        const loaded = [...stdout.matchAll(/(\/.*) \(0x/g)].map(([, path]) =>
          path.replace('/./', '/'),
        );
        const foreign = loaded
          .filter((path) => dirname(path) !== moved)
          .map((path) => basename(path));
        expect(foreign.filter((name) => !SYSTEM.test(name))).toEqual([]);
        expect(stdout).not.toContain('not found');
        expect(loaded.length).toBeGreaterThan(10);
        const { stderr } = await run(join(moved, tool), ['-version'], { env: {} });
        expect(stderr).toBe('');
      },
    );
  });

  it.runIf(process.platform !== 'win32')(
    'is not replaced by another where it cannot be fetched',
    async () => {
      const clone = join(folder, 'clone');
      mkdirSync(join(clone, 'src'), { recursive: true });
      cpSync(resolve('scripts'), join(clone, 'scripts'), { recursive: true });
      cpSync(resolve('src/media'), join(clone, 'src/media'), { recursive: true });
      const script = join(clone, 'scripts/fetchFfmpeg.mjs');
      const failed = await run(process.execPath, [script], { env: { PATH: clone } }).then(
        () => undefined,
        (error: unknown) => error as { readonly code: number; readonly stderr: string },
      );
      expect(failed?.code).toBe(1);
      expect(failed?.stderr).toMatch(/could not be fetched.*mvn/s);
      expect(existsSync(join(clone, 'media/ffmpeg/bin', basename(build)))).toBe(false);
    },
  );
});
