import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { runTool } from '../../../src/media/childProcess.js';
import { makePreview } from '../../../src/media/preview.js';
import { ffmpeg, never, picture, temporaryFolder, tools } from './samples.js';

const folder = temporaryFolder();

function logging() {
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  return { lines, log };
}

describe('the log of runs', () => {
  test('has each with its arguments, and how it ended', async () => {
    const { lines, log } = logging();
    const script = folder.path("it's\u202e here.mjs");
    await writeFile(script, 'process.exit(3);');
    const program = { path: process.execPath, log };
    await expect(runTool(program, [script, '-x\ny'], { subject: 'x' })).rejects.toThrow();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^node(\.exe)? \d+: '.*it'\\''s\\u202e here\.mjs' '-x\\ny'$/);
    expect(lines[1]).toMatch(/^node(\.exe)? \d+: exit code 3 after \d+\.\d\d s$/);
  });

  test('has one that could not be started', async () => {
    const { lines, log } = logging();
    const program = { path: folder.path('none'), log };
    await expect(runTool(program, ['-v'], { subject: 'x' })).rejects.toThrow();
    expect(lines[0]).toBe('none not started: -v');
    expect(lines[1]).toMatch(/^none not started: .*ENOENT after/);
  });

  test('has those of the library that makes previews', async () => {
    const { lines, log } = logging();
    const [input, output] = [folder.path('in.mp4'), folder.path('out.mp4')];
    await ffmpeg(...picture('64x64', '25', 0.2), input);
    const set = { ...tools[0], ffmpeg: { ...tools[0].ffmpeg, log } };
    await makePreview(set, { input, output, signal: never });
    expect(lines.filter((line) => / -nostdin .* -f mp4 /.test(line))).toHaveLength(1);
    expect(lines.at(-1)).toMatch(/: exit code 0 after/);
  });
});
