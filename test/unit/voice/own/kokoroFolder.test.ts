import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKokoroFolder } from '../../../../src/voice/own/kokoroFolder.js';
import { FolderVoices } from '../../../../src/voice/own/folderVoices.js';
import type { SpeakOptions, VoiceEngine } from '../../../../src/voice/voiceEngine.js';
import type { KokoroFolder } from '../../../../src/voice/own/kokoroFolder.js';

let folder: string;
const ROWS = Buffer.alloc(510 * 1024);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem-kokoro-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(name: string, content: Buffer | string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), content);
}

/** As NumPy writes an array of floats. */
function npy(shape: string, descr = '<f4', order = 'False'): Buffer {
  const told = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape}), }`.padEnd(
    117,
  );
  const head = Buffer.from(`\x93NUMPY\x01\x00\x76\x00${told}\n`, 'latin1');
  return Buffer.concat([head, ROWS]);
}

const refused = async (problem: RegExp) => {
  await expect(readKokoroFolder(folder)).rejects.toMatchObject({
    code: 'voice-folder-unusable',
    params: { path: folder, problem: expect.stringMatching(problem) as string },
  });
};

describe('a Kokoro folder', () => {
  it('is a model with voices as numbers or arrays', async () => {
    put('model.onnx', Buffer.alloc(200_000));
    put('voices/af_heart.bin', ROWS);
    put('voices/zf_xiaobei.npy', npy('510, 1, 256'));
    put('voices/README.md', 'voices');
    put('voices/am_short.bin', Buffer.alloc(1000));
    put('voices/bf_wide.npy', npy('510, 128'));
    put('voices/bm_double.npy', npy('510, 256', '<f8'));
    put('voices/jf_alpha.bin', ROWS);
    put('voices/zm_turned.npy', npy('510, 256', '<f4', 'True'));
    put('voices/zm_none.npy', 'hello');
    const found = await readKokoroFolder(folder);
    expect(found.model).toBe(join(folder, 'model.onnx'));
    const place = (name: string) => join(folder, 'voices', name);
    expect(found.voices).toEqual([
      { name: 'af_heart', path: place('af_heart.bin'), offset: 0, rows: 510 },
      { name: 'zf_xiaobei', path: place('zf_xiaobei.npy'), offset: 128, rows: 510 },
    ]);
    expect(found.passedOver.map(({ name, problem }) => `${name}: ${problem}`)).toEqual([
      'am_short.bin: it holds 1000 bytes of numbers, not rows of 256 32-bit floats',
      'bf_wide.npy: its rows hold 128 numbers, not 256',
      'bm_double.npy: its numbers are no 32-bit floats',
      'jf_alpha.bin: it speaks ja-JP, and only English and Chinese texts are read here',
      'zm_none.npy: it is no NumPy array',
      'zm_turned.npy: its numbers lie in the order of Fortran',
    ]);
  });

  it.each(['onnx/model.onnx', 'kokoro-v1.0.int8.onnx'])(
    'may have its model at %s',
    async (name) => {
      put(name, Buffer.alloc(200_000));
      put('voices/af_heart.bin', ROWS);
      expect((await readKokoroFolder(folder)).model).toBe(join(folder, name));
    },
  );

  it('is refused with what was found and what is wanted', async () => {
    await refused(/^it is empty; wanted: model\.onnx, and voices/);
    put('notes.txt', 'x');
    await refused(/^found notes\.txt; wanted/);
    put('model.onnx', 'version https://git-lfs.github.com/spec/v1');
    await refused(/^found model\.onnx, notes\.txt; wanted/);
    put('model.onnx', Buffer.alloc(200_000));
    await refused(/no folder voices; wanted/);
    put('voices/list.txt', '');
    await refused(/^in voices found list\.txt; wanted/);
    put('voices/voices-v1.0.bin', Buffer.from('PK\x03\x04 and so on'));
    await refused(/^in voices voices-v1\.0\.bin: it is an archive of voices; unpack it/);
    await expect(readKokoroFolder('voices')).rejects.toMatchObject({
      params: { problem: 'its path is not absolute' },
    });
    await expect(readKokoroFolder(join(folder, 'none'))).rejects.toMatchObject({
      params: { problem: 'there is no such folder' },
    });
  });
});

/** Says nothing, and writes down what it was asked. */
function engineOf(names: readonly string[], asked: string[]): VoiceEngine {
  return {
    voices: names.map((id) => ({ id, kind: 'pack', name: id, language: 'en-US' })),
    version: ({ id }) => Promise.resolve(`rules of ${id}`),
    speak: (sentence, { voice }) => {
      asked.push(`${voice.id}: ${sentence}`);
      return Promise.resolve({ sampleRate: 24_000, samples: new Float32Array(1), words: [], sounds: [] }); // prettier-ignore
    },
    dispose: () => {
      asked.push('disposed');
      return Promise.resolve();
    },
  };
}

describe('the voices of a folder', () => {
  const options = { speed: 1, pronunciations: {}, signal: new AbortController().signal };

  async function read(): Promise<KokoroFolder> {
    put('model.onnx', Buffer.alloc(200_000));
    put('voices/af_heart.bin', ROWS);
    put('voices/mine.bin', ROWS);
    return readKokoroFolder(folder);
  }

  it('speak by the engine that the folder is given to, under ids of their own', async () => {
    const asked: string[] = [];
    const opened: string[] = [];
    const voices = new FolderVoices(await read(), ({ path }) => {
      opened.push(path);
      return Promise.resolve(engineOf(['af_heart', 'mine'], asked));
    });
    const name = basename(folder);
    const [heart, mine] = voices.voices;
    expect(heart).toEqual({
      id: `folder:${name}/af_heart`,
      kind: 'folder',
      name: 'Heart',
      language: 'en-US',
      gender: 'female',
    });
    expect(mine).toEqual({ id: `folder:${name}/mine`, kind: 'folder', name: 'mine', language: '' });
    expect(opened).toEqual([]);
    await voices.speak('One.', { ...options, voice: heart });
    await voices.speak('Two.', { ...options, voice: mine });
    expect(opened).toEqual([folder]);
    await voices.dispose();
    expect(asked).toEqual(['af_heart: One.', 'mine: Two.', 'disposed']);
  });

  it('have versions of model, voice and engine, whatever the folder is called', async () => {
    const voices = new FolderVoices(await read(), () => Promise.resolve(engineOf(['af_heart', 'mine'], []))); // prettier-ignore
    const [heart, mine] = voices.voices;
    const version = await voices.version(heart);
    expect(version).toMatch(/^folder [0-9a-f]{64} [0-9a-f]{64} rules of af_heart$/);
    put('voices/mine.bin', Buffer.alloc(510 * 1024, 1));
    expect((await voices.version(mine)).slice(0, 71)).toBe(version.slice(0, 71));
    expect(await voices.version(mine)).not.toBe(version.replace('af_heart', 'mine'));
  });

  it('say why they cannot speak, and try again once that is mended', async () => {
    let mended = false;
    const voices = new FolderVoices(await read(), () =>
      mended ? Promise.resolve(engineOf(['af_heart'], [])) : Promise.reject(new Error('inputs: x')),
    );
    const say = (place: number) =>
      voices.speak('One.', { ...options, voice: voices.voices[place] });
    await expect(say(0)).rejects.toThrow('inputs: x');
    mended = true;
    await expect(say(0)).resolves.toBeDefined();
    await expect(say(1)).rejects.toMatchObject({ code: 'voice-missing' });
    const mute = new FolderVoices(await readKokoroFolder(folder), undefined);
    const mutely: SpeakOptions = { ...options, voice: mute.voices[0] };
    await expect(mute.speak('One.', mutely)).rejects.toMatchObject({ code: 'voice-failed' });
  });
});
