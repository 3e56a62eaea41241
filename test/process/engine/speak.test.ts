import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CliRig, finished, until } from './cliRig.js';

let rig: CliRig;

beforeAll(() => {
  CliRig.prepare();
});

beforeEach(() => {
  rig = new CliRig();
});

describe('heygem speak', () => {
  it('makes a recording with a record beside it, and knows it again', async () => {
    const words = ['speak', '--text', 'Hello there. Good bye.', '-o', 'made/a.wav'];
    const first = await rig.run(...words);
    expect(first.code, first.err).toBe(0);
    expect(first.out).toMatch(/^Spoke 2 sentences, \d+\.\d s, -\d+\.\d LUFS: made\/a\.wav$/m);
    expect(rig.files('made')).toEqual(['a.wav', 'a.wav.json']);
    expect((await rig.run(...words)).out).toContain('spoken already');
    const faster = await rig.run(...words, '--speed', '1.5', '--json');
    expect(faster.events.find(({ event }) => event === 'spoken')).toMatchObject({
      sentences: 2,
      spoken: 2,
    });
    expect(rig.files('made')).toEqual(['a.wav', 'a.wav.json']);
  });

  it('tells which subtitles are too short for their text', async () => {
    const long = 'This is far too much to be said in so short a time.';
    const cues = `1\n00:00:01,000 --> 00:00:02,000\nHi.\n\n2\n00:00:03,500 --> 00:00:04,000\n${long}\n`;
    rig.write('late.srt', cues);
    const { code, out } = await rig.run('speak', '--text-file', 'late.srt', '-o', 'a.wav');
    expect(code).toBe(0);
    expect(out).toMatch(/^Subtitle 2 \(00:00:03\.500\) is too short .* ends \d\.\d\d s late/m);
    const { events } = await rig.run('speak', '--text-file', 'late.srt', '-o', 'b.wav', '--json');
    const spoken = events.find(({ event }) => event === 'spoken');
    expect(spoken?.['overruns']).toMatchObject([{ cue: 2, from: 3.5 }]);
  });

  it('reads a file, by the voice that is named or usual', async () => {
    rig.write('one.md', '# 你好\n\n大家好，这是 AI。\n');
    const parts = async (...more: string[]) => {
      const { code, err } = await rig.run('speak', '--text-file', 'one.md', '-o', 'a.wav', ...more);
      expect(code, err).toBe(0);
      const record = readFileSync(rig.path('a.wav.json'), 'utf8');
      return (JSON.parse(record) as { parts: { voice: string } }).parts.voice;
    };
    expect(await parts()).toBe('zf_xiaoxiao');
    expect(await parts('--language', 'en')).toBe('af_heart');
    expect(await parts('--language', 'en', '--voice', 'zf_xiaoxiao')).toBe('zf_xiaoxiao');
  });

  it.each([
    [['--text', 'a', '-o', 'a.mp3'], 2, 'must end in .wav'],
    [['-o', 'a.wav'], 2, 'Say what is to be said'],
    [['--text', 'a', '--text-file', 'a.txt', '-o', 'a.wav'], 2, 'not with both'],
    [['--text-file', 'a.docx', '-o', 'a.wav'], 2, '.txt, .md, .srt or .vtt'],
    [['--text-file', 'gone.txt', '-o', 'a.wav'], 1, 'does not exist'],
    [['--text', 'a', '--speed', '3', '-o', 'a.wav'], 2, 'from 0.5 to 2'],
    [['--text', ' ', '-o', 'a.wav'], 1, 'nothing to say'],
    [['--text', 'a', '--voice', 'nobody', '-o', 'a.wav'], 1, 'nobody is not on this machine'],
    [['--text', 'It is faulty.', '-o', 'a.wav'], 1, 'could not speak'],
  ])('says of %j what is wrong', async (args, code, words) => {
    const result = await rig.run('speak', ...args);
    expect(result.err).toContain(words);
    expect(result.code).toBe(code);
    expect(existsSync(rig.path('a.wav'))).toBe(false);
  });

  it('writes over somebody else’s file only when it is told to', async () => {
    rig.write('a.wav', 'mine');
    const words = ['speak', '--text', 'Hello.', '-o', 'a.wav'];
    const refused = await rig.run(...words);
    expect(refused.code).toBe(1);
    expect(readFileSync(rig.path('a.wav'), 'utf8')).toBe('mine');
    expect((await rig.run(...words, '--force')).code).toBe(0);
    expect(readFileSync(rig.path('a.wav'), 'latin1').slice(0, 4)).toBe('RIFF');
    rig.write('b.wav.json', '{"notes": "mine"}');
    expect((await rig.run('speak', '--text', 'Hello.', '-o', 'b.wav')).code).toBe(1);
    expect(readFileSync(rig.path('b.wav.json'), 'utf8')).toContain('mine');
  });

  it('stops when it is interrupted, and leaves nothing half', async () => {
    const child = rig.start(['speak', '--text', 'Hello. It goes on forever.', '-o', 'a.wav']);
    await until(() => rig.said().length === 2);
    child.kill('SIGINT');
    expect((await finished(child)).code).toBe(130);
    expect(existsSync(rig.path('a.wav'))).toBe(false);
  });
});

describe('heygem run with words', () => {
  it('makes a video that says them, and says them once', async () => {
    rig.write('v.mp4', 'video v');
    const made = await rig.run('run', '--video', 'v.mp4', '--text', 'Hello.', '-o', 'o.mp4');
    expect(made.code, made.err).toBe(0);
    expect(existsSync(rig.path('o.mp4'))).toBe(true);
    writeFileSync(rig.path('t.txt'), 'Hello.');
    await rig.run('run', '--video', 'v.mp4', '--text-file', 't.txt', '-o', 'p.mp4');
    expect(rig.said()).toEqual(['Hello.']);
  });

  it('wants a recording or words, not both', async () => {
    rig.write('v.mp4', 'video v');
    const both = ['--audio', 'a.wav', '--text', 'Hello.'];
    for (const args of [both, []]) {
      const result = await rig.run('run', '--video', 'v.mp4', ...args, '-o', 'o.mp4');
      expect(result.code).toBe(2);
      expect(result.err).toContain('--text');
    }
  });
});

it('checks what is spoken, speaking it first', async () => {
  rig.write('x.mp4', 'video x');
  const audios = [{ id: 's', path: 'speech/s.wav', say: { text: 'Hello.' } }];
  const videos = [{ id: 'x', path: 'x.mp4' }];
  rig.write('p.heygem', JSON.stringify({ version: 1, audios, videos, matrix: {} }));
  const checked = await rig.run('check', 'p.heygem');
  expect(checked.code, checked.out).toBe(0);
  expect(rig.files('speech')).toEqual(['s.wav', 's.wav.json']);
});
