import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckReport, CheckRequest } from '../../../src/core/check.js';
import { HeygemError } from '../../../src/core/errors.js';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import { parseCanonicalFace } from '../../../src/face/canonical.js';
import { ModelStore } from '../../../src/inference/modelStore.js';
import { checkInputs } from '../../../src/lipsync/check/checkInputs.js';
import type { CheckDependencies } from '../../../src/lipsync/check/checkVideo.js';
import { parseMotionBasis } from '../../../src/motion/motionBasis.js';
import { namedToolsets, toolsets } from '../toolsets.js';

const folder = mkdtempSync(join(tmpdir(), "heygem check 试听 '%d "));
const modelsRoot = resolve('models');
const store = new ModelStore({ root: modelsRoot, provider: 'cpu', log: () => undefined });
let dependencies: CheckDependencies;

beforeAll(async () => {
  const canonical = readFileSync(join(modelsRoot, 'canonical-face.json'), 'utf8');
  dependencies = {
    tools: toolsets[0],
    models: {
      detector: await store.open('face-detection-full-range'),
      landmarks: await store.open('face-landmarks'),
    },
    ears: {
      encoder: await store.open('speech-encoder'),
      speech: await store.open('speech-motion'),
    },
    canonical: parseCanonicalFace(JSON.parse(canonical)),
    basis: parseMotionBasis(readFileSync(join(modelsRoot, 'motion-basis.json'), 'utf8')),
    signal: new AbortController().signal,
  };
});
afterAll(async () => {
  await store.dispose();
  rmSync(folder, { recursive: true });
});

/** Makes an input with ffmpeg's own sources and gives its path. */
function make(name: string, ...args: string[]): string {
  const path = join(folder, name);
  execFileSync(toolsets[0].ffmpeg.path, ['-v', 'error', '-y', ...args, `file:${path}`]);
  return path;
}
function sound(name: string, source: string, ...args: string[]): string {
  return make(name, '-f', 'lavfi', '-i', source, ...args);
}
function check(request: Omit<CheckRequest, 'settings'>): Promise<CheckReport> {
  return checkInputs({ ...request, settings: DEFAULT_SETTINGS }, dependencies);
}
const codes = ({ findings }: CheckReport): string[] => findings.map(({ code }) => code);

describe.each(namedToolsets)('checking a recording with ffmpeg of %s', (_, tools) => {
  beforeAll(() => {
    dependencies = { ...dependencies, tools };
  });

  it('measures loudness as BS.1770 defines it', async () => {
    // A 997 Hz sine at full scale in one channel is -3.01 LUFS.
    const tone = sound('tone.wav', 'aevalsrc=0.1*sin(2*PI*997*t):s=48000:d=5');
    const { audio } = await check({ audio: tone });
    expect(Math.abs((audio?.loudness ?? 0) - -23.0)).toBeLessThan(0.15);
    expect(audio?.peak).toBeCloseTo(-20, 1);
    expect(audio).toMatchObject({ channels: 1, sampleRate: 48000, clippedShare: 0 });
    expect(audio?.duration).toBeCloseTo(5, 2);
  });

  it('mixes channels without going over full scale', async () => {
    const both = sound('both.wav', 'aevalsrc=0.9*sin(2*PI*300*t)|0.9*sin(2*PI*300*t):s=44100:d=1');
    const { audio } = await check({ audio: both });
    expect(audio?.channels).toBe(2);
    expect(audio?.peak).toBeCloseTo(20 * Math.log10(0.9), 1);
  });

  it('tells silence', async () => {
    const report = await check({ audio: sound('silence.wav', 'anullsrc=r=16000', '-t', '2') });
    expect(report.audio).toMatchObject({ loudness: null, peak: null, silenceShare: 1 });
    expect(codes(report)).toEqual(['audio-all-silent']);
  });

  it('finds an overdriven telephone recording in which nobody speaks', async () => {
    const words = 'sin(2*PI*220*t)*max(0\\,sin(2*PI*1.3*t))';
    const rough = sound(
      'rough.flac',
      `aevalsrc=max(-1\\,min(1\\,4*${words}+0.5*(random(0)-0.5))):s=8000:d=4`,
    );
    const found = codes(await check({ audio: rough }));
    expect(found).toContain('audio-clipped');
    expect(found).toContain('audio-no-speech');
    expect(found).toContain('audio-telephone');
  });

  const speech = resolve('media/demo/speech-en.flac');
  /** The demo's speech through a filter graph that has it as [0] and ends in [out]. */
  const changed = (name: string, graph: string): string =>
    make(name, '-i', speech, '-filter_complex', graph, '-map', '[out]');

  it('has nothing to say of clean speech', async () => {
    const report = await check({ audio: speech });
    expect(codes(report)).toEqual(['audio-good']);
    expect(report.audio?.speechShare).toBeGreaterThan(0.6);
    expect(report.audio?.otherSoundShare).toBe(0);
  });

  it.each([
    ['noise', 'anoisesrc=c=pink:a=0.5:d=4:seed=1'],
    ['hum', 'aevalsrc=0.4*sin(2*PI*50*t)+0.1*sin(2*PI*150*t):d=4'],
    ['chords', 'aevalsrc=0.2*(sin(880*t)+sin(1108*t)+sin(1318*t))*exp(-3*mod(t\\,0.5)):d=4'],
    ['clicks', 'aevalsrc=(random(0)-0.5)*exp(-200*mod(t\\,0.31)):d=4'],
  ])('says that nobody speaks in %s', async (name, source) => {
    const found = codes(await check({ audio: sound(`${name}.wav`, source) }));
    expect(found).toContain('audio-no-speech');
    expect(found).not.toContain('audio-noisy');
  });

  it('warns of noise under the speech, by what goes on in its pauses', async () => {
    const noise = (gain: number): string =>
      `anoisesrc=c=pink:a=${gain}:seed=3:d=30[n];[0][n]amerge,pan=mono|c0=c0+c1[out]`;
    const much = await check({ audio: changed('much.wav', noise(0.6)) });
    expect(much.findings).toContainEqual(
      expect.objectContaining({ code: 'audio-noisy', severity: 'warning' }),
    );
    const little = await check({ audio: changed('little.wav', noise(0.003)) });
    expect(codes(little)).toEqual(['audio-good']);
  });

  it('tells of applause before the speech', async () => {
    const clapping = 'anoisesrc=c=white:a=0.4:d=5:r=16000:seed=2[n];';
    const graph = `${clapping}[0]aresample=16000[s];[n][s]concat=n=2:v=0:a=1[out]`;
    const found = await check({ audio: changed('applause.wav', graph) });
    expect(codes(found)).toContain('audio-other-sound');
    expect(found.audio?.speechShare).toBeGreaterThan(0.3);
  });

  it('tells channels that cancel each other out', async () => {
    const mono = '[0]pan=mono|c0=c0,asplit[a][b];[b]volume=-1[c];[a][c]join=inputs=2[out]';
    expect(codes(await check({ audio: changed('opposed.wav', mono) }))).toContain(
      'audio-channels-cancel',
    );
    const both = '[0]pan=stereo|c0=c0|c1=c0[out]';
    expect(codes(await check({ audio: changed('twice.wav', both) }))).toEqual(['audio-good']);
  });

  it('listens to the beginning of a long recording', async () => {
    const long = changed('long.opus', '[0]aloop=-1:size=2000000,atrim=duration=200[out]');
    const report = await check({ audio: long });
    expect(report.audio?.listenedSeconds).toBeCloseTo(180, 0);
    expect(codes(report)).toContain('audio-sampled');
  });

  it('reads the sound of a video, and explains one that has none', async () => {
    const mute = make('mute.mp4', '-f', 'lavfi', '-i', 'testsrc=d=1');
    const report = await check({ audio: mute });
    expect(report.audio).toBeUndefined();
    expect(report.failures).toMatchObject([
      { input: 'audio', failure: { code: 'input-no-audio' } },
    ]);
  });
});

