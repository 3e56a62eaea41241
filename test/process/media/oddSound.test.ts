import { copyFile, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { muxSpeech } from '../../../src/media/mux.js';
import { probeVideo } from '../../../src/media/probe.js';
import { decodeSpeech } from '../../../src/media/speech.js';
import { probeAudio } from '../../../src/media/speechTrack.js';
import { brokenOff } from '../../../src/media/wholeness.js';
import {
  ffmpeg,
  ffprobe,
  never,
  oldestFfmpeg,
  picture,
  temporaryFolder,
  tone,
  tools,
} from './samples.js';

/** Kinds of recordings that people have and that no encoder's defaults make. */

const folder = temporaryFolder();
const RATE = 16000;
const SECONDS = 6;
/** A second of tone in the middle of quiet, at half of full scale. */
const BURST = [...tone(3), '-af', "volume='4*between(t,1,2)':eval=frame"];

beforeAll(async () => {
  await ffmpeg(...BURST, folder.path('burst.wav'));
  await ffmpeg(...tone(SECONDS), folder.path('tone.wav'));
  const h264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'];
  await ffmpeg(...picture('96x64', '25', 3), ...h264, folder.path('picture.mp4'));
});

/** A wav of a burst in some of its channels: what each of them is multiplied by. */
async function channels(name: string, gains: readonly number[]): Promise<string> {
  const mono = await ffmpeg(
    '-i',
    folder.path('burst.wav'),
    '-ar',
    String(RATE),
    '-f',
    's16le',
    '-',
  );
  const frames = mono.length / 2;
  const body = Buffer.alloc(2 * frames * gains.length);
  for (let k = 0; k < frames; k++) {
    gains.forEach((gain, c) =>
      body.writeInt16LE(Math.round(gain * mono.readInt16LE(2 * k)), 2 * (k * gains.length + c)),
    );
  }
  return wav(name, body, { count: gains.length, bytes: 2, format: 1 });
}

interface Samples {
  readonly count: number;
  readonly bytes: number;
  /** 1 whole numbers, 3 floats. */
  readonly format: number;
}

/** The plainest header, which says nothing of what the channels are for. */
async function wav(name: string, body: Buffer, { count, bytes, format }: Samples): Promise<string> {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0).toString();
  head.writeUInt32LE(36 + body.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(format, 20);
  head.writeUInt16LE(count, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * count * bytes, 28);
  head.writeUInt16LE(count * bytes, 32);
  head.writeUInt16LE(8 * bytes, 34);
  head.write('data', 36);
  head.writeUInt32LE(body.length, 40);
  await writeFile(folder.path(name), Buffer.concat([head, body]));
  return folder.path(name);
}

/** The loudest sample in the burst, and in the quiet before it. */
function loudness(samples: Float32Array): { burst: number; quiet: number } {
  const most = (from: number, to: number) =>
    samples.subarray(from * RATE, to * RATE).reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  return { burst: most(1.1, 1.9), quiet: most(0.1, 0.9) };
}

/** A copy that lacks its second part, or holds nothing but zeros there. */
async function cut(name: string, share: number, zeros = false): Promise<string> {
  const path = folder.path(`${zeros ? 'zeros' : 'cut'} ${name}`);
  await copyFile(folder.path(name), path);
  const { size } = await stat(path);
  await truncate(path, Math.round(size * share));
  if (zeros) await truncate(path, size);
  return path;
}

describe.each(tools.map((set) => [set.origin, set] as const))('with ffmpeg of %s', (_, set) => {
  const hear = (path: string) => decodeSpeech(set, path, { signal: never, sampleRate: RATE });

  async function mux(speech: string): Promise<string> {
    const taken = folder.path('taken.mp4');
    await copyFile(folder.path('picture.mp4'), taken);
    const output = `${speech}.mp4`;
    await rm(output, { force: true });
    const info = await probeVideo(set, taken);
    const about = { frames: 75, duration: 3, info, tags: () => ({}), signal: never };
    await muxSpeech(set, { ...about, picture: taken, speech, output });
    return output;
  }

  test.each<[string, number[], string | undefined]>([
    ['the right side is the left one, turned', [1, -1], 'turned'],
    ['turned and quieter', [1, -0.6], 'turned'],
    ['both sides alike', [1, 1], undefined],
    ['the left side only', [1, 0], undefined],
    ['the third of three', [0, 0, 1], 'weighed'],
    ['the fourth of six, where low frequencies are', [0, 0, 0, 1, 0, 0], 'weighed'],
    ['the third of ten microphones', [0, 0, 1, 0, 0, 0, 0, 0, 0, 0], 'weighed'],
    ['eight, every other one turned', [1, -1, 1, -1, 1, -1, 1, -1], 'turned'],
    ['seventeen', Array.from({ length: 17 }, (_, k) => (k === 16 ? 1 : 0)), 'weighed'],
  ])('hears a speech in %s', async (name, gains, kind) => {
    const path = await channels(`${name}.wav`, gains);
    const { burst, quiet } = loudness(await hear(path));
    expect(burst).toBeGreaterThan(0.2);
    expect(quiet).toBeLessThan(0.01);
    const { mix } = await probeAudio(set, path);
    // Of many channels without a name older builds guess what they are for, newer ones do not.
    if (gains.length < 4) expect(mix?.kind).toBe(kind);
    const output = await mux(path);
    expect(await ffprobe(output, 'stream=codec_name')).toBe('h264\naac');
    expect(loudness(await hear(output)).burst).toBeGreaterThan(0.15);
  });

  test('takes samples that are no numbers for silence, and encodes what is left', async () => {
    const whole = await ffmpeg(
      '-i',
      folder.path('burst.wav'),
      '-ar',
      `${RATE}`,
      '-f',
      'f32le',
      '-',
    );
    [NaN, Infinity, -Infinity, 1e30].forEach((value, k) => {
      for (let at = 0; at < 10; at++) whole.writeFloatLE(value, 4 * (RATE / 2 + 1000 * k + at));
    });
    const path = await wav('broken.wav', whole, { count: 1, bytes: 4, format: 3 });
    const samples = await hear(path);
    expect(samples.every(Number.isFinite)).toBe(true);
    expect(loudness(samples)).toMatchObject({ quiet: 0, burst: expect.closeTo(0.5, 1) as number });
    expect(loudness(await hear(await mux(path))).burst).toBeCloseTo(0.5, 1);
  });

  test.each(['mka', 'ts', 'flv'])(
    'fills the hole in AAC in %s instead of copying it',
    async (kind) => {
      const [first, second] = [folder.path('first.m4a'), folder.path('second.m4a')];
      const aac = ['-ar', '44100', '-c:a', 'aac'];
      await ffmpeg(...tone(1), ...aac, first);
      await ffmpeg(...tone(1.2), ...aac, second);
      const list = folder.path('list.txt');
      await writeFile(
        list,
        'ffconcat version 1.0\nfile first.m4a\nduration 1.8\nfile second.m4a\n',
      );
      const path = folder.path(`hole.${kind}`);
      await ffmpeg('-i', list, '-c', 'copy', path);
      const times = await ffprobe(await mux(path), 'packet=codec_type,pts_time');
      const sound = times.split('\n').filter((line) => line.startsWith('audio'));
      const steps = sound.slice(1).map((line, k) => seconds(line) - seconds(sound[k]));
      expect(Math.max(...steps)).toBeLessThan(0.03);
      const heard = await hear(`${path}.mp4`);
      const level = (from: number, to: number) =>
        heard.subarray(from * RATE, to * RATE).reduce((a, b) => Math.max(a, Math.abs(b)), 0);
      expect([level(0.3, 0.9) > 0.05, level(1.2, 1.7) > 0.05, level(2, 2.8) > 0.05]).toEqual([
        true,
        false,
        true,
      ]);
    },
  );

  test('encodes the kinds of AAC that few players know', async () => {
    const path = folder.path('main.m4a');
    const main = ['-c:a', 'aac', '-profile:a', 'aac_main', path];
    await oldestFfmpeg('-i', folder.path('burst.wav'), ...main);
    expect(await ffprobe(path, 'stream=profile')).toBe('Main');
    expect(await ffprobe(await mux(path), 'stream=profile')).toContain('LC');
  });

  test.each([
    ['cenc-aes-ctr', 'm4a', ['-c:a', 'aac']],
    ['cenc-aes-ctr', 'mp4', ['-c:a', 'aac', '-movflags', 'frag_keyframe+empty_moov']],
  ])('says of %s in %s that it is protected', async (scheme, kind, how) => {
    const path = folder.path(`locked ${how.length}.${kind}`);
    const key = '76a6c65c5ea762046bd749a2e632ccbb';
    const lock = ['-encryption_scheme', scheme, '-encryption_key', key, '-encryption_kid', key];
    await ffmpeg('-i', folder.path('burst.wav'), ...how, ...lock, '-f', 'mp4', path);
    await expect(hear(path)).rejects.toMatchObject({ code: 'input-protected' });
  });

  test('takes the track that players take, unless it is silent', async () => {
    const quiet = ['-f', 'lavfi', '-t', '3', '-i', 'anullsrc=r=48000:cl=stereo'];
    const both = async (name: string, ...how: string[]): Promise<string> => {
      const path = folder.path(name);
      const inputs = [...quiet, '-i', folder.path('burst.wav'), ...BURST.slice(0, 4)];
      await ffmpeg(...inputs, ...how, '-c:a', 'aac', path);
      return path;
    };
    const tracks = ['-map', '0', '-map', '1'];
    const second = ['-disposition:a:0', '0', '-disposition:a:1', 'default'];
    for (const [name, how, track] of [
      ['second.mka', [...tracks, ...second], 1],
      ['first is silent.mp4', [...tracks, '-disposition:a:0', 'default'], 1],
      ['second is silent.mkv', ['-map', '1', '-map', '0', ...second], 0],
      ['second of two.mkv', ['-map', '2', '-map', '1', ...second], 1],
      ['comment.mkv', ['-map', '2', '-map', '1', '-disposition:a:0', 'comment'], 1],
      ['first.mkv', ['-map', '1', '-map', '2', '-disposition:a:0', 'default'], 0],
    ] as const) {
      const path = await both(name, ...how);
      expect([name, (await probeAudio(set, path)).track]).toEqual([name, track]);
      expect(loudness(await hear(path)).quiet).toBeLessThan(0.01);
      expect(loudness(await hear(await mux(path))).burst).toBeGreaterThan(0.3);
    }
    const path = folder.path('second.mka');
    expect((await probeAudio(set, path, never, 1)).track).toBe(0);
    await expect(probeAudio(set, path, never, 3)).rejects.toMatchObject({
      code: 'input-no-such-track',
      params: { track: 3, count: 2 },
    });
  });

  test.each<[string, string[]]>([
    ['wav', []],
    ['flac', []],
    ['aiff', []],
    ['caf', ['-c:a', 'pcm_s16le']],
    ['w64', []],
    ['au', []],
    ['mp3', ['-c:a', 'libmp3lame']],
    ['webm', ['-c:a', 'libopus']],
    ['mka', ['-c:a', 'aac']],
    ['m4a', ['-c:a', 'aac', '-movflags', '+faststart']],
    ['wma', []],
    ['avi', []],
    ['flv', ['-ar', '44100', '-c:a', 'aac']],
  ])('tells that %s breaks off, and nothing of a whole one', async (kind, how) => {
    const name = `six.${kind}`;
    await ffmpeg('-i', folder.path('tone.wav'), ...how, folder.path(name));
    expect(await brokenOff(set, folder.path(name), never)).toBeUndefined();
    const { claimed = 0, found = 0 } = (await brokenOff(set, await cut(name, 0.4), never)) ?? {};
    expect(claimed).toBeGreaterThan(SECONDS - 0.6);
    // Of what breaks off older builds guess even how much is there.
    expect(claimed).toBeLessThan(SECONDS + 1.4);
    expect(found).toBeGreaterThan(1.5);
    expect(found).toBeLessThan(3.5);
  });

  test.each(['aac', 'ac3', 'ogg', 'ts'])('does not believe what is a guess: %s', async (kind) => {
    // Silence first: from its small packets hours are guessed.
    const late = ['-af', 'adelay=3000|3000', '-ac', '1'];
    await ffmpeg('-i', folder.path('tone.wav'), ...late, folder.path(`guess.${kind}`));
    expect(await brokenOff(set, folder.path(`guess.${kind}`), never)).toBeUndefined();
    expect(await brokenOff(set, await cut(`guess.${kind}`, 0.5), never)).toBeUndefined();
  });

  test('does not believe the lengths that writers put who do not know it', async () => {
    const bytes = await readFile(folder.path('burst.wav'));
    for (const length of [0, 2_000_000_000, 0x7fffffff, 0xffffffff]) {
      const path = folder.path(`length ${length}.wav`);
      const changed = Buffer.from(bytes);
      changed.writeUInt32LE(length, 4);
      changed.writeUInt32LE(length, bytes.indexOf('data') + 4);
      await writeFile(path, changed);
      expect([length, await brokenOff(set, path, never)]).toEqual([length, undefined]);
    }
  });
});

function seconds(line: string): number {
  return Number(line.split(',')[1]);
}
