import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { speakOrder } from '../../../../src/voice/own/windowsSpeech.js';

describe('what PowerShell is told', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'heygem-order-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is a script of ours, with the words in a file and the voice in the environment', async () => {
    const evil = `-x "'; $(calc) <speak/> 你好 😀`;
    const { args, env, path } = await speakOrder(evil, evil, 1, folder);
    const again = await speakOrder('Anna', 'Other words.', 2, folder);
    // The very same whatever is said by whom, and nothing that Node's quoting would have to save.
    expect(again.args).toEqual(args);
    expect(args.join(' ')).not.toContain('"');
    expect(args.slice(0, 3)).toEqual(['-NoLogo', '-NoProfile', '-NonInteractive']);
    expect(args.at(-1)).toMatch(/\.Speak\(/);
    expect(args.at(-1)).not.toMatch(/Ssml/i);
    expect(env).toMatchObject({ HEYGEM_VOICE_NAME: evil, HEYGEM_VOICE_RATE: '0' });
    expect(path).toBe(join(folder, 'sound.wav'));
    await speakOrder('Anna', evil, 1, folder);
    expect(readFileSync(env.HEYGEM_VOICE_TEXT, 'utf8')).toBe(evil);
  });
});
