import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readPlainWav, writeWav } from '../../../src/voice/own/wav.js';
import { bundle } from '../engine/bundle.js';
import { CliRig } from '../engine/cliRig.js';

const before = { ...process.env };
let rig: CliRig;

beforeAll(() => {
  // The real worker, which finds its runtime from wherever its bundle lies.
  process.env['HEYGEM_TEST_WORKER'] = bundle('src/worker/main.ts');
  process.env['NODE_PATH'] = join(process.cwd(), 'node_modules');
  CliRig.prepare();
});

afterAll(() => {
  process.env = before;
});

beforeEach(() => {
  rig = new CliRig();
  const hum = Float32Array.from({ length: 8000 }, (_, k) => 0.3 * Math.sin(k / 4));
  const wav = writeWav({ sampleRate: 8000, samples: hum }).toString('base64');
  writeFileSync(rig.path('hum.cjs'), `process.stdout.write(Buffer.from('${wav}', 'base64'));`);
  writeFileSync(rig.path('bad.cjs'), `console.error('the model is gone'); process.exit(7);`);
});

const voice = (name: string, file: string, more = {}) => {
  const command = [process.execPath, rig.path(file)];
  return ['--voice-command', `${name}=${JSON.stringify({ command, ...more })}`];
};

describe('heygem voices', () => {
  it('lists commands, each with a sentence of its language', async () => {
    const args = [...voice('哼唱', 'hum.cjs', { language: 'zh-CN' }), ...voice('x', 'hum.cjs')];
    const { code, events } = await rig.run('voices', '--json', ...args);
    expect(code).toBe(0);
    expect(events[0]).toMatchObject({ event: 'voices', problems: [] });
    const [first, second] = events[0]['voices'] as Record<string, unknown>[];
    const sample = '你好，这就是我的声音。';
    const told = { id: 'command:哼唱', kind: 'command', name: '哼唱', language: 'zh-CN', sample };
    expect(first).toEqual(told);
    expect(second).toMatchObject({ id: 'command:x', language: '' });
    const { out } = await rig.run('voices', '--lang', 'zh', '--language', 'zh', ...args);
    expect(out).toMatch(/您的语音命令\n {2}command:哼唱\s+中文（中国） \(zh-CN\)\n/);
    expect(out).not.toContain('command:x');
  });

  it('tells of what was named and cannot be used, beside the rest', async () => {
    const wrong = ['--voice-command', 'y=./hum.cjs', '--voice-folder', rig.folder];
    const { code, out, err } = await rig.run('voices', ...voice('x', 'hum.cjs'), ...wrong);
    expect(code).toBe(1);
    expect(out).toMatch(/ {2}command:x\s+language not told/);
    expect(err).toMatch(/command:y is not on this machine[^]*must be an absolute path/);
    expect(err).toMatch(/holds no voices that can be used: found [^]*wanted: model\.onnx/);
  });
});

describe('heygem voices sample', () => {
  const sample = (id: string, ...more: string[]) =>
    rig.run('voices', 'sample', id, '-o', 'sample.wav', ...more);

  it('makes one file, and replaces it only when told to', async () => {
    const args = voice('x', 'hum.cjs');
    const { code, events, err } = await sample('command:x', '--json', ...args);
    expect([code, err]).toEqual([0, '']);
    expect(events[0]).toMatchObject({
      event: 'sample',
      path: rig.path('sample.wav'),
      voice: 'command:x',
      text: 'Hello, this is what my voice sounds like.',
    });
    const sound = readPlainWav(readFileSync(rig.path('sample.wav')));
    // And a pause, as after every sentence.
    expect((sound?.samples.length ?? 0) / 8000).toBeCloseTo(1.25, 1);
    expect(readdirSync(rig.folder).filter((name) => name.includes('sample'))).toEqual(['sample.wav']); // prettier-ignore
    const again = await sample('command:x', ...args);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('sample.wav exists')]);
    expect((await sample('command:x', '--force', '--text', '-v', ...args)).code).toBe(0);
    // What was spoken in is gone.
    expect(readdirSync(join(rig.cache, 'work'))).toEqual([]);
  });

  it('says what the program said when it fails', async () => {
    const { code, err } = await sample('command:x', ...voice('x', 'bad.cjs'));
    expect(code).toBe(1);
    expect(err).toMatch(/exit code 7\nthe model is gone\nThe voice x could not speak/);
    expect(existsSync(rig.path('sample.wav'))).toBe(false);
  });

  it('knows which voices there are', async () => {
    const { code, err } = await sample('command:nobody');
    expect([code, err]).toEqual([1, expect.stringContaining('command:nobody is not on this')]);
  });
});
