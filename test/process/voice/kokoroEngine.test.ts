import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reading } from '../../../src/core/voice/reading.js';
import type { SpokenSentence } from '../../../src/core/voice/spoken.js';
import { openPackVoices, type PackVoices } from '../../../src/lipsync/packVoices.js';

const ROOT = join(import.meta.dirname, '../../..');

const HELLO = 'Hello everyone, welcome to the lesson.';

/** Written by hand: word and sounds by turns, `|` between stretches. */
const READ: Readonly<Record<string, string>> = {
  [HELLO]: 'həlˈO| |ˈɛvɹiwˌʌn|, |wˈɛlkəm| |tə| |ðə| |lˈɛsᵊn|.',
  '大家好。': 'ta↘ʨja→|xau↓|.',
};

function readingOf(sentence: string): Reading {
  let at = 0;
  return READ[sentence].split('|').map((sounds) => {
    const kind = sounds === ' ' ? 'space' : /^[,.]/.test(sounds) ? 'pause' : 'word';
    const pattern = { word: /^[\p{L}]+/u, pause: /^[,.。] ?/u, space: /^ / }[kind];
    const own =
      /\p{Script=Han}/u.test(sentence) && kind === 'word' ? (at === 0 ? '大家' : '好') : undefined;
    const text = own ?? pattern.exec(sentence.slice(at))?.[0] ?? '';
    const stretch = { kind, start: at, end: at + text.length, sounds } as const;
    at += text.length;
    return stretch;
  });
}

function open(): PackVoices {
  return openPackVoices({
    folder: join(ROOT, 'voices'),
    makeReader: () => ({ read: readingOf, version: '1' }),
    log: () => undefined,
  });
}

async function speak(voices: PackVoices, sentence: string, id: string, speed = 1) {
  const voice = voices.engine.voices.find((each) => each.id === id);
  if (voice === undefined) throw new Error(`no ${id}`);
  const { signal } = new AbortController();
  return voices.engine.speak(sentence, { voice, speed, pronunciations: {}, signal });
}

function sumOf({ samples }: SpokenSentence): string {
  return createHash('sha256').update(Buffer.from(samples.buffer)).digest('hex');
}

function seconds({ samples, sampleRate }: SpokenSentence): number {
  return samples.length / sampleRate;
}

/** Mean power of a stretch of seconds, in dB. */
function level({ samples, sampleRate }: SpokenSentence, from: number, to: number): number {
  const part = samples.slice(Math.round(from * sampleRate), Math.round(to * sampleRate));
  return 10 * Math.log10(part.reduce((sum, value) => sum + value * value, 1e-12) / part.length);
}

describe('the voices of the pack', () => {
  let voices: PackVoices;

  beforeAll(() => {
    voices = open();
  });
  afterAll(() => voices.engine.dispose());

  it('are those of the languages that are read, named by their ids', () => {
    const { voices: all } = voices.engine;
    expect(all).toHaveLength(36);
    expect(new Set(all.map(({ language }) => language))).toEqual(
      new Set(['en-US', 'en-GB', 'zh-CN']),
    );
    expect(all).toContainEqual({
      id: 'bm_george',
      kind: 'pack',
      name: 'George',
      language: 'en-GB',
      gender: 'male',
    });
  });

  it('say a sentence, and when each word and sound is heard', async () => {
    const spoken = await speak(voices, HELLO, 'af_heart');
    expect(spoken.sampleRate).toBe(24_000);
    expect(seconds(spoken)).toBeGreaterThan(1.5);
    expect(seconds(spoken)).toBeLessThan(4);
    expect(spoken.words.map(({ text }) => text)).toEqual([
      'Hello',
      'everyone',
      'welcome',
      'to',
      'the',
      'lesson',
    ]);
    expect(spoken.sounds.map(({ symbol }) => symbol).join(' ')).toBe(
      'h ə l oʊ ɛ v ɹ i w ʌ n w ɛ l k ə m t ə ð ə l ɛ s ə n',
    );
    const times = [...spoken.sounds.flatMap(({ from, to }) => [from, to])];
    expect(times).toEqual([...times].sort((a, b) => a - b));
    // The silence around it is short, and the pause at the comma is where the words say.
    const [hello, everyone, welcome, , , lesson] = spoken.words;
    expect(hello.from).toBeCloseTo(0.05, 1);
    expect(seconds(spoken) - lesson.to).toBeCloseTo(0.1, 2);
    expect(welcome.from - everyone.to).toBeGreaterThan(0.1);
    const pause = level(spoken, everyone.to + 0.02, welcome.from - 0.02);
    expect(pause).toBeLessThan(level(spoken, everyone.from, everyone.to) - 35);
  });

  it('say Chinese', async () => {
    const spoken = await speak(voices, '大家好。', 'zf_xiaoxiao');
    expect(spoken.words.map(({ text }) => text)).toEqual(['大家', '好']);
    expect(spoken.sounds.map(({ symbol }) => symbol).join(' ')).toBe('t a ʨ j a x a u');
  });

  it('give the same samples again, when loaded anew too, and another voice gives others', async () => {
    const first = sumOf(await speak(voices, HELLO, 'af_heart'));
    expect(sumOf(await speak(voices, HELLO, 'af_heart'))).toBe(first);
    expect(sumOf(await speak(voices, HELLO, 'am_michael'))).not.toBe(first);
    const others = open();
    expect(sumOf(await speak(others, HELLO, 'af_heart'))).toBe(first);
    await others.engine.dispose();
  });

  it('speak faster and slower when asked to', async () => {
    const [fast, plain, slow] = [
      await speak(voices, HELLO, 'af_heart', 1.5),
      await speak(voices, HELLO, 'af_heart'),
      await speak(voices, HELLO, 'af_heart', 0.7),
    ].map(seconds);
    expect(plain / fast).toBeGreaterThan(1.3);
    expect(slow / plain).toBeGreaterThan(1.2);
  });

  it('stop before a run that nobody wants any more', async () => {
    const [voice] = voices.engine.voices;
    const options = { voice, speed: 1, pronunciations: {}, signal: AbortSignal.abort() };
    await expect(voices.engine.speak('大家好。', options)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
