import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FfmpegTools } from '../../../src/media/locate.js';

/** What systems answer when a file cannot grow. */
export const ERRNO = { EIO: 5, EFBIG: 27, ENOSPC: 28, EDQUOT: 122 } as const;

/** The environment under which a program cannot write beyond `at` bytes of a file. */
export function failingWrites(
  library: string,
  fault: { readonly path: string; readonly at: number; readonly errno: number },
): Record<string, string> {
  const { path, at, errno } = fault;
  return {
    LD_PRELOAD: library,
    FAIL_PATH: path,
    FAIL_AT: String(at),
    FAIL_ERRNO: String(errno),
  };
}

/**
 * Compiles the library that fails writes, in a folder of its own: its path must hold no space.
 * Linux only, and only with a C compiler.
 */
export function buildFailingWrites(): string {
  const output = join(mkdtempSync(join(tmpdir(), 'heygem-failing-')), 'writes.so');
  const source = new URL('failingWrites.c', import.meta.url).pathname;
  execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-o', output, source, '-ldl']);
  return output;
}

/** These tools with an ffmpeg in whose environment more is set. */
export function withEnvironment(
  tools: FfmpegTools,
  script: string,
  more: Readonly<Record<string, string>>,
): FfmpegTools {
  return wrapped(tools, script, `Object.assign(process.env, ${JSON.stringify(more)});`, '');
}

/**
 * These tools with an ffmpeg that spoils what it wrote and says that all is well, as one before 6
 * does at the end of a file. `spoil` is JavaScript, with `fs` and the output's `path`.
 */
export function withSpoiledOutput(tools: FfmpegTools, script: string, spoil: string): FfmpegTools {
  const after = `
    const path = process.argv.at(-1).replace(/^file:/, '');
    if (path.endsWith('.mp4') && process.argv.includes('-y')) { ${spoil} }`;
  return wrapped(tools, script, '', after);
}

function wrapped(tools: FfmpegTools, script: string, before: string, after: string): FfmpegTools {
  writeFileSync(
    script,
    `#!${process.execPath}
    const fs = require('node:fs');
    ${before}
    const { spawnSync } = require('node:child_process');
    const run = spawnSync(${JSON.stringify(tools.ffmpeg.path)}, process.argv.slice(2), { stdio: 'inherit' });
    if (run.status !== 0) process.exit(run.status ?? 1);
    ${after}`,
  );
  chmodSync(script, 0o755);
  return { ...tools, ffmpeg: { path: script } };
}
