import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSpeechRecord } from '../../../src/core/voice/readSpeechRecord.js';
import type { SpeakRequest } from '../../../src/core/voice/speaking.js';
import { Speaking } from '../../../src/lipsync/speaking.js';
import { TONE_VOICES, toneVoices } from '../../fixtures/toneVoices.js';
import { readWav } from './readWav.js';

const WATCH = { signal: new AbortController().signal, onProgress: () => undefined };

class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'heygem-speak-'));
  readonly said: string[] = [];
  readonly speaking = new Speaking(join(this.folder, 'cache'), () =>
    Promise.resolve(toneVoices({ onSpeak: (sentence) => this.said.push(sentence) })),
  );
  readonly target = join(this.folder, 'speech/one.wav');

  ask(text: string, more: Partial<SpeakRequest> = {}): SpeakRequest {
    const pauses = { sentence: 0.25, paragraph: 0.7 };
    const { target } = this;
    const how = { voice: 'af_heart', speed: 1, pauses, pronunciations: {}, target };
    return { text, format: 'txt', name: 'one', ...how, ...more };
  }

  speak(text: string, more: Partial<SpeakRequest> = {}) {
    return this.speaking.speak(this.ask(text, more), WATCH);
  }

  record(target = this.target) {
    const record = readSpeechRecord(readFileSync(`${target}.json`, 'utf8'));
    if (!record) throw new Error('no record');
    return record;
  }
}

