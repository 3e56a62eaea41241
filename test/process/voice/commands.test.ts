import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { writeWav } from '../../../src/voice/own/wav.js';
import { ffmpeg, tone } from '../media/samples.js';
import { rms, speak, voiceRig } from './rig.js';

const rig = voiceRig();

/** A program that writes down what it was told, and gives a tone of as many tenths of a second as it read characters. */
const TELLING = `
const { readFileSync, writeFileSync } = require('node:fs');
const text = readFileSync(0, 'utf8');
const { argv, env } = process;
writeFileSync(argv[2], JSON.stringify({ text, args: argv.slice(3), cwd: process.cwd(), converters: env.GCONV_PATH }));
const count = 800 * Math.min(50, text.trim().length);
const wav = Buffer.alloc(44 + 2 * count);
wav.write('RIFF', 0); wav.writeUInt32LE(36 + 2 * count, 4); wav.write('WAVEfmt ', 8);
wav.writeUInt32LE(16, 16); wav.writeUInt16LE(1, 20); wav.writeUInt16LE(1, 22); wav.writeUInt32LE(8000, 24);
wav.writeUInt32LE(16000, 28); wav.writeUInt16LE(2, 32); wav.writeUInt16LE(16, 34);
wav.write('data', 36); wav.writeUInt32LE(2 * count, 40);
for (let k = 0; k < count; k++) wav.writeInt16LE(Math.round(9000 * Math.sin(k / 3)), 44 + 2 * k);
const target = argv.find((each) => each.startsWith('--to='));
if (target) writeFileSync(target.slice(5), wav); else process.stdout.write(wav);
`;

function told(): { text: string; args: string[]; cwd: string; converters?: string } {
  return JSON.parse(readFileSync(rig.path('told'), 'utf8')) as ReturnType<typeof told>;
}

async function telling(...args: string[]) {
  const command = [...rig.node(TELLING), rig.path('told'), ...args];
  const engine = await rig.open({ commands: [{ name: 'mine', command }] });
  return engine;
}

/** A voice that is this Node program, and an attempt to say something with it. */
async function attempt(program: string, sentence = 'Hello.', signal?: AbortSignal) {
  const engine = await rig.open({ commands: [{ name: 'mine', command: rig.node(program) }] });
  return speak(engine, 'command:mine', sentence, 1, signal);
}

describe('a command of the person', () => {
  it('reads a text on stdin and gives its sound on stdout', async () => {
    const engine = await telling('{speed}');
    const { sampleRate, samples, words, sounds } = await speak(engine, 'command:mine', 'Ten chars!', 1.5); // prettier-ignore
    expect([sampleRate, samples.length, words, sounds]).toEqual([8000, 8000, [], []]);
    expect(rms(samples)).toBeCloseTo(9000 / 32768 / Math.SQRT2, 2);
    expect(told()).toMatchObject({ text: 'Ten chars!\n', args: ['1.5'] });
    expect(rig.left()).toEqual([]);
  });

  it('writes a file where it is told to, in a folder of its own', async () => {
    const engine = await telling('--to={output}');
    expect((await speak(engine, 'command:mine', 'Ten chars!')).samples).toHaveLength(8000);
    const { args, cwd, converters } = told();
    expect(args[0].slice(5).startsWith(cwd)).toBe(true);
    expect(cwd).not.toBe(process.cwd());
    // Set for ffmpeg's sake in all of this process.
    expect(converters).toBeUndefined();
    expect(existsSync(cwd)).toBe(false);
  });

  it('is made faster or slower where it knows no paces', async () => {
    const engine = await telling();
    const { samples } = await speak(engine, 'command:mine', 'Ten chars!', 2);
    expect(samples.length / 8000).toBeCloseTo(0.5, 1);
    expect(rms(samples)).toBeGreaterThan(0.1);
  });

  it.each([
    '-rf @/etc/passwd; $(touch x) `y` "q" \'z\' %PATH% <speak><break/></speak> & | > x',
    '😀 👩‍👧 你好 שלום',
    'x'.repeat(10_000),
  ])('gets just the text: %.20s', async (sentence) => {
    await speak(await telling(), 'command:mine', sentence);
    expect(told()).toMatchObject({ text: `${sentence}\n`, args: [] });
  });

  it('gets one line without control characters', async () => {
    await speak(await telling(), 'command:mine', 'a\nb\u0000c\u001b[2J\r\nd');
    expect(told().text).toBe('a b c [2J d\n');
  });

  it('is not asked for what has nothing to say', async () => {
    const { samples } = await speak(await telling(), 'command:mine', '… —');
    expect([samples.length > 0, rms(samples), existsSync(rig.path('told'))]).toEqual([true, 0, false]); // prettier-ignore
  });
});

