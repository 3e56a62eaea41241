import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Model } from '../../../src/core/model.js';
import { loadRuntime } from '../../../src/inference/runtime.js';
import type { Accent } from '../../../src/voice/english/accent.js';
import { EnglishReader } from '../../../src/voice/english/englishReader.js';
import { SOUNDS, SPOKEN } from '../../unit/voice/englishCases.js';
import { VOCABULARY } from '../../unit/voice/englishLexicons.js';

const { InferenceSession, Tensor } = (await loadRuntime()).ort;

const ROOT = path.join(import.meta.dirname, '../../..');
const VOICES = process.env.HEYGEM_VOICES ?? path.join(ROOT, 'voices');

/** The pack's net, whose letters and places are whole numbers of 64 bits. */
async function openNet(id: string): Promise<Model> {
  const file = path.join(VOICES, `${id.replace('-', '_')}.onnx`);
  const session = await InferenceSession.create(file, { intraOpNumThreads: 1 });
  return {
    name: id,
    async run({ chars }) {
      const letters = BigInt64Array.from(chars.data, BigInt);
      const { ids } = await session.run({ chars: new Tensor('int64', letters, chars.dims) });
      return {
        ids: { dims: ids.dims, data: Float32Array.from(ids.data as BigInt64Array, Number) },
      };
    },
  };
}

describe('English with the whole dictionaries', () => {
  const reader = new EnglishReader({
    file: (name) => readFile(path.join(VOICES, name)),
    model: openNet,
  });
  const sounds = async (text: string, accent: Accent) =>
    (await reader.read(text, accent)).map((stretch) => stretch.sounds).join('');

  beforeAll(() => {
    if (existsSync(path.join(VOICES, 'english'))) return;
    throw new Error(`There are no voices in ${VOICES}: make them with \`npm run voices\`.`);
  });

  // Words that are guessed sound better here than by their letters alone.
  it.each(SOUNDS.filter(([, text]) => !text.includes('frobnicator')))(
    '%s: %s',
    async (accent, text, expected) => {
      expect(await sounds(text, accent)).toBe(expected);
    },
  );

  it('guesses words that no list has', async () => {
    expect(await sounds('The frobnicator zorbled.', 'us')).toBe('ðə fɹˈɑbnᵻkˌATəɹ zˈɔɹbᵊld.');
    expect(await sounds('The frobnicator zorbled.', 'gb')).toBe('ðə fɹˈɒbnɪkˌAtə zˈɔːbᵊld.');
  });

  it('says all in the voice’s alphabet', async () => {
    for (const accent of ['us', 'gb'] as const) {
      const all = await Promise.all(SPOKEN.map(([text]) => sounds(text, accent)));
      const unknown = Array.from(all.join('')).filter((letter) => !VOCABULARY.has(letter));
      expect(unknown).toEqual([]);
      expect(all.filter((each) => each === '')).toHaveLength(1);
    }
  });

  it('reads thousands of words a second', async () => {
    const text = SOUNDS.map(([, written]) => written).join(' ');
    const words = text.split(' ').length;
    await sounds(text, 'us');
    const start = process.cpuUsage();
    for (let i = 0; i < 10; i++) await sounds(text, 'us');
    const { user, system } = process.cpuUsage(start);
    const seconds = (user + system) / 1e6;
    console.info(`${String(Math.round((10 * words) / seconds))} words a second of one core`);
    expect((10 * words) / seconds).toBeGreaterThan(3000);
  });
});
