import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingForWine, WineRig } from './wineRig.js';

const DEMO = join(import.meta.dirname, '..', '..', 'media', 'demo');
const missing = missingForWine();

describe.skipIf(missing !== undefined)(`on Windows under Wine (${missing ?? 'all there'})`, () => {
  let rig: WineRig;
  const at = (name: string) => join(rig.folder, name);
  const pair = ['--video', 'v.mp4', '--audio', 'a.wav'];

  beforeAll(() => {
    rig = new WineRig();
    copyFileSync(join(DEMO, 'presenter.mp4'), at('v.mp4'));
    const speech = join(DEMO, 'speech-en.flac');
    execFileSync('ffmpeg', ['-v', 'error', '-i', speech, '-t', '3', at('a.wav')]);
  });
  afterAll(() => {
    rig.close();
  });

  it('tells what it runs with', async () => {
    const { code, text } = await rig.heygem('doctor');
    expect(code, text).toBe(0);
    expect(text).toContain('ffmpeg.exe');
  });

  it('looks at inputs', async () => {
    const { code, text } = await rig.heygem('check', ...pair);
    expect(code, text).toBe(0);
  });

  it('makes a video that can be played', async () => {
    const { code, text } = await rig.heygem('run', '--provider', 'cpu', ...pair, '-o', 'out.mp4');
    expect(code, text).toBe(0);
    const question = ['-v', 'error', '-count_frames', '-select_streams', 'v'];
    const wanted = ['-show_entries', 'stream=nb_read_frames', '-of', 'csv=p=0', at('out.mp4')];
    const frames = execFileSync('ffprobe', [...question, ...wanted], { encoding: 'utf8' });
    expect(frames.trim()).toBe('75');
  });

  it('leaves nothing running when it is killed', async () => {
    const run = rig.begin('run', '--provider', 'cpu', ...pair, '-o', 'killed.mp4');
    await expect.poll(() => rig.running('worker.cjs').length, { timeout: 60_000 }).toBe(1);
    run.child.kill('SIGKILL');
    await expect.poll(() => rig.running('node.exe').length, { timeout: 30_000 }).toBe(0);
    expect(existsSync(at('killed.mp4'))).toBe(false);
  });

  it('makes a project', async () => {
    writeFileSync(
      at('p.heygem'),
      JSON.stringify({
        version: 1,
        videos: [{ id: 'v', path: 'v.mp4' }],
        audios: [{ id: 'a', path: 'a.wav' }],
        pairs: [{ id: 'p', video: 'v', audio: 'a' }],
      }),
    );
    const { code, text } = await rig.heygem('batch', '--provider', 'cpu', 'p.heygem');
    expect(code, text).toBe(0);
  });
});
