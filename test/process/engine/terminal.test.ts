import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CliRig, type CliResult } from './cliRig.js';

/** Sets the window's title, clears the screen, and claims what is not so. */
const ESCAPE = '\u001b]0;PWNED\u0007\u001b[2JAll 12 videos are current\n';
/** Would be read as `speech4pm.wav`, and hides what follows by C1's form of an escape sequence. */
const TURNED = 'speech\u202evaw.mp4\u009b8m\u2066';

const HAZARD = /(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u;

/** What a repository says of itself must do nothing to the terminal, and forge no line. */
describe('names and texts from files', () => {
  let rig: CliRig;

  beforeAll(() => {
    CliRig.prepare();
  });

  beforeEach(() => {
    rig = new CliRig();
    rig.write('face.mp4', 'video');
    rig.write('say.wav', 'plain');
  });

  function project(more: object): void {
    const videos = [{ id: 'v', path: 'face.mp4' }];
    const audios = [{ id: 'a', path: 'say.wav' }];
    rig.write('p.heygem', JSON.stringify({ version: 1, videos, audios, matrix: {}, ...more }));
  }

  function expectHarmless({ out, err }: CliResult): void {
    expect(out + err).not.toBe('');
    expect(out + err).not.toMatch(HAZARD);
    expect(out + err).not.toMatch(/^All 12 videos/m);
    const log = join(rig.cache, 'logs', 'heygem.log');
    if (existsSync(log)) expect(readFileSync(log, 'utf8')).not.toMatch(HAZARD);
  }

  const WAYS = ['status', 'check', 'batch', 'zip'].map((name) =>
    name === 'zip' ? [name, 'p.heygem', '-o', 'p.zip'] : [name, 'p.heygem'],
  );

  it.each(WAYS)('are shown as they are written by heygem %s', async (...args) => {
    const names = { title: ESCAPE, output: { folder: TURNED, name: '{title}{video}.mp4' } };
    for (const more of [
      { [ESCAPE]: 1 },
      { [TURNED]: 1 },
      { ...names, matrix: { videos: [ESCAPE] } },
      { ...names, videos: [{ id: 'v', path: TURNED, label: ESCAPE }] },
      { ...names, videos: [{ id: 'v', path: `x${ESCAPE}.mp4` }] },
      { ...names, settings: { preset: ESCAPE } },
    ]) {
      project(more);
      expectHarmless(await rig.run(...args));
      expectHarmless(await rig.run(...args, '--json'));
      expectHarmless(await rig.run(...args, '--lang', 'zh'));
    }
  });

  it('are shown in the attack that was found, which changes no other word', async () => {
    project({ [ESCAPE]: 1 });
    const { err } = await rig.run('status', 'p.heygem');
    expect(err).toContain('\\u001b]0;PWNED\\u0007\\u001b[2JAll 12 videos are current\\n');
  });

  it.each([[`a${ESCAPE}`], [TURNED], ['é\u2028\u0085']])(
    'are shown as they are written where files are called %j',
    async (name) => {
      rig.write(`${name}.mp4`, 'video');
      const run = ['run', '--video', `${name}.mp4`, '--audio', 'say.wav', '-o', `${name}.o.mp4`];
      const made = await rig.run(...run);
      expect(made.code).toBe(0);
      expectHarmless(made);
      expectHarmless(await rig.run(...run, '--audio', `${name}.none`));
      expectHarmless(await rig.run('check', '--video', `${name}.mp4`));
      expectHarmless(
        await rig.run('run', '--video', `${name}.mp4`, '--audio', 'say.wav', '-o', name),
      );
      expectHarmless(await rig.run('new', `${name}.heygem`));
      expectHarmless(await rig.run('status', `${name}.heygem`));
      expectHarmless(await rig.run(name));
      expectHarmless(await rig.run('batch', name, '--provider', name));
    },
  );

  it('are the same for programs', async () => {
    const name = `a${TURNED}`;
    const made = await rig.run(
      ...`run --video face.mp4 --audio say.wav --json`.split(' '),
      '-o',
      `${name}.mp4`,
    );
    expect(made.events).toContainEqual(expect.objectContaining({ output: `${name}.mp4` }));
  });
});