describe('a command that fails', () => {
  const failed = (detail: RegExp) => ({
    code: 'voice-failed',
    params: { voice: 'mine' },
    detail: expect.stringMatching(detail) as string,
  });

  it.each([
    ['says why', 'console.error("no model"); process.exit(3)', /exit code 3\nno model/],
    ['crashes', 'process.kill(process.pid, "SIGSEGV")', /ended by SIGSEGV/],
    ['gives nothing', '', /nothing at all/],
    ['gives words', 'console.log("done, see out.wav")', /is no sound/],
    ['gives a page', 'console.log("<html>" + "x".repeat(5000))', /is no sound/],
    ['gives a list of files', 'console.log("#EXTM3U\\nfile:///etc/passwd")', /is no sound/],
    ['gives no samples', `process.stdout.write(Buffer.from('${writeWav({ sampleRate: 8000, samples: new Float32Array() }).toString('base64')}', 'base64'))`, /is empty/], // prettier-ignore
    ['gives too many', 'const b = Buffer.alloc(1 << 24); const f = () => process.stdout.write(b, f); f()', /more than 512 MB/], // prettier-ignore
  ])('%s', async (_, program, detail) => {
    await expect(attempt(program)).rejects.toMatchObject(failed(detail));
    expect(rig.left()).toEqual([]);
  });

  it('reads nothing of what it is told', async () => {
    const program = 'process.stdin.destroy(); process.exit(1)';
    await expect(attempt(program, 'x'.repeat(1e6))).rejects.toMatchObject(failed(/exit code 1/));
  });

  it('is stopped with all that it started when somebody cancels', async () => {
    const child = rig.path('child');
    const program = `
      const { spawn } = require('node:child_process');
      const { pid } = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      require('node:fs').writeFileSync(${JSON.stringify(child)}, String(pid));
      setInterval(() => {}, 1000);`;
    const abort = new AbortController();
    const speaking = attempt(program, 'Hello.', abort.signal);
    const ended = expect(speaking).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => existsSync(child) && readFileSync(child, 'utf8')).toMatch(/^\d+$/);
    const pid = Number(readFileSync(child, 'utf8'));
    abort.abort();
    await ended;
    expect(rig.left()).toEqual([]);
    // What nobody waits for any more stays in the list of processes for a moment.
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });
});

