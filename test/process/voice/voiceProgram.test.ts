import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { runVoiceProgram } from '../../../src/voice/own/voiceProgram.js';

const run = (program: string, path = process.execPath) =>
  runVoiceProgram({ path }, ['-e', program], {
    voice: 'mine',
    cwd: tmpdir(),
    limitMs: 500,
    signal: new AbortController().signal,
  });

it('a program that does not end is stopped, with its last words kept', async () => {
  const failing = run('console.error("loading"); setInterval(() => {}, 1000)');
  await expect(failing).rejects.toMatchObject({
    code: 'voice-failed',
    detail: 'it did not end within 0.5 s\nloading',
  });
});

it('a program that is no program is told as such', async () => {
  const failing = run('', tmpdir());
  await expect(failing).rejects.toMatchObject({
    code: 'voice-failed',
    detail: expect.stringMatching(/^it could not be started: /) as string,
  });
});
