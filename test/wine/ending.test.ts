import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decoded, heygemOnLinux, type Decoded } from './linuxTwin.js';
import { missingForWine, WineRig, type WineRun } from './wineRig.js';

const DEMO = join(import.meta.dirname, '..', '..', 'media', 'demo');
const missing = missingForWine();
const PATIENT = { timeout: 60_000, interval: 50 };
/** In the command line of the ffmpeg that writes the pictures. */
const ENCODER = 'libx264';

describe.skipIf(missing !== undefined)(`ends under Wine (${missing ?? 'all there'})`, () => {
  let rig: WineRig;
  let twin: Decoded;
  const pair = ['--provider', 'cpu', '--video', 'v.mp4', '--audio', 'a.flac'];
  const made = () => readdirSync(join(rig.folder, 'out'));

  beforeAll(async () => {
    rig = new WineRig();
    rig.makeFolder('out');
    copyFileSync(join(DEMO, 'presenter.mp4'), join(rig.folder, 'v.mp4'));
    copyFileSync(join(DEMO, 'speech-en.flac'), join(rig.folder, 'a.flac'));
    heygemOnLinux(rig.folder, 'run', ...pair, '-o', 'linux.mp4');
    twin = decoded(join(rig.folder, 'linux.mp4'));
    expect(twin.pictures.length).toBeGreaterThan(200);
    // From here on the video is studied, so that a run is soon where it is to be ended.
    const { code, text } = await rig.heygem('run', ...pair, '-o', 'out/first.mp4');
    expect(code, text).toBe(0);
  });
  afterAll(() => {
    rig.close();
  });

  async function untilEncoding(name: string): Promise<WineRun> {
    const run = rig.begin(['run', ...pair, '-o', `out/${name}`]);
    await expect.poll(() => rig.running(ENCODER).length, PATIENT).toBeGreaterThan(0);
    return run;
  }
  const nothingRuns = () =>
    expect
      .poll(
        () =>
          rig
            .running('.exe')
            .map(({ command }) => command)
            .filter(isOurs),
        PATIENT,
      )
      .toEqual([]);

  async function nextRunMakes(name: string): Promise<void> {
    const { code, text } = await rig.heygem('run', ...pair, '-o', `out/${name}`);
    expect(code, text).toBe(0);
    expect(decoded(join(rig.folder, 'out', name))).toEqual(twin);
  }

  it('puts everything away at Ctrl-C', async () => {
    const run = await untilEncoding('ctrl-c.mp4');
    run.press('Ctrl-C');
    const { code, text } = await run.ended;
    console.log(text, made());
    expect(code, text).toBe(130);
    await nothingRuns();
    expect(made().filter((name) => name.includes('ctrl-c'))).toEqual([]);
    await nextRunMakes('ctrl-c.mp4');
  });

  it('puts everything away when its console window is closed', async () => {
    const run = await untilEncoding('closed.mp4');
    run.press('close');
    const { code, text } = await run.ended;
    console.log(text, made());
    expect(code, text).toBe(130);
    await nothingRuns();
    expect(made().filter((name) => name.includes('closed'))).toEqual([]);
    await nextRunMakes('closed.mp4');
  });

  it('leaves nothing running when it is killed, and its lock to the next run', async () => {
    const run = await untilEncoding('killed.mp4');
    rig.kill('cli.cjs');
    console.log(await run.ended);
    await nothingRuns();
    console.log(made());
    expect(existsSync(join(rig.folder, 'out', 'killed.mp4'))).toBe(false);
    await nextRunMakes('killed.mp4');
    console.log(made());
  });

  it('tells of an engine that was killed alone', async () => {
    const run = await untilEncoding('engine.mp4');
    rig.kill('worker.cjs');
    const { code, text } = await run.ended;
    console.log(code, text, made());
    expect(code, text).toBe(1);
    await nothingRuns();
    await nextRunMakes('engine.mp4');
  });

  it('tells of an ffmpeg that was killed alone', async () => {
    const run = await untilEncoding('ffmpeg.mp4');
    rig.kill(ENCODER);
    const { code, text } = await run.ended;
    console.log(code, text, made());
    expect(code, text).toBe(1);
    await nothingRuns();
    await nextRunMakes('ffmpeg.mp4');
  });
});

/** Not Windows's own, which Wine starts. */
function isOurs(command: string): boolean {
  return /node\.exe|ffmpeg\.exe|ffprobe\.exe/.test(command);
}
