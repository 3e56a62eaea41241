import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { VideoInfo } from '../../../src/core/videoInfo.js';
import type { FfmpegTools } from '../../../src/media/locate.js';
import { muxSpeech } from '../../../src/media/mux.js';
import { makePreview } from '../../../src/media/preview.js';
import { probeVideo } from '../../../src/media/probe.js';
import { probeAudio } from '../../../src/media/speechTrack.js';
import { decodeSpeech, speechSamples } from '../../../src/media/speech.js';
import { ffmpeg, ffprobe, never, picture, temporaryFolder, tone, tools } from './samples.js';

const folder = temporaryFolder();
const RATE = 16000;

/** Three seconds: a second of quiet, a second of tone, a second of quiet, to find its edges again. */
const BURST = [...tone(3), '-af', "volume='between(t,1,2)':eval=frame"];
const SPEECH: Readonly<Record<string, readonly string[]>> = {
  'burst.wav': BURST,
  'burst24.wav': [...BURST, '-c:a', 'pcm_s24le', '-ac', '2'],
  'burstf.wav': [...BURST, '-c:a', 'pcm_f32le', '-ar', '44100'],
  'burst.m4a': [...BURST, '-c:a', 'aac'],
  'burst.mp3': [...BURST, '-c:a', 'libmp3lame'],
  'burst8k.mp3': [...BURST, '-ar', '8000', '-c:a', 'libmp3lame'],
  'burst.flac': BURST,
  'burst.opus': [...BURST, '-c:a', 'libopus'],
  'burst.ac3': [...BURST, '-c:a', 'ac3'],
  'burst.aac': [...BURST, '-c:a', 'aac'],
  'alac.m4a': [...BURST, '-c:a', 'alac'],
};
/** Browsers and VS Code play no AC-3, and few of them ALAC. */
const COPIED = ['burst.m4a', 'burst.mp3', 'burst.aac'];

beforeAll(async () => {
  for (const [name, args] of Object.entries(SPEECH)) await ffmpeg(...args, folder.path(name));
  await ffmpeg(
    ...picture('96x64', '25', 3),
    '-c:v',
    'libx264',
    '-pix_fmt',
    'yuv420p',
    folder.path('picture.mp4'),
  );
  await ffmpeg(
    '-itsoffset',
    '0.7',
    '-i',
    folder.path('burst.m4a'),
    '-c',
    'copy',
    folder.path('late.m4a'),
  );
  await ffmpeg(
    ...['-i', folder.path('picture.mp4'), '-itsoffset', '0.7', '-i', folder.path('burst.m4a')],
    ...['-map', '0:v', '-map', '1:a', '-c', 'copy', folder.path('late.mp4')],
  );
  await ffmpeg(
    ...[
      '-itsoffset',
      '0.7',
      '-i',
      folder.path('burst.opus'),
      '-c',
      'copy',
      folder.path('late.mkv'),
    ],
  );
});

/** Seconds of the first and last loud sample. */
function edges(samples: Float32Array): [number, number] {
  const loud = (value: number) => Math.abs(value) > 0.02;
  return [samples.findIndex(loud) / RATE, samples.findLastIndex(loud) / RATE];
}

async function mux(set: FfmpegTools, speech: string, output: string, more: object = {}) {
  const info: VideoInfo = await probeVideo(set, folder.path('picture.mp4'));
  const taken = folder.path('taken.mp4');
  await copyFile(folder.path('picture.mp4'), taken);
  await rm(output, { force: true });
  const plain = {
    picture: taken,
    frames: 75,
    speech,
    output,
    duration: 3,
    info,
    tags: () => ({}),
    signal: never,
  };
  await muxSpeech(set, { ...plain, ...more });
}