describe('speaking a script', () => {
  it('writes a recording and a record of it that fit each other', async () => {
    const desk = new Desk();
    const result = await desk.speak('Hello there. It works.\n\nA new paragraph.');
    const record = desk.record();
    const { samples, rate } = readWav(desk.target);
    expect(rate).toBe(24_000);
    expect(result).toMatchObject({
      sentences: 3,
      spoken: 3,
      sha256: record.sha256,
      key: record.key,
    });
    expect(record.seconds).toBeCloseTo(samples.length / rate, 3);
    expect(record.sentences.map(({ text, then }) => [text, then])).toEqual([
      ['Hello there.', 'sentence'],
      ['It works.', 'paragraph'],
      ['A new paragraph.', 'end'],
    ]);
    // A pause is from sound to sound: a letter of the tone begins and ends quietly.
    const gaps = [1, 2].map((at) => {
      const { words } = record.sentences[at - 1];
      return record.sentences[at].words[0].from - (words.at(-1)?.to ?? 0) - 0.06;
    });
    expect(gaps[0]).toBeGreaterThan(0.2);
    expect(gaps[0]).toBeLessThan(0.3);
    expect(gaps[1] - gaps[0]).toBeCloseTo(0.45, 2);
    // Where a word is told to be, there is sound, and silence between the sentences.
    for (const { words } of record.sentences) {
      for (const { from, to } of words) {
        expect(loudest(samples, rate, from, to)).toBeGreaterThan(0.05);
      }
    }
    const [first, second] = record.sentences;
    expect(loudest(samples, rate, first.to + 0.001, second.from - 0.001)).toBe(0);
  });

  it('gives the same file from what it remembers, and in another folder', async () => {
    const text = 'One sentence. And another, slowly.';
    const [one, two] = [new Desk(), new Desk()];
    const results = [await one.speak(text), await two.speak(text)];
    const again = await one.speak(text, { target: join(one.folder, 'again.wav') });
    expect(again.spoken).toBe(0);
    expect(one.said).toHaveLength(2);
    expect(new Set([...results, again].map(({ sha256 }) => sha256)).size).toBe(1);
  });

  it('speaks anew only the sentence that changed, or whose words are said otherwise', async () => {
    const desk = new Desk();
    const { sha256 } = await desk.speak('Alpha one. Beta two. Gamma three.');
    const replaces = sha256;
    const next = await desk.speak('Alpha one. Beta four. Gamma three.', { replaces });
    expect(desk.said.slice(3)).toEqual(['Beta four.']);
    const pronunciations = { gamma: 'g', Gamma: 'gee' };
    await desk.speak('Alpha one. Beta four. Gamma three.', {
      pronunciations,
      replaces: next.sha256,
    });
    expect(desk.said.slice(4)).toEqual(['Gamma three.']);
  });

  it('writes over nothing that it did not make', async () => {
    const desk = new Desk();
    const { sha256 } = await desk.speak('Alpha one.');
    await expect(desk.speak('Beta.')).rejects.toMatchObject({ code: 'speech-altered' });
    writeFileSync(desk.target, 'mine');
    await expect(desk.speak('Beta.', { replaces: sha256 })).rejects.toMatchObject({
      code: 'speech-altered',
    });
    expect(readFileSync(desk.target, 'utf8')).toBe('mine');
  });

  it.each([
    ['   \n', {}, 'script-empty'],
    ['Hello.', { voice: 'nobody' }, 'voice-missing'],
    ['It is faulty.', {}, 'voice-failed'],
    ['Hello.', { key: '0'.repeat(64) }, 'voice-failed'],
    ['x'.repeat(200_001), {}, 'script-too-long'],
  ])('says of %.20j %j: %s', async (text, more, code) => {
    const desk = new Desk();
    await expect(desk.speak(text, more)).rejects.toMatchObject({ code });
  });

  it('says that there are no voices at all', async () => {
    const desk = new Desk();
    const open = () => Promise.resolve(toneVoices({ voices: [] }));
    const speaking = new Speaking(join(desk.folder, 'cache'), open);
    await expect(speaking.speak(desk.ask('Hello.'), WATCH)).rejects.toMatchObject({
      code: 'voices-missing',
    });
  });

  it('looks for voices that are not at hand only where one is named, or all are to be listed', async () => {
    const desk = new Desk();
    const anna = { id: 'system:Anna', kind: 'system', name: 'Anna', language: 'en-US' } as const;
    let looked = 0;
    const open = () =>
      Promise.resolve({
        ...toneVoices(),
        all: () => {
          looked += 1;
          return Promise.resolve(toneVoices({ voices: [...TONE_VOICES, anna] }));
        },
      });
    const speaking = new Speaking(join(desk.folder, 'cache'), open);
    const usual = await speaking.voices({ all: false, versionsOf: ['af_heart'] });
    expect(usual.versions).toEqual({ af_heart: 'af_heart 1' });
    await speaking.speak(desk.ask('Hello.'), WATCH);
    const nobody = speaking.speak(desk.ask('Hello.', { voice: 'nobody' }), WATCH);
    await expect(nobody).rejects.toMatchObject({ code: 'voice-missing' });
    expect(looked).toBe(0);
    const other = desk.ask('Hello.', { voice: anna.id, target: join(desk.folder, 'anna.wav') });
    await speaking.speak(other, WATCH);
    const named = await speaking.voices({ all: false, versionsOf: ['af_heart', anna.id] });
    expect(Object.keys(named.versions)).toEqual(['af_heart', anna.id]);
    const { voices } = await speaking.voices({ all: true, versionsOf: [] });
    expect(voices).toContainEqual(anna);
    expect(looked).toBe(3);
  });

  it('stops at once in the middle of a sentence, and keeps those that are whole', async () => {
    const desk = new Desk();
    const abort = new AbortController();
    const stop = () => {
      abort.abort();
    };
    const done: number[] = [];
    const request = desk.ask('This is said. This goes on forever.');
    const speaking = desk.speaking.speak(request, {
      signal: abort.signal,
      onProgress: ({ stage, done: sentences, total }) => {
        expect([stage, total]).toEqual(['speak', 2]);
        done.push(sentences);
        if (sentences === 1) setTimeout(stop, 50);
      },
    });
    const started = performance.now();
    await expect(speaking).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(done.at(-1)).toBe(1);
    await desk.speak('This is said.');
    expect(desk.said.filter((each) => each === 'This is said.')).toHaveLength(1);
  });

  it('begins what a subtitle says no earlier than the subtitle', async () => {
    const desk = new Desk();
    const text =
      '1\n00:00:02,000 --> 00:00:03,000\nHi.\n\n2\n00:00:05,500 --> 00:00:06,000\nYou.\n';
    await desk.speak(text, { format: 'srt' });
    expect(desk.record().sentences.map(({ from }) => from)).toEqual([2, 5.5]);
  });

  it('keeps the times of subtitles: slower, in step, faster; each at its own', async () => {
    const desk = new Desk();
    const text = srt([
      [0, 10, 'Short one.'],
      [10, 11, 'Now this is a little longer.'],
      [12, 15, 'Two sentences. Both in one.'],
    ]);
    const result = await desk.speak(text, { format: 'srt' });
    const { sentences, overruns } = desk.record();
    expect(result.overruns).toBeUndefined();
    expect(overruns).toBeUndefined();
    expect(sentences.map(({ from }) => from).slice(0, 3)).toEqual([0, 10, 12]);
    // A letter takes 60 ms at the voice's own pace, and what is kept of the silence around 140 ms.
    const speeds = sentences.map(
      ({ text: said, from, to }) => (said.length * 0.06) / (to - from - 0.14),
    );
    expect(speeds[0]).toBeCloseTo(0.8, 1);
    expect(speeds[1]).toBeGreaterThan(1.05);
    expect(speeds[1]).toBeLessThan(1.2);
    expect(sentences[3].from).toBeGreaterThan(sentences[2].to);
    expect(sentences[3].to).toBeLessThan(15);
    // Each first at its own pace, then at that of its time; the same again is remembered.
    expect(result.spoken).toBe(4);
    const again = await desk.speak(text, { format: 'srt', target: join(desk.folder, 'b.wav') });
    expect([again.spoken, again.sha256]).toEqual([0, result.sha256]);
  });

  it('tells which subtitle does not fit and by how much, and begins the next late by that', async () => {
    const desk = new Desk();
    const long = 'This is far too much to be said in so short a time.';
    const text = srt([
      [1, 2, 'Hello.'],
      [2, 3, long],
      [3, 8, 'After it.'],
      [9, 9.5, 'And the last one is too long.'],
    ]);
    const result = await desk.speak(text, { format: 'srt' });
    const { sentences, overruns } = desk.record();
    expect(overruns?.map(({ cue, from }) => [cue, from])).toEqual([
      [2, 2],
      [4, 9],
    ]);
    const over = sentences[1].to - 3;
    expect(over).toBeGreaterThan(1);
    expect(overruns?.[0].over).toBeCloseTo(over, 3);
    expect(sentences[2].from).toBeCloseTo(3 + over, 3);
    expect(sentences[3].from).toBe(9);
    expect(overruns?.[1].over).toBeCloseTo(sentences[3].to - 9.5, 3);
    // As fast as may be.
    expect((long.length * 0.06) / (sentences[1].to - 2 - 0.14)).toBeCloseTo(1.35, 1);
    expect(result.overruns).toEqual(overruns);
  });

  it('keeps the times of forty subtitles, at any pace that a person wishes', async () => {
    const desk = new Desk();
    const cues = Array.from({ length: 40 }, (_, at): TimedText => {
      const said = `This is number ${at}${', and it goes on'.repeat(at % 3)}.`;
      return [at * 3.5, at * 3.5 + 2.9, said];
    });
    await desk.speak(srt(cues), { format: 'srt', speed: 1.1 });
    const { sentences, overruns } = desk.record();
    expect(overruns).toBeUndefined();
    expect(sentences.map(({ from }) => from)).toEqual(cues.map(([from]) => from));
  });
});

type TimedText = readonly [from: number, to: number, text: string];

function srt(cues: readonly TimedText[]): string {
  const time = (seconds: number) =>
    new Date(seconds * 1000).toISOString().slice(11, 23).replace('.', ',');
  return cues
    .map(([from, to, text], at) => `${at + 1}\n${time(from)} --> ${time(to)}\n${text}\n`)
    .join('\n');
}

function loudest(samples: Int16Array, rate: number, from: number, to: number): number {
  const part = samples.subarray(Math.ceil(from * rate), Math.floor(to * rate));
  return part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) / 32768;
}
