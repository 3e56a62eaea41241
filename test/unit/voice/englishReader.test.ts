import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Model } from '../../../src/core/model.js';
import { EnglishReader, type EnglishSource } from '../../../src/voice/english/englishReader.js';

const WORDS = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../fixtures/english/words.json'), 'utf8'),
) as Record<string, Record<string, unknown>>;
const ALPHABET = { in: ['z', 'o', 'r', 'p'], out: ['z', 'ˈ', 'O', 'ɹ', 'p', '1'], maxlen: 3 };

/** Gives fixed places whatever it is asked, and keeps what it was. */
class FakeNet implements Model {
  readonly name = 'oov';
  readonly asked: number[][] = [];

  run(inputs: Parameters<Model['run']>[0]): ReturnType<Model['run']> {
    this.asked.push(Array.from(inputs.chars.data));
    const data = Float32Array.of(1, 1, 0, 2, 3, 3, 6, 4, 0, 4, 5);
    return Promise.resolve({ ids: { dims: [1, data.length], data } });
  }
}

function pack(): EnglishSource & { readonly opened: string[]; readonly net: FakeNet } {
  const opened: string[] = [];
  const net = new FakeNet();
  const contents: Record<string, unknown> = {
    'english/lexicon_us_gold.json.gz': WORDS.us.gold,
    'english/lexicon_us_silver.json.gz': WORDS.us.silver,
    'english/tagger.json.gz': WORDS.tagger,
    'english/oov.json': ALPHABET,
  };
  const file = (name: string) => {
    opened.push(name);
    if (!(name in contents)) return Promise.reject(new Error(`no ${name}`));
    const text = JSON.stringify(contents[name]);
    return Promise.resolve(name.endsWith('.gz') ? gzipSync(text) : Buffer.from(text));
  };
  const model = (id: string) => {
    opened.push(id);
    return Promise.resolve(net);
  };
  return { opened, net, file, model };
}

function joined(reading: readonly { readonly sounds: string }[]): string {
  return reading.map(({ sounds }) => sounds).join('');
}

describe('reading English with a pack', () => {
  it('loads its dictionaries once, and no net where all is known', async () => {
    const source = pack();
    const reader = new EnglishReader(source);
    const [one] = await Promise.all([
      reader.read('The end of the hour.', 'us'),
      reader.read('Butter and water', 'us'),
    ]);
    await reader.read('Butter and water', 'us');
    expect(joined(one)).toBe('ði ˈɛnd ʌv ði ˈWəɹ.');
    expect([...source.opened].sort()).toEqual([
      'english/lexicon_us_gold.json.gz',
      'english/lexicon_us_silver.json.gz',
      'english/tagger.json.gz',
    ]);
  });

  it('guesses a word that no list has, once, from its first letters', async () => {
    const source = pack();
    const reader = new EnglishReader(source);
    // Doubled places count once, and what is no letter of the voice falls away.
    expect(joined(await reader.read('The zorp and a zorp', 'us'))).toContain('zˈOɹɹp');
    await reader.read('zorp', 'us');
    expect(source.net.asked).toEqual([[1, 2, 3]]);
  });

  it('loads nothing for a work that reads no English', async () => {
    const source = pack();
    expect(await new EnglishReader(source).reading('us', () => 5)).toBe(5);
    expect(source.opened).toEqual([]);
  });

  it('tells what is missing, and looks again the next time', async () => {
    const source = pack();
    const reader = new EnglishReader(source);
    await expect(reader.read('colour', 'gb')).rejects.toThrow('no english/lexicon_gb_gold');
    await expect(reader.read('colour', 'gb')).rejects.toThrow('no english/lexicon_gb_gold');
    expect(source.opened.filter((name) => name.includes('gb_gold'))).toHaveLength(2);
  });
});
