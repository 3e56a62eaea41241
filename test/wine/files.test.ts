import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decoded, heygemOnLinux } from './linuxTwin.js';
import { missingForWine, WineRig } from './wineRig.js';

const DEMO = join(import.meta.dirname, '..', '..', 'media', 'demo');
const missing = missingForWine();

describe.skipIf(missing !== undefined)(`files under Wine (${missing ?? 'all there'})`, () => {
  let rig: WineRig;
  const at = (name: string) => join(rig.folder, name);
  const pair = (folder: string, audio = 'a.wav') => [
    ...['run', '--provider', 'cpu', '--video', join(folder, 'v.mp4')],
    ...['--audio', join(folder, audio)],
  ];
  const cut = (from: number, name: string) => {
    const speech = ['-v', 'error', '-ss', `${from}`, '-i', join(DEMO, 'speech-en.flac')];
    execFileSync('ffmpeg', [...speech, '-t', '2', at(name)]);
  };

  beforeAll(() => {
    rig = new WineRig();
    copyFileSync(join(DEMO, 'presenter.mp4'), at('v.mp4'));
    cut(0, 'a.wav');
    cut(1, 'b.wav');
  });
  afterAll(() => {
    rig.close();
  });

  it('makes a video where paths have more than 260 letters', async () => {
    const folder = Array.from({ length: 4 }, () => 'letters'.repeat(10)).join('/');
    const whole = rig.makeFolder(folder);
    expect(whole.length).toBeGreaterThan(260);
    for (const name of ['v.mp4', 'a.wav']) copyFileSync(at(name), join(whole, name));
    const { code, text } = await rig.heygem(...pair(folder), '-o', join(folder, 'out.mp4'));
    expect(code, text).toBe(0);
    heygemOnLinux(rig.folder, ...pair('.'), '-o', 'linux.mp4');
    expect(decoded(join(whole, 'out.mp4'))).toEqual(decoded(at('linux.mp4')));
  });

  it('leaves a result that another program has open, and says so', async () => {
    const first = await rig.heygem(...pair('.'), '-o', 'held.mp4');
    expect(first.code, first.text).toBe(0);
    const before = readFileSync(at('held.mp4'));
    rig.hold(at('held.mp4'));
    const { code, text } = await rig.heygem(...pair('.', 'b.wav'), '--force', '-o', 'held.mp4');
    expect(code, text).toBe(1);
    expect(text).toContain('has Z:');
    expect(text).toContain('held.mp4 open');
    expect(readFileSync(at('held.mp4')).equals(before)).toBe(true);
    const standing = readdirSync(rig.folder).filter((name) => name.includes('held'));
    expect(standing.sort()).toEqual(['held.mp4', 'held.report.json']);
  });

  it('says of a name that Windows cannot have that it cannot be written', async () => {
    const { code, text } = await rig.heygem(...pair('.'), '-o', 'what?.mp4');
    expect(code, text).toBe(1);
    expect(text).toContain('cannot be written');
  });
});
