import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle } from './bundle.js';

/** What Node 18 is, as far as the command line may see: it lacks this, and much else. */
const PRETENCE = `
Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } });
delete AbortSignal.any;
delete Array.prototype.toReversed;
delete Array.prototype.toSorted;
`;

let folder: string;
let cli: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem-old-node-'));
  writeFileSync(join(folder, 'old.cjs'), PRETENCE);
  cli = bundle('src/cli.ts');
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function onOldNode(args: readonly string[], env: NodeJS.ProcessEnv) {
  const words = ['--require', join(folder, 'old.cjs'), cli, ...args];
  return new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    const options = { env: { ...process.env, LC_ALL: 'C', ...env } };
    execFile(process.execPath, words, options, (error, out, err) => {
      resolve({ code: error?.code ?? 0, out, err });
    });
  });
}

it.each([
  ['C', 'HeyGem Studio needs Node.js 20.18.0 or later; this is 18.20.8.'],
  ['zh_CN.UTF-8', 'HeyGem Studio 需要 Node.js 20.18.0 或更高版本，当前是 18.20.8。'],
])('a Node that is too old is told in a sentence (%s)', async (language, sentence) => {
  const { code, out, err } = await onOldNode(['doctor'], { LC_ALL: language });
  const lines = err.trim().split('\n');
  expect({ code, out, first: lines[0], lines: lines.length }).toEqual({
    ...{ code: 1, out: '', first: sentence, lines: 2 },
  });
});

it('and to programs as an event', async () => {
  const { code, out } = await onOldNode(['status', 'p.heygem', '--json'], {});
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    event: 'error',
    code: 'node-too-old',
    params: { version: '18.20.8', oldest: '20.18.0' },
  });
});