describe.each(tools.map((set) => [set.origin, set] as const))('with ffmpeg of %s', (_, set) => {
  test.each(Object.keys(SPEECH))('%s is heard at its place', async (name) => {
    const samples = await decodeSpeech(set, folder.path(name), { signal: never, sampleRate: RATE });
    const [from, to] = edges(samples);
    expect(Math.abs(from - 1)).toBeLessThan(0.03);
    expect(Math.abs(to - 2)).toBeLessThan(0.04);
    expect(Math.abs(samples.length / RATE - 3)).toBeLessThan(0.08);
  });

  test.each(['late.m4a', 'late.mp4', 'late.mkv'])('%s starts late and stays late', async (name) => {
    const { stream } = await probeAudio(set, folder.path(name));
    expect(stream.startOffset).toBeCloseTo(0.7, 1);
    const samples = await decodeSpeech(set, folder.path(name), { signal: never, sampleRate: RATE });
    expect(edges(samples)[0]).toBeCloseTo(1.7, 1);
    const output = folder.path(`${name}.muxed.mp4`);
    await mux(set, folder.path(name), output);
    const muxed = await decodeSpeech(set, output, { signal: never, sampleRate: RATE });
    expect(Math.abs(edges(muxed)[0] - edges(samples)[0])).toBeLessThan(0.02);
  });

  test.each(Object.keys(SPEECH))('%s is muxed whole and in place', async (name) => {
    const output = folder.path(`${name}.mp4`);
    await mux(set, folder.path(name), output);
    const codec = await ffprobe(output, 'stream=codec_name');
    const original = await ffprobe(folder.path(name), 'stream=codec_name');
    expect(codec.split('\n')).toEqual(['h264', COPIED.includes(name) ? original : 'aac']);
    const info = await probeVideo(set, output);
    expect(info.duration).toBeCloseTo(3, 2);
    expect(Math.abs((info.audio[0]?.duration ?? 0) - 3)).toBeLessThan(1 / 25);
    const muxed = await decodeSpeech(set, output, { signal: never, sampleRate: RATE });
    const source = await decodeSpeech(set, folder.path(name), { signal: never, sampleRate: RATE });
    expect(Math.abs(edges(muxed)[0] - edges(source)[0])).toBeLessThan(0.012);
    expect(Math.abs(edges(muxed)[1] - edges(source)[1])).toBeLessThan(0.012);
  });

  test('cuts the speech to the duration', async () => {
    const short = folder.path('short.picture.mp4');
    await ffmpeg('-i', folder.path('picture.mp4'), '-frames:v', '40', short);
    const output = folder.path('short.mp4');
    await mux(set, folder.path('burst.m4a'), output, { picture: short, frames: 40, duration: 1.6 });
    const info = await probeVideo(set, output);
    expect(info.duration).toBeCloseTo(1.6, 5);
    expect(info.frameCount).toBe(40);
    expect(Math.abs((info.audio[0]?.duration ?? 0) - 1.6)).toBeLessThan(0.03);
  });

  test('decodes only as much as asked for, a late start counted in', async () => {
    const decoded = async (name: string, seconds: number): Promise<Float32Array> =>
      decodeSpeech(set, folder.path(name), { signal: never, sampleRate: RATE, seconds });
    expect(await decoded('burst.wav', 1.5)).toHaveLength(1.5 * RATE);
    expect(await decoded('burst.wav', 9)).toHaveLength(3 * RATE);
    const late = await decoded('late.mkv', 1.5);
    expect(Math.abs(late.length / RATE - 1.5)).toBeLessThan(0.05);
    expect(late.subarray(0, 0.6 * RATE).every((value) => value === 0)).toBe(true);
    expect((await decoded('late.mkv', 0.5)).length).toBeGreaterThan(0);
  });

  test('refuses speech longer than six hours', async () => {
    const path = folder.path('endless.wav');
    await ffmpeg(
      ...['-f', 'lavfi', '-i', 'anullsrc=r=100:cl=mono', '-t', '22000', '-c:a', 'pcm_u8', path],
    );
    const decoding = decodeSpeech(set, path, { signal: never, sampleRate: 100 });
    await expect(decoding).rejects.toMatchObject({ code: 'input-too-large' });
  });

  test('takes ten minutes for what they are, whatever the container guesses', async () => {
    // ADTS has no duration: it is guessed from the first frames, which are small in a quiet opening.
    const path = folder.path('guessed.aac');
    const parts = '[0]atrim=duration=20[a];[a][1]concat=n=2:v=0:a=1[out]';
    await ffmpeg(
      ...['-f', 'lavfi', '-i', 'anullsrc=r=16000:cl=mono'],
      ...['-f', 'lavfi', '-i', 'anoisesrc=r=16000:a=0.5:d=580', '-filter_complex', parts],
      ...['-map', '[out]', '-c:a', 'aac', '-b:a', '128k', '-f', 'adts', path],
    );
    expect((await probeAudio(set, path)).duration).toBeGreaterThan(6 * 3600);
    const samples = await decodeSpeech(set, path, { signal: never, sampleRate: 100 });
    expect(Math.abs(samples.length / 100 - 600)).toBeLessThan(1);
  });

  test('gives the same samples each time, and stops when nobody listens', async () => {
    const options = { signal: never, sampleRate: RATE };
    const first = await decodeSpeech(set, folder.path('late.mkv'), options);
    const second = await decodeSpeech(set, folder.path('late.mkv'), options);
    expect(second).toEqual(first);
    for await (const piece of speechSamples(set, folder.path('late.mkv'), options)) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
  });

  test('what has no sound is told so', async () => {
    const silent = decodeSpeech(set, folder.path('picture.mp4'), {
      signal: never,
      sampleRate: RATE,
    });
    await expect(silent).rejects.toMatchObject({ code: 'input-no-audio' });
    const muxing = mux(set, folder.path('picture.mp4'), folder.path('never.mp4'));
    await expect(muxing).rejects.toMatchObject({ code: 'input-no-audio' });
  });

  test('the preview is H.264 and MP3, small and even', async () => {
    const input = folder.path('tall.mkv');
    await ffmpeg(
      ...picture('202x1002', '25', 1),
      ...tone(1),
      '-c:v',
      'ffv1',
      '-pix_fmt',
      'yuv444p',
      input,
    );
    await makePreview(set, { input, output: folder.path('preview.mp4'), signal: never });
    const streams = await ffprobe(folder.path('preview.mp4'), 'stream=codec_name,height,pix_fmt');
    expect(streams.split('\n')).toEqual(['h264,720,yuv420p', 'mp3']);
    const mute = {
      input: folder.path('picture.mp4'),
      output: folder.path('mute.mp4'),
      signal: never,
    };
    await makePreview(set, mute);
    expect(await ffprobe(folder.path('mute.mp4'), 'stream=codec_name,height')).toBe('h264,64');
  });

  test('cover art is no picture', async () => {
    const path = folder.path('cover.mp3');
    await ffmpeg(...picture('64x64', '1', 1), '-frames:v', '1', folder.path('cover.png'));
    await ffmpeg(
      ...[
        '-i',
        folder.path('burst.mp3'),
        '-i',
        folder.path('cover.png'),
        '-map',
        '0:a',
        '-map',
        '1:v',
      ],
      ...['-c', 'copy', '-disposition:v', 'attached_pic', path],
    );
    await expect(probeVideo(set, path)).rejects.toMatchObject({ code: 'input-no-video' });
    expect((await probeAudio(set, path)).stream.codec).toBe('mp3');
    await mux(set, path, folder.path('cover.mp4'));
    expect((await probeVideo(set, folder.path('cover.mp4'))).codec).toBe('h264');
  });

  test('bad files have their codes', async () => {
    await writeFile(folder.path('empty.mp4'), '');
    await writeFile(folder.path('text.mp4'), 'these are words, not pictures\n'.repeat(100));
    const whole = await readFile(folder.path('picture.mp4'));
    await writeFile(folder.path('no-index.mp4'), whole.subarray(0, whole.indexOf('moov') - 4));
    const code = (name: string) =>
      probeVideo(set, folder.path(name)).then(
        () => 'fine',
        (error: unknown) => (error as { code: string }).code,
      );
    expect(await code('none.mp4')).toBe('input-missing');
    expect(await code('empty.mp4')).toBe('input-empty');
    expect(await code('.')).toBe('input-is-folder');
    expect(await code('text.mp4')).toBe('input-not-media');
    expect(await code('no-index.mp4')).toBe('input-damaged');
    expect(await code('burst.wav')).toBe('input-no-video');
  });
});
