import { delimiter, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../../src/cli/program.js';
import { voiceSpeed } from '../../../src/cli/values.js';
import { voiceWishes, type VoiceOptions } from '../../../src/cli/voiceOptions.js';

/** What a command line says to its command. */
async function told(...args: string[]): Promise<VoiceOptions> {
  let heard: VoiceOptions = {};
  const program = buildProgram(
    '0',
    (shared) => {
      heard = shared;
      return Promise.resolve();
    },
    () => Promise.resolve(),
  ).configureOutput({ writeErr: () => undefined });
  for (const each of program.commands.flatMap((each) => [each, ...each.commands])) {
    each.configureOutput({ writeErr: () => undefined });
  }
  await program.parseAsync(args, { from: 'user' });
  return heard;
}

describe("the person's own voices on the command line", () => {
  it('may be several, for each command that may speak', async () => {
    const voices = [
      ...['--voice-command', 'a=/x/a', '--voice-command', 'b=["b","-m","c"]'],
      ...['--voice-folder', 'kokoro', '--voice-folder', '/y'],
    ];
    const wishes = {
      commands: [
        { name: 'a', command: ['/x/a'] },
        { name: 'b', command: ['b', '-m', 'c'] },
      ],
      folders: [resolve('kokoro'), '/y'],
    };
    const run = ['run', '--video', 'v', '--audio', 'a', '-o', 'o.mp4'];
    const sample = ['voices', 'sample', 'a', '-o', 'x.wav'];
    for (const args of [['voices'], sample, run, ['batch', 'p'], ['status', 'p']]) {
      expect(voiceWishes(await told(...args, ...voices), {}), args[0]).toEqual(wishes);
    }
  });

  it('are refused where they are none', async () => {
    for (const text of ['x', 'x=', 'x=["a"', '=y']) {
      await expect(told('voices', '--voice-command', text)).rejects.toThrow(/voice command/i);
    }
  });

  it('are before those of the environment', async () => {
    const env = {
      HEYGEM_VOICE_COMMANDS: '{"a": "other", "c": {"command": ["c"], "language": "fr"}}',
      HEYGEM_VOICE_FOLDERS: ['/z', 'relative', ''].join(delimiter),
    };
    const options = await told('voices', '--voice-command', 'a=/x/a', '--voice-folder', '/y');
    expect(voiceWishes(options, env)).toEqual({
      commands: [
        { name: 'a', command: ['/x/a'] },
        { name: 'c', command: ['c'], language: 'fr' },
      ],
      folders: ['/y', '/z'],
    });
  });

  it('of an environment that cannot be read are told', () => {
    for (const value of ['{', '5', '[{"name":"a"}]', '{"a":[]}']) {
      expect(() => voiceWishes({}, { HEYGEM_VOICE_COMMANDS: value })).toThrow(
        expect.objectContaining({ code: 'voice-commands-invalid' }),
      );
    }
    expect(voiceWishes({}, { HEYGEM_VOICE_COMMANDS: ' ' })).toEqual({ commands: [], folders: [] });
  });

  it('speak as fast as voices may', () => {
    expect([voiceSpeed('0.5'), voiceSpeed('2')]).toEqual([0.5, 2]);
    for (const text of ['', '0.4', '2.1', 'x', 'NaN']) {
      expect(() => voiceSpeed(text)).toThrow(/from 0\.5 to 2/);
    }
  });
});
