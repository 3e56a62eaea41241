import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderOpener } from '../../../src/lipsync/openFolder.js';
import { openPackVoices, type PackVoices } from '../../../src/lipsync/packVoices.js';
import { sentenceReader } from '../../../src/lipsync/sentenceReader.js';
import { FolderVoices } from '../../../src/voice/own/folderVoices.js';
import { readKokoroFolder } from '../../../src/voice/own/kokoroFolder.js';
import type { VoiceEngine } from '../../../src/voice/voiceEngine.js';

const ROOT = join(import.meta.dirname, '../../..');
const PACK = join(ROOT, 'voices');

let root: string;
let pack: PackVoices;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'heygem folder '));
  pack = openPackVoices({ folder: PACK, makeReader: sentenceReader, log: () => undefined });
});
afterAll(async () => {
  await pack.engine.dispose();
  rmSync(root, { recursive: true, force: true });
});

/** A folder with a model of the repository and two voices of the pack. */
async function folderWith(name: string, model: string): Promise<FolderVoices> {
  const folder = join(root, name);
  mkdirSync(join(folder, 'voices'), { recursive: true });
  symlinkSync(model, join(folder, 'model.onnx'));
  copyFileSync(join(PACK, 'styles/af_heart.bin'), join(folder, 'voices/af_heart.bin'));
  copyFileSync(join(PACK, 'styles/af_heart.bin'), join(folder, 'voices/ef_dora.bin'));
  return new FolderVoices(await readKokoroFolder(folder), folderOpener(pack));
}

function speak(engine: VoiceEngine, id: string) {
  const voice = engine.voices.find((each) => each.id === id);
  if (voice === undefined) throw new Error(`no ${id}`);
  const { signal } = new AbortController();
  return engine.speak('Hello there.', { voice, speed: 1, pronunciations: {}, signal });
}

describe('the voices of a folder', () => {
  it('speak as those of the pack do, by the same model and style', async () => {
    const own = await folderWith('mine', join(PACK, 'kokoro.onnx'));
    const [mine, packs] = [
      await speak(own, 'folder:mine/af_heart'),
      await speak(pack.engine, 'af_heart'),
    ];
    expect(mine.samples).toEqual(packs.samples);
    expect(mine.words).toEqual(packs.words);
    expect(mine.words.map(({ text }) => text)).toEqual(['Hello', 'there']);
    // Nobody here could read a text to it.
    expect(own.voices.map(({ id }) => id)).toEqual(['folder:mine/af_heart']);
    await own.dispose();
  });

  it('are refused with what was found, where the model is another one', async () => {
    const own = await folderWith('other', join(ROOT, 'models/speech-encoder.onnx'));
    await expect(speak(own, 'folder:other/af_heart')).rejects.toMatchObject({
      code: 'voice-folder-unusable',
      params: {
        problem: expect.stringMatching(/another one: it takes .*wanted: tokens/) as string,
      },
    });
  });
});
