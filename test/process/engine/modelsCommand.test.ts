import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addModelCommand,
  modelsCommand,
  removeModelCommand,
  testModelCommand,
} from '../../../src/cli/commands/models.js';
import type { CliContext } from '../../../src/cli/context.js';
import { Engine } from '../../../src/engine/engine.js';
import { bundle } from './bundle.js';

let folder: string;
let engine: Engine;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem models '));
  engine = new Engine({
    workerEntry: bundle('test/fixtures/fakeWorker.ts'),
    modelsRoot: 'models',
    cacheRoot: join(folder, 'cache'),
    lipModelsRoot: join(folder, 'store'),
    trusted: false,
  });
  writeFileSync(join(folder, 'mine.onnx'), Buffer.from([0x08, 0x08]));
});
afterAll(async () => {
  await engine.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function said(
  command: (context: Omit<CliContext, 'installed'>) => Promise<number>,
  json = false,
) {
  const lines: string[] = [];
  const output: CliContext['output'] = {
    ...{ locale: 'en', json, columns: undefined },
    ...{ out: (line: string) => lines.push(line), err: () => undefined, control: () => undefined },
  };
  const code = await command({ output, engine, signal: new AbortController().signal });
  expect(code).toBe(0);
  return lines;
}

describe('heygem models', () => {
  it('adds, lists, tests and removes', async () => {
    expect((await said(modelsCommand)).join()).toContain('no lip-sync models');
    const file = join(folder, 'mine.onnx');
    const options = { licence: 'research only\nand more', link: true };
    const added = await said((context) => addModelCommand(context, file, options));
    expect(added[0]).toMatch(/^Added mine \([0-9a-f]{64}\)\.$/);
    expect(added).toContain('  ✓ cpu: 12.0 ms a frame');
    const listed = await said(modelsCommand);
    expect(listed[0]).toMatch(/^mine {2}96 px, float32, 0\.0 MB, sha256 /);
    expect(listed.slice(1)).toEqual([`  linked: ${file}`, '  licence: research only']);
    const [json] = await said(modelsCommand, true);
    expect(JSON.parse(json)).toMatchObject({ event: 'models', models: [{ name: 'mine', file }] });
    for (const wanted of ['mine', file]) {
      const tested = await said((context) => testModelCommand(context, wanted));
      expect(tested.at(-1)).toBe('Fastest here: cpu.');
    }
    const removed = await said((context) => removeModelCommand(context, 'mine'));
    expect(removed).toEqual([`Removed mine; its file stays where it is: ${file}`]);
    await expect(said((context) => removeModelCommand(context, 'mine'))).rejects.toMatchObject({
      code: 'lip-model-missing',
    });
  }, 60_000);
});
