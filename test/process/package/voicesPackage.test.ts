import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPack } from '../../../src/voice/kokoro/voicesPack.js';

const ROOT = join(import.meta.dirname, '../../..');
const run = promisify(execFile);

describe('the package of the voices', () => {
  let folder: string;
  const inside = (...names: readonly string[]) => join(folder, 'extension', ...names);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'heygem-voices-'));
    const script = join(ROOT, 'scripts', 'package.mjs');
    await run(process.execPath, [script, '--voices', '--out', folder], { cwd: ROOT });
    const [vsix] = readdirSync(folder).filter((name) => name.endsWith('.vsix'));
    await run('python3', ['-m', 'zipfile', '-e', join(folder, vsix), folder]);
  }, 400_000);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds a whole pack, byte for byte, and its own few files', () => {
    const pack = readPack(inside('voices'));
    expect(pack.voices).toHaveLength(36);
    for (const { file, sha256 } of pack.files) {
      const bytes = readFileSync(inside('voices', file));
      expect([file, createHash('sha256').update(bytes).digest('hex')]).toEqual([file, sha256]);
    }
    const files = readdirSync(inside('voices'), { recursive: true, withFileTypes: true });
    expect(files.filter((entry) => entry.isFile())).toHaveLength(pack.files.length + 1);
    const own = readdirSync(inside()).map((name) => name.toLowerCase());
    expect(own.sort()).toEqual(
      ['icon.png', 'license.txt', 'package.json', 'readme.md', 'voices'].sort(),
    );
  });

  it('is data for every platform, under the name that the studio looks for', () => {
    const manifest = JSON.parse(readFileSync(inside('package.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({ publisher: 'heygem-studio', name: 'heygem-voices' });
    expect(manifest).not.toHaveProperty('main');
    expect(manifest).not.toHaveProperty('scripts');
    const looked = readFileSync(join(ROOT, 'src/vscode/voicesExtension.ts'), 'utf8');
    expect(looked).toContain("'heygem-studio.heygem-voices'");
    const vsix = readFileSync(join(folder, 'extension.vsixmanifest'), 'utf8');
    expect(vsix).not.toContain('TargetPlatform');
  });

  it('names who made each part, with the text of its licence', () => {
    const notices = readdirSync(inside('voices', 'licences')).map((name) =>
      readFileSync(inside('voices', 'licences', name), 'utf8'),
    );
    for (const owner of ['hexgrad', 'thewh1teagle', 'Maureese Williams', 'ExplosionAI']) {
      expect(notices.some((text) => text.includes(owner))).toBe(true);
    }
    expect(notices.filter((text) => text.includes('Apache License')).length).toBeGreaterThan(2);
  });
});
