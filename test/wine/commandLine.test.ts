import { execFileSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decoded, heygemOnLinux, type Decoded } from './linuxTwin.js';
import { missingForWine, WineRig } from './wineRig.js';

const DEMO = join(import.meta.dirname, '..', '..', 'media', 'demo');
const SECONDS = 3;
const missing = missingForWine();

describe.skipIf(missing !== undefined)(`on Windows under Wine (${missing ?? 'all there'})`, () => {
  let rig: WineRig;
  let twin: Decoded;
  const at = (name: string) => join(rig.folder, name);
  const pair = ['--provider', 'cpu', '--video', '讲师 one.mp4', '--audio', '语音 a.wav'];

  beforeAll(() => {
    rig = new WineRig();
    copyFileSync(join(DEMO, 'presenter.mp4'), at('讲师 one.mp4'));
    const speech = join(DEMO, 'speech-en.flac');
    execFileSync('ffmpeg', ['-v', 'error', '-i', speech, '-t', `${SECONDS}`, at('语音 a.wav')]);
    heygemOnLinux(rig.folder, 'run', ...pair, '-o', 'linux.mp4');
    twin = decoded(at('linux.mp4'));
    expect(twin.pictures).toHaveLength(SECONDS * 25);
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
    const { code, text } = await rig.heygem('check', ...pair.slice(2));
    expect(code, text).toBe(0);
  });

  it('makes the very pictures and sound that it makes on Linux', async () => {
    const { code, text } = await rig.heygem('run', ...pair, '-o', '结果 one.mp4');
    expect(code, text).toBe(0);
    expect(decoded(at('结果 one.mp4'))).toEqual(twin);
  });

  it('makes them by a project too', async () => {
    writeFileSync(
      at('第一课 A.heygem'),
      JSON.stringify({
        version: 1,
        videos: [{ id: 'v', path: '讲师 one.mp4' }],
        audios: [{ id: 'a', path: '语音 a.wav' }],
        pairs: [{ video: 'v', audio: 'a' }],
        output: { folder: '结果', name: '{video}.mp4' },
      }),
    );
    const { code, text } = await rig.heygem('batch', '--provider', 'cpu', '第一课 A.heygem');
    expect(code, text).toBe(0);
    expect(decoded(at('结果/v.mp4'))).toEqual(twin);
  });
});