describe.each(namedToolsets)('checking a video with ffmpeg of %s', (_, tools) => {
  beforeAll(() => {
    dependencies = { ...dependencies, tools };
  });

  it('says that there is no face, and still measures the other input', async () => {
    const video = make('bars.mp4', '-f', 'lavfi', '-i', 'testsrc=d=1:s=320x240:r=25');
    const audio = sound('short.wav', 'sine=d=3');
    const report = await check({ video, audio });
    expect(report.video).toMatchObject({ width: 320, height: 240, frameRate: 25, noFaceShare: 1 });
    expect(report.video?.sample).toEqual({ whole: true, segments: 1, frames: 25 });
    expect(codes(report)).toContain('face-never');
    expect(codes(report)).toContain('audio-longer-than-video');
  });

  it('tells how far it is, in frames looked at and then in seconds listened to', async () => {
    const video = make('told.mp4', '-f', 'lavfi', '-i', 'testsrc=d=1:s=320x240:r=25');
    const audio = sound('told.wav', 'sine=d=3');
    const told: string[] = [];
    const onProgress = (stage: string, done: number, total: number): void => {
      told.push(`${stage} ${done}/${total}`);
    };
    await checkInputs(
      { video, audio, settings: DEFAULT_SETTINGS },
      { ...dependencies, onProgress },
    );
    const frames = Array.from({ length: 25 }, (_none, at) => `track ${at + 1}/25`);
    expect(told.slice(0, 25)).toEqual(frames);
    expect(told.at(-1)).toBe('speech 3/3');
  });

  it('looks at a long one in places', async () => {
    const size = ['-f', 'lavfi', '-i', 'testsrc=s=64x48:r=25:d=60', '-preset', 'ultrafast'];
    const report = await check({ video: make('long.mp4', ...size) });
    expect(report.video?.sample).toEqual({ whole: false, segments: 12, frames: 240 });
    expect(codes(report)).toContain('video-sampled');
  });

  it('takes what is no video for a failure, not for a crash', async () => {
    const path = join(folder, 'text.mp4');
    writeFileSync(path, 'not a video at all');
    const report = await check({ video: path, audio: join(folder, 'missing.wav') });
    expect(report.failures.map(({ input, failure }) => `${input} ${failure.code}`)).toEqual([
      expect.stringMatching(/^video input-/),
      'audio input-missing',
    ]);
  });

  it('stops when told to', async () => {
    const video = make('stop.mp4', '-f', 'lavfi', '-i', 'testsrc=d=4:s=640x360');
    const stop = new AbortController();
    const checking = checkInputs(
      { video, settings: DEFAULT_SETTINGS },
      { ...dependencies, signal: stop.signal },
    );
    stop.abort();
    await expect(checking).rejects.toBeInstanceOf(HeygemError);
  });
});
