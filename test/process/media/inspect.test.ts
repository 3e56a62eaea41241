import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspect, writePreview } from '../../../src/lipsync/inspect.js';
import { grabStill } from '../../../src/media/still.js';
import { namedToolsets, toolsets } from '../toolsets.js';

let folder: string;
let video: string;
let audio: string;
const { signal } = new AbortController();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem 检查 100% '));
  video = join(folder, '-video.mp4');
  audio = join(folder, 'pause.wav');
  const make = (...args: string[]) =>
    execFileSync(toolsets[0].ffmpeg.path, ['-nostdin', '-loglevel', 'error', '-y', ...args]);
  const picture = ['-f', 'lavfi', '-i', 'testsrc=size=640x360:rate=25:duration=3'];
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=3'];
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
  make(...picture, ...sound, ...codecs, '-metadata:s:v', 'rotate=0', video);
  make(
    ...['-f', 'lavfi', '-i', "aevalsrc='0.5*sin(2000*t)*lt(mod(t\\,3)\\,1)':d=4:s=16000"],
    audio,
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function sizeOf(image: string): string {
  const entries = ['-select_streams', 'v', '-show_entries', 'stream=codec_name,width,height'];
  const args = ['-v', 'error', ...entries, '-of', 'csv=p=0', image];
  return execFileSync(toolsets[0].ffprobe.path, args).toString().trim();
}

describe.each(namedToolsets)('inspecting with ffmpeg of %s', (_, tools) => {
  it('measures a video and takes a still of it', async () => {
    const still = join(folder, `still-${tools.origin}.jpg`);
    const found = await inspect(tools, { path: video, list: 'videos', still }, signal);
    expect(found).toEqual({
      duration: expect.closeTo(3, 1) as number,
      picture: { width: 640, height: 360, rate: 25 },
    });
    expect(sizeOf(still)).toBe('mjpeg,320,180');
  });

  it('draws a speech and finds its pauses', async () => {
    const found = await inspect(tools, { path: audio, list: 'audios' }, signal);
    expect(found.duration).toBeCloseTo(4, 1);
    expect(found.waveform).toHaveLength(160);
    expect(Math.max(...(found.waveform ?? []))).toBeCloseTo(0.5, 1);
    expect(found.silences).toHaveLength(1);
    const { from, to } = found.silences?.[0] ?? { from: 0, to: 0 };
    // Resampling blurs an edge into the next window of 50 ms.
    expect(Math.abs(from - 1)).toBeLessThan(0.11);
    expect(Math.abs(to - 3)).toBeLessThan(0.11);
  });

  it('says what is wrong with a file that is no medium', async () => {
    const path = join(folder, 'text.mp4');
    writeFileSync(path, 'no video');
    const still = join(folder, 'none.jpg');
    const looking = inspect(tools, { path, list: 'videos', still }, signal);
    await expect(looking).rejects.toMatchObject({ code: 'input-not-media' });
    expect(existsSync(still)).toBe(false);
  });
});

describe.each(namedToolsets)('a still with ffmpeg of %s', (_, tools) => {
  it('is the last frame where the time is past the end', async () => {
    const output = join(folder, `late-${tools.origin}.jpg`);
    await grabStill(tools, video, { time: 60, longest: 1280, output, signal });
    expect(sizeOf(output)).toBe('mjpeg,640,360');
    const end = join(folder, `end-${tools.origin}.jpg`);
    await grabStill(tools, video, { time: 2.95, longest: 1280, output: end, signal });
    expect(readFileSync(output).equals(readFileSync(end))).toBe(true);
  });
});

describe.each(namedToolsets)('a preview with ffmpeg of %s', (_, tools) => {
  it('has the picture that a page can play as it is, packet by packet, and tells how far it is', async () => {
    const output = join(folder, `copied-${tools.origin}.mp4`);
    const told: number[] = [];
    await writePreview(tools, { path: video, output, background: true }, signal, (done) => {
      told.push(done);
    });
    const packets = (path: string) =>
      execFileSync(toolsets[0].ffmpeg.path, [
        ...['-v', 'error', '-i', path, '-map', '0:v', '-c', 'copy', '-f', 'md5', '-'],
      ]).toString();
    expect(packets(output)).toBe(packets(video));
    expect(told.at(-1)).toBeGreaterThan(0.5);
    expect(Math.max(...told)).toBeLessThanOrEqual(1);
  });

  it('is H.264 and MP3, no longer than asked, and leaves nothing half done', async () => {
    const output = join(folder, `preview-${tools.origin}.mp4`);
    await writePreview(tools, { path: video, output, seconds: 1 }, signal);
    const args = [
      '-v',
      'error',
      '-show_entries',
      'stream=codec_name:format=duration',
      '-of',
      'csv',
    ];
    const probed = execFileSync(toolsets[0].ffprobe.path, [...args, output]).toString();
    expect(probed).toContain('stream,h264');
    expect(probed).toContain('stream,mp3');
    expect(Number(/format,([\d.]+)/.exec(probed)?.[1])).toBeLessThan(1.2);
    expect(Number(/format,([\d.]+)/.exec(probed)?.[1])).toBeGreaterThan(0.9);
    const stopped = new AbortController();
    stopped.abort();
    const other = join(folder, 'stopped.mp4');
    await expect(
      writePreview(tools, { path: video, output: other }, stopped.signal),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(folder).filter((name) => /stopped|partial/.test(name))).toEqual([]);
  });
});

describe.each(namedToolsets)('a copy of a source with ffmpeg of %s', (_, tools) => {
  const hashOfPicture = (path: string) => {
    const args = ['-v', 'error', '-i', path, '-map', '0:v', '-c', 'copy', '-f', 'md5', '-'];
    return execFileSync(toolsets[0].ffmpeg.path, args).toString();
  };
  const firstFrame = (path: string, at: number) => {
    const args = ['-v', 'error', '-ss', String(at), '-i', path, '-frames:v', '1'];
    const gray = ['-vf', 'scale=64:36', '-pix_fmt', 'gray', '-f', 'rawvideo', '-'];
    return execFileSync(toolsets[0].ffmpeg.path, [...args, ...gray]);
  };

  it('keeps a picture that plays as it is, to the bit', async () => {
    const output = join(folder, `as-it-is-${tools.origin}.mp4`);
    await writePreview(tools, { path: video, output }, signal);
    expect(hashOfPicture(output)).toBe(hashOfPicture(video));
  });

  it('encodes one that does not, and begins where it is told', async () => {
    const other = join(folder, 'other.mkv');
    const codecs = ['-c:v', 'mpeg4', '-q:v', '2', '-c:a', 'copy'];
    const args = ['-nostdin', '-loglevel', 'error', '-y', '-i', video, ...codecs, other];
    execFileSync(toolsets[0].ffmpeg.path, args);
    for (const path of [video, other]) {
      const output = join(folder, `from-${tools.origin}.mp4`);
      await writePreview(tools, { path, output, from: 1.2, seconds: 1 }, signal);
      const [shown, filmed, before] = [
        firstFrame(output, 0),
        firstFrame(path, 1.2),
        firstFrame(path, 0.8),
      ];
      const apart = (a: Buffer, b: Buffer) =>
        a.reduce((sum, value, at) => sum + Math.abs(value - b[at]), 0) / a.length;
      expect(apart(shown, filmed)).toBeLessThan(2);
      expect(apart(before, filmed)).toBeGreaterThan(2 * apart(shown, filmed));
    }
  });

  it('of a recording is its speech, at the same places', async () => {
    const output = join(folder, `sound-${tools.origin}.mp4`);
    await writePreview(tools, { path: audio, output, sound: {} }, signal);
    const entries = ['-show_entries', 'stream=codec_name,channels', '-of', 'csv=p=0'];
    const streams = execFileSync(toolsets[0].ffprobe.path, ['-v', 'error', ...entries, output]);
    expect(streams.toString().trim()).toBe('mp3,1');
    const copy = await inspect(tools, { path: output, list: 'audios' }, signal);
    const own = await inspect(tools, { path: audio, list: 'audios' }, signal);
    expect(copy.duration).toBeCloseTo(own.duration, 1);
    expect(Math.abs((copy.silences?.[0].from ?? 0) - (own.silences?.[0].from ?? 9))).toBeLessThan(
      0.06,
    );
    const silent = join(folder, 'no-sound.mp4');
    const args = ['-nostdin', '-loglevel', 'error', '-y', '-i', video, '-an', '-c', 'copy', silent];
    execFileSync(toolsets[0].ffmpeg.path, args);
    await expect(
      writePreview(tools, { path: silent, output, sound: {} }, signal),
    ).rejects.toMatchObject({ code: 'input-no-audio' });
  });
});
