import { describe, expect, it } from 'vitest';
import { programsOnPath } from '../../../src/files/programsOnPath.js';
import { rms, speak, voiceRig } from './rig.js';

const rig = voiceRig();
const found = programsOnPath('espeak-ng').length > 0;

/** With the program itself, where somebody put it; elsewhere the lists' tests are what there is. */
describe.runIf(found && process.platform === 'linux')('eSpeak NG', () => {
  const open = () => rig.open({}, { env: process.env });
  const ENGLISH = 'system:English (America)';

  it('lists its voices with languages', async () => {
    const engine = await open();
    expect(engine.problems).toEqual([]);
    expect(engine.voices.length).toBeGreaterThan(80);
    expect(new Set(engine.voices.map(({ id }) => id)).size).toBe(engine.voices.length);
    // A code of four letters is none for BCP 47.
    const unknown = engine.voices.filter(({ language }) => language === '');
    expect(unknown.map(({ name }) => name)).toEqual(['Klingon']);
    expect(engine.voices.find(({ id }) => id === ENGLISH)).toMatchObject({
      kind: 'system',
      language: 'en-US',
    });
    expect(rig.left()).toEqual([]);
  });

  it('speaks, the same each time, in the voice that was asked for', async () => {
    const engine = await open();
    const text = 'The quick brown fox jumps over the lazy dog.';
    const first = await speak(engine, ENGLISH, text);
    expect(first.sampleRate).toBe(22050);
    expect(first.samples.length / 22050).toBeGreaterThan(1.5);
    expect(rms(first.samples)).toBeGreaterThan(0.02);
    expect((await speak(engine, ENGLISH, text)).samples).toEqual(first.samples);
    const german = await speak(engine, 'system:German', text);
    expect(german.samples).not.toEqual(first.samples);
    expect(rig.left()).toEqual([]);
  });

  it('speaks faster and slower', async () => {
    const engine = await open();
    const lengths: number[] = [];
    for (const speed of [0.5, 1, 2]) {
      lengths.push(
        (await speak(engine, ENGLISH, 'One two three four five.', speed)).samples.length,
      );
    }
    expect(lengths[0] / lengths[1]).toBeGreaterThan(1.5);
    expect(lengths[1] / lengths[2]).toBeGreaterThan(1.4);
  });

  it('speaks Chinese', async () => {
    const engine = await open();
    const voice = engine.voices.find(({ language }) => language.startsWith('zh'));
    const { samples } = await speak(engine, voice?.id ?? '', '你好，今天天气很好。');
    expect(samples.length / 22050).toBeGreaterThan(1);
  });

  it('takes nothing in a text for an option, a file, markup or a command', async () => {
    const engine = await open();
    for (const text of ['-v de hello', '@/etc/passwd', '<speak>a</speak>', '😀', '--help']) {
      expect(rms((await speak(engine, ENGLISH, text)).samples), text).toBeGreaterThan(0.001);
    }
    // Sounds in brackets would be said as such, and this control character makes it speak otherwise.
    const [plain, marked] = [await speak(engine, ENGLISH, 'a b'), await speak(engine, ENGLISH, 'a \u0001+90S b')]; // prettier-ignore
    expect(marked.samples.length).toBeGreaterThan(plain.samples.length);
    const sounds = await speak(engine, ENGLISH, "[[h@l'oU]]");
    const word = await speak(engine, ENGLISH, 'hello');
    expect(sounds.samples).not.toEqual(word.samples);
  });

  it('takes ten thousand characters', async () => {
    const engine = await open();
    const { samples } = await speak(engine, ENGLISH, 'Some words. '.repeat(834));
    expect(samples.length / 22050).toBeGreaterThan(300);
  });

  it('has a version of program and voice', async () => {
    const engine = await open();
    const voice = engine.voices.find(({ id }) => id === ENGLISH);
    if (voice === undefined) throw new Error('no English');
    expect(await engine.version(voice)).toMatch(/^own 1: espeak-ng \d+\.\d+\S* gmw\/en-US$/);
  });

  it('is cancelled', async () => {
    const engine = await open();
    const long = 'Some words. '.repeat(5000);
    const cancelled = speak(engine, ENGLISH, long, 1, AbortSignal.timeout(50));
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(rig.left()).toEqual([]);
  });
});

describe('where there is no program that speaks', () => {
  it.runIf(process.platform === 'linux')('the list is empty, which is no problem', async () => {
    const engine = await rig.open({}, { env: { PATH: rig.path('') } });
    expect([engine.voices, engine.problems]).toEqual([[], []]);
    await expect(engine.version({ id: 'system:Anna', kind: 'system', name: 'Anna', language: '' })).rejects.toMatchObject({ code: 'voice-missing' }); // prettier-ignore
  });
});
