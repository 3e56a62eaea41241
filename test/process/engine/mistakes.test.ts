import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeFailure } from '../../../src/core/strings/describe.js';
import { CliRig } from './cliRig.js';

/** What people type by mistake, and what they are told. */
describe('a command line with a mistake in it', () => {
  let rig: CliRig;

  beforeAll(() => {
    CliRig.prepare();
  });

  beforeEach(() => {
    rig = new CliRig();
    rig.write('face.mp4', '\u0000\u0000ftyp');
    rig.write('say.wav', 'plain');
  });

  const run = (...more: string[]): string[] => {
    const plain = ['run', '--video', 'face.mp4', '--audio', 'say.wav', '-o', 'o.mp4'];
    return [...plain, ...more];
  };

  it.each([
    ['no video', run('--video', '')],
    ['a blank audio', run('--audio', ' ')],
    ['no output', run('-o', '')],
    ['an output without a name', run('-o', '.mp4')],
    ['an output without a name in a folder', run('-o', 'out/.MP4')],
    ['no ffmpeg', run('--ffmpeg', '')],
    ['track none', run('--audio-track', '0')],
    ['nothing to check', ['check', '--video', '']],
    ['no project', ['batch', '']],
    ['no folder', ['new', '']],
  ])('is usage: %s', async (_, args) => {
    const { code, out, err } = await rig.run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).not.toMatch(/\bat .*:\d+:\d+/);
    expect(rig.runs()).toEqual([]);
  });

  it.each([
    ['batch', 'not-a-project', 'face.mp4'],
    ['status', 'not-a-project', 'say.wav'],
    ['check', 'not-a-project', 'face.mp4'],
    ['batch', 'no-project-in-folder', '.'],
    ['status', 'several-projects', 'two'],
    ['status', 'project-missing', 'none.heygem'],
    ['new', 'not-a-folder', 'face.mp4'],
    ['new', 'folder-missing', 'none'],
  ])('%s says %s of %s', async (command, code, path) => {
    rig.write('two/a.heygem', '{"version":1}');
    rig.write('two/b.heygem', '{"version":1}');
    const answer = await rig.run(command, path, '--json');
    expect(answer.code).toBe(1);
    expect(answer.events.at(-1)).toMatchObject({ event: 'error', code });
    const chinese = await rig.run(command, path, '--lang', 'zh');
    expect(chinese.err).toMatch(/\p{Script=Han}/u);
  });

  it('takes the only project of a folder, and one that has another extension', async () => {
    rig.project({ a: 'plain' }, ['v']);
    expect((await rig.run('status', '.')).out).toContain('out/v-a.mp4');
    rig.write('p.json', '// mine\n{"version":1}');
    expect((await rig.run('status', 'p.json')).code).toBe(0);
  });

  it('says that an input is a folder', async () => {
    const { events } = await rig.run(...run('--video', '.'), '--json');
    expect(events).toContainEqual(
      expect.objectContaining({
        result: 'failed',
        failure: expect.objectContaining({ code: 'input-is-folder' }) as unknown,
      }),
    );
  });

  it.each(['x'.repeat(251), '测'.repeat(82)])('says that a name is too long', async (name) => {
    const { code, events } = await rig.run(...run('-o', `${name}.mp4`), '--json');
    expect(code).toBe(1);
    const failure = expect.objectContaining({ code: 'output-name-too-long' }) as unknown;
    expect(events).toContainEqual(expect.objectContaining({ failure }));
    expect((await rig.run(...run('-o', `${'测'.repeat(81)}.mp4`))).code).toBe(0);
  });

  it('tells by doctor what this computer does not let start, and what to do', async () => {
    vi.stubEnv('HEYGEM_TEST_BLOCKED', '/x/ffmpeg');
    const { out } = await rig.run('doctor');
    vi.unstubAllEnvs();
    const { sentence, hint } = describeFailure(
      { code: 'ffmpeg-blocked', params: { path: '/x/ffmpeg' } },
      'en',
    );
    expect(out).toContain(sentence);
    expect(out).toContain(hint);
  });

  it('tells by doctor what of the cache cannot be written to, and the rest too', async () => {
    mkdirSync(rig.cache, { recursive: true });
    expect((await rig.run('doctor', '--json')).events.at(-1)).toMatchObject({ cacheProblem: null });
    writeFileSync(join(rig.cache, 'segments'), '');
    const sealed = await rig.run('doctor', '--json');
    expect(sealed.code).toBe(1);
    expect(sealed.events.at(-1)).toMatchObject({
      event: 'doctor',
      cacheProblem: { code: 'cache-unusable', params: { path: join(rig.cache, 'segments') } },
    });
    const nowhere = new CliRig('/proc/nope');
    const { code, events } = await nowhere.run('doctor', '--json');
    expect(code).toBe(1);
    expect(events.at(-1)).toMatchObject({
      event: 'doctor',
      cacheProblem: { code: 'cache-unusable' },
    });
  });
});
