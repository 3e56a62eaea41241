import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decoded, heygemOnLinux, type Decoded } from './linuxTwin.js';
import { missingForWine, WineRig, type WineRun } from './wineRig.js';

const DEMO = join(import.meta.dirname, '..', '..', 'media', 'demo');
const missing = missingForWine();
const OFTEN = { interval: 50 };
/** In the command line of the ffmpeg that writes the pictures. */
const ENCODER = 'libx264';
const OURS = /(node|ffmpeg|ffprobe)\.exe/;

describe.skipIf(missing !== undefined)(`ended under Wine (${missing ?? 'all there'})`, () => {
  let rig: WineRig;
  let twin: Decoded;
  const pair = ['--provider', 'cpu', '--video', 'v.mp4', '--audio', 'a.wav'];

  beforeAll(async () => {
    rig = new WineRig();
    rig.makeFolder('out');
    copyFileSync(join(DEMO, 'presenter.mp4'), join(rig.folder, 'v.mp4'));
    const speech = ['-v', 'error', '-i', join(DEMO, 'speech-en.flac'), '-t', '4'];
    execFileSync('ffmpeg', [...speech, join(rig.folder, 'a.wav')]);
    heygemOnLinux(rig.folder, 'run', ...pair, '-o', 'linux.mp4');
    twin = decoded(join(rig.folder, 'linux.mp4'));
    // From here on the video is studied, so that a run is soon where it is to be ended.
    const { code, text } = await rig.heygem('run', ...pair, '-o', 'out/first.mp4');
    expect(code, text).toBe(0);
  });
  afterAll(() => {
    rig.close();
  });

  async function untilEncoding(name: string): Promise<WineRun> {
    const run = rig.begin(['run', ...pair, '-o', `out/${name}`]);
    await expect.poll(() => rig.running(ENCODER).length, OFTEN).toBeGreaterThan(0);
    return run;
  }

  async function nothingRuns(): Promise<void> {
    const ours = () => rig.running('.exe').map(({ command }) => OURS.exec(command)?.[1]);
    await expect.poll(() => ours().filter((name) => name !== undefined)).toEqual([]);
  }

  const standing = (name: string) =>
    readdirSync(join(rig.folder, 'out')).filter((file) => file.includes(name));

  /** That nothing which was left is in its way. */
  async function nextRunMakes(name: string): Promise<void> {
    const { code, text } = await rig.heygem('run', ...pair, '-o', `out/${name}.mp4`);
    expect(code, text).toBe(0);
    expect(decoded(join(rig.folder, 'out', `${name}.mp4`))).toEqual(twin);
    expect(standing(name).sort()).toEqual([`${name}.mp4`, `${name}.report.json`]);
  }

  it('puts everything away at Ctrl-C', async () => {
    const run = await untilEncoding('ctrl-c.mp4');
    run.press('Ctrl-C');
    const { code, text } = await run.ended;
    expect(code, text).toBe(130);
    await nothingRuns();
    expect(standing('ctrl-c')).toEqual([]);
    await nextRunMakes('ctrl-c');
  });

  it('leaves nothing running when its console window is closed', async () => {
    const run = await untilEncoding('closed.mp4');
    run.press('close');
    // Wine ends the program there and then; Windows would tell it first.
    await run.ended;
    await nothingRuns();
    expect(standing('closed').filter((file) => !file.startsWith('.'))).toEqual([]);
    await nextRunMakes('closed');
  });

  it('leaves nothing running when it is killed, and its lock to the next run', async () => {
    const run = await untilEncoding('killed.mp4');
    rig.kill('cli.cjs');
    await run.ended;
    await nothingRuns();
    expect(standing('killed')).toEqual(['.killed.mp4.busy']);
    await nextRunMakes('killed');
  });

  it('makes it in spite of an engine that was killed', async () => {
    const run = await untilEncoding('engine.mp4');
    rig.kill('worker.cjs');
    const { code, text } = await run.ended;
    expect(code, text).toBe(0);
    expect(text).toContain('again after a crash');
    expect(decoded(join(rig.folder, 'out', 'engine.mp4'))).toEqual(twin);
  });

  it('tells of an engine that was killed again', async () => {
    const run = await untilEncoding('twice.mp4');
    rig.kill('worker.cjs');
    await expect.poll(() => run.said().text, OFTEN).toContain('again after a crash');
    await expect.poll(() => rig.running('worker.cjs').length, OFTEN).toBe(1);
    rig.kill('worker.cjs');
    const { code, text } = await run.ended;
    expect(code, text).toBe(1);
    expect(text).toContain('failed');
    await nothingRuns();
    expect(standing('twice')).toEqual([]);
    await nextRunMakes('twice');
  });

  it('tells of an ffmpeg that was killed', async () => {
    const run = await untilEncoding('encoder.mp4');
    rig.kill(ENCODER);
    const { code, text } = await run.ended;
    expect(code, text).toBe(1);
    expect(text).toContain('failed');
    await nothingRuns();
    expect(standing('encoder')).toEqual([]);
    await nextRunMakes('encoder');
  });
});
