import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as esbuild from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { runTool, startTool } from '../../../src/media/childProcess.js';
import { locateFfmpeg } from '../../../src/media/locate.js';
import { packagedPrograms } from '../toolsets.js';
import { ffmpeg, never, picture, temporaryFolder, tools } from './samples.js';

const folder = temporaryFolder();
const posix = process.platform !== 'win32';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function gone(pid: number, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end;) {
    if (!isAlive(pid)) return true;
    await wait(50);
  }
  return !isAlive(pid);
}

/** A program of its own that starts children through our module, prints their ids, and stays. */
async function startParent(body: string) {
  const entry = folder.path('parent.ts');
  const bundle = folder.path('parent.cjs');
  const source = resolve('src/media/childProcess.ts');
  await writeFile(entry, `import { startTool } from ${JSON.stringify(source)};\n${body}\n`);
  const common = { bundle: true, platform: 'node', format: 'cjs' } as const;
  await esbuild.build({ entryPoints: [entry], outfile: bundle, logLevel: 'error', ...common });
  const parent = spawn(process.execPath, [bundle], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pids: number[] = [];
  for await (const chunk of parent.stdout) {
    pids.push(...String(chunk).trim().split(/\s+/).map(Number));
    if (pids.length >= 4) break;
  }
  return { parent, pids };
}

describe.runIf(posix)('a child does not outlive its parent', () => {
  beforeAll(async () => {
    // Programs as stubborn as can be: they read and write nothing, and ignore SIGTERM.
    const stubborn = '#!/bin/sh\ntrap "" TERM INT HUP PIPE\nwhile :; do sleep 0.2; done\n';
    await writeFile(folder.path('stubborn'), stubborn);
    await chmod(folder.path('stubborn'), 0o755);
    const two =
      '#!/bin/sh\ntrap "" TERM INT HUP PIPE\nsleep 60 & echo $!\nwhile :; do sleep 0.2; done\n';
    await writeFile(folder.path('family'), two);
    await chmod(folder.path('family'), 0o755);
  });

  const body = (extra: string) => `
    const stubborn = startTool({ path: ${JSON.stringify(folder.path('stubborn'))} }, []);
    const args = ['-re', '-f', 'lavfi', '-i', 'testsrc2', '-f', 'null', '-'];
    const encoder = startTool(${JSON.stringify(tools[0].ffmpeg)}, args);
    const family = startTool({ path: ${JSON.stringify(folder.path('family'))} }, [], undefined, { withChildren: true });
    family.stdout.on('data', (child) => console.log(stubborn.pid, encoder.pid, family.pid, String(child)));
    ${extra}
    setInterval(() => undefined, 1000);`;

  test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('killed with %s', async (how) => {
    const { parent, pids } = await startParent(body(''));
    expect(pids.every(isAlive)).toBe(true);
    await wait(300);
    parent.kill(how);
    for (const pid of pids) expect(await gone(pid, 5000)).toBe(true);
  });

  test('crashed', async () => {
    const { pids } = await startParent(
      body('setTimeout(() => { throw new Error("x"); }, 300).ref();'),
    );
    for (const pid of pids) expect(await gone(pid, 5000)).toBe(true);
  });

  test('abort: SIGTERM, then SIGKILL after two seconds', async () => {
    const controller = new AbortController();
    const run = startTool({ path: folder.path('stubborn') }, [], controller.signal);
    await wait(200);
    const started = Date.now();
    controller.abort();
    const exit = await run.done;
    expect(exit.signal).toBe('SIGKILL');
    expect(Date.now() - started).toBeGreaterThan(1500);
    expect(Date.now() - started).toBeLessThan(4000);
  });

  const family = (end: string) =>
    `const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    console.log(child.pid);
    ${end}`;

  async function childOf(run: ReturnType<typeof startTool>): Promise<number> {
    for await (const chunk of run.stdout) return Number(String(chunk));
    throw new Error('it told nothing');
  }

  test('what a program started is stopped with it', async () => {
    const args = ['-e', family('setInterval(() => {}, 1000);')];
    const run = startTool({ path: process.execPath }, args, undefined, { withChildren: true });
    const child = await childOf(run);
    expect(isAlive(child)).toBe(true);
    await run.stop();
    expect(await gone(child, 5000)).toBe(true);
  });

  test('what a program leaves behind with its pipes keeps nobody waiting', async () => {
    const args = ['-e', family('setTimeout(() => process.exit(3), 100);')];
    const run = startTool({ path: process.execPath }, args, undefined, { withChildren: true });
    const child = new Promise<number>((resolve) => {
      run.stdout.on('data', (chunk) => {
        resolve(Number(String(chunk)));
      });
    });
    expect((await run.done).code).toBe(3);
    expect(await gone(await child, 5000)).toBe(true);
  });

  test('nor does it keep waiting who stops a program that should start nothing', async () => {
    const args = ['-e', family('setInterval(() => {}, 1000);')];
    const run = startTool({ path: process.execPath }, args);
    const child = await childOf(run);
    try {
      const started = Date.now();
      await run.stop();
      expect(Date.now() - started).toBeLessThan(4000);
    } finally {
      process.kill(child, 'SIGKILL');
    }
  });

  test('an ffmpeg blocked on a full pipe leaves at once', async () => {
    const args = ['-f', 'lavfi', '-i', 'testsrc2=size=1280x720', '-f', 'rawvideo', 'pipe:1'];
    const run = startTool(tools[0].ffmpeg, args);
    await wait(800);
    const started = Date.now();
    await run.stop();
    expect(Date.now() - started).toBeLessThan(1500);
  });
});

describe('runTool', () => {
  test('an aborted run is cancelled, before and during', async () => {
    const early = runTool(tools[0].ffmpeg, ['-version'], {
      signal: AbortSignal.abort(),
      subject: 'x',
    });
    await expect(early).rejects.toMatchObject({ code: 'cancelled' });
    const args = ['-re', '-f', 'lavfi', '-i', 'testsrc2', '-f', 'null', '-'];
    const late = runTool(tools[0].ffmpeg, args, { signal: AbortSignal.timeout(300), subject: 'x' });
    await expect(late).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('a program that is not there', async () => {
    const run = runTool({ path: folder.path('nothing') }, [], { subject: 'x' });
    await expect(run).rejects.toMatchObject({ code: 'ffmpeg-missing' });
  });

  test('keeps only the end of a long stderr', async () => {
    const script = 'process.stderr.write("a".repeat(100000) + "THE END"); process.exit(3)';
    const run = runTool({ path: process.execPath }, ['-e', script], { subject: 'x' });
    const error = await run.then(
      () => undefined,
      (thrown: unknown) => thrown as { code: string; detail: string },
    );
    expect(error?.code).toBe('ffmpeg-failed');
    expect(error?.detail).toContain('THE END');
    expect(error?.detail.length).toBeLessThan(10000);
  });
});

describe.runIf(posix)('locateFfmpeg', () => {
  test('goes on to the next when one is missing, broken or poor', async () => {
    const broken = folder.path('broken');
    await writeFile(broken, '#!/bin/sh\nexit 1\n');
    const poor = folder.path('poor');
    await writeFile(poor, '#!/bin/sh\necho "ffmpeg version 9 x"\n');
    const env = { ...process.env, HEYGEM_FFMPEG: broken, FFMPEG_PATH: poor };
    const { tools: found, tried } = await locateFfmpeg({ env });
    expect(tried.slice(0, 2).map(({ origin }) => origin)).toEqual(['environment', 'environment']);
    expect(tried[0].problem).toMatch(/exit code 1/);
    expect(tried[1].problem).toMatch(/libx264/);
    expect(tried.at(-1)?.problem).toBeUndefined();
    expect(existsSync(found.ffprobe.path)).toBe(true);
  });

  test('uses no other than the one that a person names', async () => {
    const path = folder.path('none');
    await expect(locateFfmpeg({ setting: path, env: process.env })).rejects.toMatchObject({
      code: 'ffmpeg-unusable',
      params: { path, problem: 'does not exist' },
    });
  });

  test('an old one that nobody chose is used only where all are old, the youngest of them', async () => {
    const { ffmpeg: packaged, ffprobe } = packagedPrograms();
    const inFolder = async (name: string, year: number) => {
      await mkdir(folder.path(name));
      const program = folder.path(`${name}/ffmpeg`);
      const says = `echo "ffmpeg version ${year} Copyright (c) 2000-${year} the FFmpeg developers"`;
      const rest = ` V....D libx264  x\n A....D aac  x\n V....D rawvideo  x\n`;
      await writeFile(program, `#!/bin/sh\n${says}\nprintf '${rest}'\n`);
      await writeFile(
        folder.path(`${name}/ffprobe`),
        `#!/bin/sh\n${says.replace('mpeg', 'probe')}\n`,
      );
      return { folder: folder.path(name), program };
    };
    const ancient = await inFolder('ancient', 2015);
    const aged = await inFolder('aged', 2021);
    const current = await inFolder('current', 2026);
    const among = (...places: { folder: string }[]) =>
      locateFfmpeg({ env: { PATH: places.map((place) => place.folder).join(delimiter) } });

    const young = await among(ancient, current);
    expect(young.tools).toMatchObject({
      ffmpeg: { path: current.program },
      origin: 'PATH',
      year: 2026,
    });
    expect(young.tried.find(({ path }) => path === ancient.program)?.problem).toMatch(/2015/);
    expect((await among(ancient, aged)).tools.ffmpeg.path).toBe(aged.program);

    // The packages' own is of 2018 or later: younger than the first.
    const both = await among(ancient);
    expect(both.tools).toMatchObject({
      ffmpeg: { path: packaged },
      ffprobe: { path: ffprobe },
      origin: 'installer',
    });
    expect(both.tried.filter(({ problem }) => problem === undefined)).toEqual([
      { origin: 'installer', path: packaged },
    ]);
    const env = { PATH: '', HEYGEM_FFMPEG: ancient.program };
    expect((await locateFfmpeg({ env })).tools.ffmpeg.path).toBe(ancient.program);
  });

  test('a setting wins, be it the program or its folder', async () => {
    const { path } = tools[0].ffmpeg;
    const env = { PATH: process.env['PATH'] };
    const byFile = await locateFfmpeg({ setting: path, env });
    expect(byFile.tools).toMatchObject({ ffmpeg: { path }, origin: 'setting' });
    const byFolder = await locateFfmpeg({ setting: resolve(path, '..'), env });
    expect(byFolder.tools).toMatchObject({ ffmpeg: { path }, origin: 'setting' });
  });

  test('the tools it gives work', async () => {
    const path = folder.path('made.mp4');
    await ffmpeg(...picture('64x64', '25', 0.2), path);
    expect((await readFile(path)).length).toBeGreaterThan(100);
    await expect(locateFfmpeg({ env: {}, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(never.aborted).toBe(false);
  });
});
