import { linkSync, readFileSync, symlinkSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CliRig } from './cliRig.js';

let rig: CliRig;

beforeAll(() => {
  CliRig.prepare();
});

beforeEach(() => {
  rig = new CliRig();
  rig.write('face.mp4', 'video');
  rig.write('say.wav', 'plain');
});

function run(output: string, ...more: string[]) {
  return rig.run('run', '--video', 'face.mp4', '--audio', 'say.wav', '-o', output, ...more);
}

describe('heygem run', () => {
  it('makes one video, and makes it again over its own output', async () => {
    const first = await run('made/out.mp4');
    expect(first.code).toBe(0);
    expect(first.out).toContain('made/out.mp4');
    expect(rig.files('made')).toEqual(['out.mp4', 'out.report.json']);
    expect((await run('made/out.mp4')).code).toBe(0);
  });

  it.each(['-dash.mp4', '100% "it\'s".mp4', '输出 🎬.mp4', 'a b/c.mp4'])(
    'writes to %s',
    async (name) => {
      expect((await run(`made/${name}`)).code).toBe(0);
      expect(readFileSync(rig.path('made', name), 'utf8')).toContain('face.mp4');
    },
  );

  it('tells the worker which parts are used, and when the speech begins', async () => {
    const video = ['--video-from', '1:02', '--video-to', '65.5'];
    const audio = ['--audio-from', '0:03.25', '--offset', '1.5'];
    expect((await run('out.mp4', ...video, ...audio)).code).toBe(0);
    const [told] = rig.runs();
    expect(told).toContain('"videoPart":{"from":62,"to":65.5}');
    expect(told).toContain('"audioPart":{"from":3.25},"speechOffset":1.5}');
    expect((await run('out.mp4', '--video-to', 'later')).code).toBe(2);
    expect((await run('out.mp4', '--offset=-1')).code).toBe(2);
  });

  it('refuses an output that is an input, however it is linked', async () => {
    symlinkSync(rig.path('face.mp4'), rig.path('soft.mp4'));
    linkSync(rig.path('face.mp4'), rig.path('hard.mp4'));
    symlinkSync(rig.folder, rig.path('around'));
    for (const output of ['face.mp4', 'soft.mp4', 'hard.mp4', 'around/face.mp4']) {
      const result = await run(output, '--force', '--json');
      expect(result.code).toBe(1);
      expect(result.events).toContainEqual(
        expect.objectContaining({
          result: 'failed',
          failure: expect.objectContaining({ code: 'output-is-input' }) as unknown,
        }),
      );
    }
    expect(readFileSync(rig.path('face.mp4'), 'utf8')).toBe('video');
  });

  it('takes an input of any name and leaves it alone', async () => {
    for (const name of ['x.partial.mp4', 'x.picture.partial.mp4']) {
      rig.write(name, 'precious');
      const args = ['--video', name, '--audio', 'say.wav', '-o', 'x.mp4'];
      expect((await rig.run('run', ...args)).code).toBe(0);
      expect(readFileSync(rig.path(name), 'utf8')).toBe('precious');
    }
    for (const name of ['y.report.json', '.y.mp4.busy']) {
      rig.write(name, 'precious');
      const args = ['--video', name, '--audio', 'say.wav', '-o', 'y.mp4', '--force'];
      expect((await rig.run('run', ...args)).code).toBe(1);
      expect(readFileSync(rig.path(name), 'utf8')).toBe('precious');
    }
  });

  it('replaces a stranger only when forced', async () => {
    rig.write('out.mp4', 'my holiday');
    const refused = await run('out.mp4');
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('was not made by HeyGem Studio');
    expect(readFileSync(rig.path('out.mp4'), 'utf8')).toBe('my holiday');
    expect((await run('out.mp4', '--force')).code).toBe(0);
  });

  it('says what is missing or empty without starting a worker', async () => {
    rig.write('empty.wav', '');
    const args = ['run', '--video', 'face.mp4', '-o', 'out.mp4'];
    expect((await rig.run(...args, '--audio', 'no.wav')).out).toContain('does not exist');
    expect((await rig.run(...args, '--audio', 'empty.wav')).out).toContain('is empty');
    expect(rig.runs()).toEqual([]);
  });

  it('speaks Chinese when asked', async () => {
    const args = ['run', '--video', 'face.mp4', '--audio', 'no.wav', '-o', 'out.mp4'];
    expect((await rig.run(...args, '--lang', 'zh')).out).toContain('不存在');
  });

  it.each([
    [['run', '--vide', 'x'], /required option|unknown option/],
    [['run', '--video'], /argument missing/],
    [['run', '--video', 'a', '--audio', 'b', '-o', 'c.avi'], /must end in \.mp4/],
    [['run', '--video', 'a', '--audio', 'b', '-o', 'c.mp4', '--strenght', '1'], /--strength/],
    [['run', '--video', 'a', '--audio', 'b', '-o', 'c.mp4', '--crf', '7.5'], /whole number/],
    [['run', '--video', 'a', '--audio', 'b', '-o', 'c.mp4', '--face', '2,0'], /x,y/],
    [
      ['run', '--video', 'a', '--audio', 'b', '-o', 'c.mp4', '--provider', 'tpu'],
      /Allowed choices/,
    ],
    [['frobnicate'], /unknown command/],
    [['check'], /Name a project/],
  ])('answers %j with 2 and a line that helps', async (args, message) => {
    const result = await rig.run(...args);
    expect(result.code).toBe(2);
    expect(result.err).toMatch(message);
  });

  it('passes settings, face and provider on', async () => {
    const result = await run(
      'o.mp4',
      '--strength',
      '0.5',
      '--face',
      '.5,.25@3',
      '--no-face',
      'pass',
    );
    expect(result.code).toBe(0);
    expect(rig.runs()[0]).toContain('"strength":0.5');
    expect(rig.runs()[0]).toContain('"face":{"x":0.5,"y":0.25,"time":3}');
    expect(rig.runs()[0]).toContain('"noFace":"pass"');
  });

  it('checks and doctors', async () => {
    const check = await rig.run('check', '--video', 'face.mp4');
    expect([check.code, check.err]).toEqual([0, '']);
    const { events } = await rig.run(
      'check',
      '--video',
      'face.mp4',
      '--audio',
      'say.wav',
      '--json',
    );
    const name = 'face.mp4 + say.wav';
    expect(events).toMatchObject([
      { event: 'checking', name, number: 1, total: 1, fraction: 0 },
      { event: 'checking', name, fraction: 0.125 },
      { event: 'checked', name },
      { event: 'end', exitCode: 0 },
    ]);
    expect((await rig.run('doctor')).out).toContain('/fake/ffmpeg');
    expect((await rig.run('cache')).out).toContain(rig.cache);
    expect((await rig.run('cache', 'clear', '--json')).events).toMatchObject([{ event: 'pruned' }]);
  });
});
