import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterEach, describe, expect, it } from 'vitest';
import { BOARD_PACKAGES } from '../../../src/fleet/board/boardPackages.js';

const ROOT = join(import.meta.dirname, '../../..');

/** Starts a board, tells what came of it as one line of JSON, and ends it. */
const START = `
import { BoardServer } from './src/fleet/board/boardServer.js';
const options = { connection: {}, queues: () => Promise.resolve([]), log: () => undefined };
BoardServer.start({ ...options, port: 0, allowChanges: false, locale: 'en' }).then(
  async (board) => {
    console.log(JSON.stringify({ port: board.port }));
    await board.close();
  },
  ({ code, params }) => console.log(JSON.stringify({ code, params })),
);`;

let folder: string;
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a bundle that lies in a folder says: packages are looked for from there. */
async function startedIn(place: string): Promise<unknown> {
  mkdirSync(place, { recursive: true });
  folder = mkdtempSync(join(place, 'heygem-board-'));
  const outfile = join(folder, 'board.cjs');
  await build({
    stdin: { contents: START, resolveDir: ROOT, loader: 'ts' },
    ...{ outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20' },
    ...{ mainFields: ['module', 'main'], external: ['@bull-board/*'], logLevel: 'silent' },
  });
  const { stdout } = await promisify(execFile)(process.execPath, [outfile], { cwd: tmpdir() });
  return JSON.parse(stdout);
}

describe("the board's packages", () => {
  it('are told where they are not installed', async () => {
    expect(await startedIn(tmpdir())).toEqual({
      code: 'board-missing',
      params: { packages: BOARD_PACKAGES.join(' ') },
    });
  });

  it('are loaded by the bundle from where they lie', async () => {
    // Below the repository, whose packages are found by going up.
    expect(await startedIn(join(ROOT, 'out'))).toEqual({ port: expect.any(Number) as number });
  });

  it('are told in the versions that were tried here', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    const board = Object.entries(devDependencies).filter(([name]) => name.startsWith('@bull-'));
    expect(board.map(([name, version]) => `${name}@${version}`)).toEqual(BOARD_PACKAGES);
  });
});