describe('sound of other kinds', () => {
  it.each([
    ['8 bits', ['-c:a', 'pcm_u8'], 'wav'],
    ['24 bits', ['-c:a', 'pcm_s24le'], 'wav'],
    ['floats', ['-c:a', 'pcm_f32le'], 'wav'],
    ['64-bit floats', ['-c:a', 'pcm_f64le'], 'wav'],
    ['two channels', ['-ac', '2'], 'wav'],
    ['six channels', ['-ac', '6'], 'wav'],
    ['mu-law', ['-c:a', 'pcm_mulaw'], 'wav'],
    ['FLAC', [], 'flac'],
    ['MP3', [], 'mp3'],
  ])('%s', async (_, args, format) => {
    const file = rig.path('sound');
    await ffmpeg(...tone(0.5, 22050), ...args, '-f', format, file);
    const give = `process.stdout.write(require('node:fs').readFileSync(${JSON.stringify(file)}))`;
    const { sampleRate, samples } = await attempt(give);
    expect(sampleRate).toBe(22050);
    expect(samples.length / sampleRate).toBeCloseTo(0.5, 1);
    // A tone of ffmpeg is an eighth of full scale.
    expect(rms(samples)).toBeGreaterThan(0.06);
    expect(rms(samples)).toBeLessThan(0.1);
  });

  it('without numbers in places', async () => {
    const samples = Float32Array.from({ length: 800 }, (_, k) => (k % 7 === 0 ? NaN : 0.5));
    const wav = writeWav({ sampleRate: 8000, samples: new Float32Array(1600) });
    wav.writeUInt16LE(3, 20);
    wav.writeUInt16LE(32, 34);
    Buffer.from(samples.buffer).copy(wav, 44);
    const give = `process.stdout.write(Buffer.from('${wav.toString('base64')}', 'base64'))`;
    const spoken = await attempt(give);
    expect(spoken.samples.every((x) => x === 0 || x === 0.5)).toBe(true);
  });
});

describe('a command is found', () => {
  const open = (program: string, env: NodeJS.ProcessEnv = {}) =>
    rig.open({ commands: [{ name: 'mine', command: [program, '-x'] }] }, { env });

  it('by its absolute path, or by name in absolute folders of the search path', async () => {
    const [name, folder] = [basename(process.execPath), dirname(process.execPath)];
    expect((await open(process.execPath)).voices.map(({ id }) => id)).toEqual(['command:mine']); // prettier-ignore
    const engine = await open(name, { PATH: folder });
    // Where eSpeak lies beside it, its voices follow.
    expect(engine.voices[0]).toMatchObject({ id: 'command:mine', kind: 'command' });
  });

  it('nowhere else, and that is told', async () => {
    const here = relative(process.cwd(), process.execPath);
    const path = { PATH: `.:${relative(process.cwd(), dirname(process.execPath))}` };
    const all = [here, './node', 'node_modules/.bin/vitest', '/nowhere/at all', 'no-such-program'];
    for (const [program, env] of [
      ...all.map((each) => [each, {}] as const),
      ['node', path] as const,
    ]) {
      const engine = await open(program, env);
      const { problems } = engine;
      expect(engine.voices).toEqual([]);
      expect(problems).toMatchObject([
        { code: 'voice-missing', params: { voice: 'command:mine' } },
      ]);
    }
  });
});

describe('the version of a command', () => {
  const version = async (command: readonly string[], told?: string) => {
    const wish = { name: 'mine', command, ...(told === undefined ? {} : { version: told }) };
    const engine = await rig.open({ commands: [wish] });
    return engine.version(engine.voices[0]);
  };

  it('changes with its arguments, its files and what the person says, and names no path', async () => {
    const [program, file] = rig.node('1');
    const [, same] = rig.node('1');
    const [, other] = rig.node('2');
    const first = await version([program, file]);
    expect(await version([program, same])).toBe(first);
    const others = [
      await version([program, other]),
      await version([program, file, '--loud']),
      await version([program, file], '2'),
    ];
    expect(new Set([first, ...others]).size).toBe(4);
    expect(first).toMatch(/^own 1: command [0-9a-f]{32}$/);
  });

  it('follows a file that changed meanwhile', async () => {
    const [program, file] = rig.node('1');
    const command = [program, file];
    const engine = await rig.open({ commands: [{ name: 'mine', command }] });
    const before = await engine.version(engine.voices[0]);
    await wait(50);
    const { writeFileSync } = await import('node:fs');
    writeFileSync(file, 'something else');
    expect(await engine.version(engine.voices[0])).not.toBe(before);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
