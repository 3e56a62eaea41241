import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import { treatmentOf } from '../../../src/core/pictureTreatment.js';
import { ratio, type VideoInfo } from '../../../src/core/videoInfo.js';
import { frameChecksum } from '../../../src/media/frameChecksum.js';
import { decodeFrames } from '../../../src/media/frameSource.js';
import { LoopedVideo } from '../../../src/media/loopedVideo.js';
import { grabStill } from '../../../src/media/still.js';
import { makePreview } from '../../../src/media/preview.js';
import { probeVideo, type PictureWishes } from '../../../src/media/probe.js';
import { collect, ffmpeg, ffprobe, never, temporaryFolder, tools } from './samples.js';

/** The drawn presenter: 384 x 384, 25 frames a second, 60 frames. */
const PRESENTER = ['-i', resolve('test/fixtures/presenter-small.mp4')];
const X264 = ['-an', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
const folder = temporaryFolder();

const make = (name: string, ...args: string[]) => ffmpeg(...PRESENTER, ...args, folder.path(name));
const filtered = (name: string, filter: string, ...args: string[]) =>
  make(name, '-filter_complex', filter, ...args);

/** It moves to and fro, so that the two fields of a frame differ. */
const FIELDS = "fps=50,scale=960:960,crop=720:576:'120+90*sin(2*PI*t)':120";
const NTSC_FIELDS = "fps=60000/1001,scale=960:960,crop=720:480:'120+90*sin(2*PI*t)':120";
const FILM = "fps=24000/1001,scale=960:960,crop=720:480:'120+90*sin(2*PI*t)':120";
const MPEG2 = ['-an', '-c:v', 'mpeg2video', '-flags', '+ildct+ilme', '-b:v', '6M', '-g', '12'];
const ALPHA = "format=yuva444p,geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='if(lt(X,96),0,255)'";
const SMALL = 'scale=192:192,trim=end_frame=10';

beforeAll(async () => {
  await filtered('tff.ts', `${FIELDS},interlace=scan=tff:lowpass=0`, ...MPEG2);
  await filtered('bff.ts', `${NTSC_FIELDS},interlace=scan=bff:lowpass=0`, ...MPEG2);
  await filtered('paff.mp4', `${FIELDS},interlace=scan=tff:lowpass=0`, ...X264, '-flags', '+ildct');
  await filtered('psf.ts', `${FIELDS.replace('fps=50,', '')},setfield=tff`, ...MPEG2);
  await filtered('film.ts', `${FILM},telecine=first_field=top,setfield=tff`, ...MPEG2);

  const two = '[0:v]split[a][b];[a]scale=48:48,fps=1[t]';
  const maps = ['-map', '[t]', '-map', '[b]', '-an', '-c:v:0', 'mjpeg', '-pix_fmt', 'yuvj420p'];
  const second = ['-c:v:1', 'libx264', '-pix_fmt:v:1', 'yuv420p'];
  const marks = ['-disposition:v:0', '0', '-disposition:v:1', 'default'];
  await filtered('thumbnail.mkv', two, ...maps, ...second, ...marks);
  await filtered('thumbnail.mp4', two, ...maps, ...second);

  await filtered('small.ts', 'scale=96:96,trim=end_frame=10', ...X264, '-g', '5');
  await filtered(
    'late.ts',
    'trim=start_frame=10,setpts=PTS-STARTPTS',
    ...X264,
    '-output_ts_offset',
    '0.4',
  );
  await writeFile(folder.path('grows.ts'), await readFile(folder.path('small.ts')));
  await appendFile(folder.path('grows.ts'), await readFile(folder.path('late.ts')));

  const gap = ['-fps_mode', 'passthrough', '-video_track_timescale', '90000'];
  await filtered('gap.mp4', "select='lt(t,0.8)+gt(t,2.0)'", ...X264, ...gap);
  const screen = "fps=30,select='not(mod(n,9))+lt(mod(n,23),14)'";
  await filtered('screen.mkv', screen, ...X264, '-fps_mode', 'passthrough');
  for (const rate of [1, 5, 12, 15]) await filtered(`${rate}fps.mp4`, `fps=${rate}`, ...X264);
  await filtered(
    'half.mp4',
    "trim=end_frame=2,setpts='N*2/TB'",
    ...X264,
    '-fps_mode',
    'passthrough',
  );
  await filtered('film.mkv', 'fps=24000/1001', ...X264);
  await filtered('ntsc.mkv', 'fps=30000/1001', ...X264);
  await make('frames.avi', '-an', '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p');
  await filtered('moves.gif', 'scale=96:-2,fps=12');

  await filtered('qtrle.mov', `${SMALL},${ALPHA},format=argb`, '-an', '-c:v', 'qtrle');
  await filtered('png.mov', `${SMALL},${ALPHA},format=rgba`, '-an', '-c:v', 'png');
  const prores = ['-an', '-c:v', 'prores_ks', '-profile:v', '4444', '-pix_fmt', 'yuva444p10le'];
  await filtered('prores.mov', `${SMALL},${ALPHA}`, ...prores);
  for (const codec of ['libvpx', 'libvpx-vp9']) {
    const webm = ['-an', '-c:v', codec, '-b:v', '1M', '-auto-alt-ref', '0'];
    await filtered(`${codec}.webm`, `${SMALL},${ALPHA},format=yuva420p`, ...webm);
  }
  await filtered('opaque.mov', `${SMALL},format=argb`, '-an', '-c:v', 'qtrle');
  await make('photo.jpg', '-frames:v', '1');
  await make('photo 100%03d.png', '-frames:v', '1', '-update', '1');
}, 120_000);

describe.each(tools.map((set) => [set.origin, set] as const))('with ffmpeg of %s', (_, set) => {
  const probe = (name: string, wishes: Partial<PictureWishes> = {}) =>
    probeVideo(set, folder.path(name), never, { ...DEFAULT_SETTINGS, ...wishes });

  async function decoded(name: string, info: VideoInfo): Promise<Buffer[]> {
    return collect(decodeFrames(set, folder.path(name), info, { signal: never }));
  }

  /** Every part of the loop is what it was in the first pass. */
  async function expectSeekable(name: string, info: VideoInfo, whole: readonly Buffer[]) {
    const checksums = Uint32Array.from(whole, (data) => frameChecksum({ data } as never));
    const loop = new LoopedVideo(set, folder.path(name), info, { checksums, signal: never });
    const from = Math.floor(whole.length / 2);
    const frames: boolean[] = [];
    for await (const { index, frame } of loop.play(from, whole.length)) {
      frames.push(Buffer.compare(frame.data, whole[index]) === 0);
    }
    await loop.close();
    expect(frames).toEqual(Array.from({ length: whole.length - from }, () => true));
  }

  test.each([
    ['tff.ts', { num: 25, den: 1 }, 'top', false],
    ['bff.ts', { num: 30000, den: 1001 }, 'bottom', false],
    ['paff.mp4', { num: 25, den: 1 }, 'top', false],
    ['film.ts', { num: 30000, den: 1001 }, 'top', true],
  ] as const)(
    '%s: the fields of a frame become one moment',
    async (name, rate, first, telecine) => {
      const info = await probe(name);
      expect(treatmentOf(info)).toEqual({ interlaced: { first, telecine } });
      expect([info.frameRate, info.variableRate]).toEqual([rate, false]);
      const frames = await decoded(name, info);
      expect(Math.abs(frames.length - 2.4 * ratio(rate))).toBeLessThanOrEqual(2);
      const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', 'pipe:1'];
      const source = await ffmpeg('-i', folder.path(name), ...raw);
      expect(combing(frames.slice(5, -5), info)).toBeLessThan(
        0.5 * combing(framesOf(source, info).slice(5, -5), info),
      );
      await expectSeekable(name, info, frames);
    },
  );

  test('whole frames that are marked as fields are not touched', async () => {
    const info = await probe('psf.ts');
    expect(treatmentOf(info)).toEqual({ wholeFields: true });
    const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', 'pipe:1'];
    const source = await ffmpeg('-i', folder.path('psf.ts'), ...raw);
    expect(Buffer.compare(Buffer.concat(await decoded('psf.ts', info)), source)).toBe(0);
  });

  test.each(['thumbnail.mkv', 'thumbnail.mp4'])('%s: the film, not its thumbnail', async (name) => {
    const info = await probe(name);
    expect(info).toMatchObject({ width: 384, frameRate: { num: 25, den: 1 } });
    expect(info.track).toEqual({ number: 2, of: 2, wished: false });
    expect((await decoded(name, info))[0].length).toBe(384 * 384 * 1.5);
    const wished = await probe(name, { videoTrack: 1 });
    expect(wished).toMatchObject({ width: 48, track: { number: 1, of: 2, wished: true } });
    expect((await decoded(name, wished))[0].length).toBe(48 * 48 * 1.5);
    await expect(probe(name, { videoTrack: 3 })).rejects.toMatchObject({
      code: 'input-no-track',
      params: { track: 3, tracks: 2 },
    });
  });

  test('a call that grows has its lasting size, and all of its frames', async () => {
    const info = await probe('grows.ts');
    expect(info).toMatchObject({ width: 384, height: 384, firstSize: { width: 96, height: 96 } });
    const frames = await decoded('grows.ts', info);
    expect(frames.length).toBe(60);
    await expectSeekable('grows.ts', info, frames);
  });

  test.each([
    ['gap.mp4', { num: 25, den: 1 }, 60],
    ['screen.mkv', { num: 30, den: 1 }, 72],
  ])('%s: gaps are filled at the rate between them', async (name, rate, count) => {
    const info = await probe(name);
    expect(info).toMatchObject({ frameRate: rate, variableRate: true });
    const frames = await decoded(name, info);
    expect(Math.abs(frames.length - count)).toBeLessThanOrEqual(2);
    await expectSeekable(name, info, frames);
  });

  test.each([
    ['1fps.mp4', 1, 24],
    ['5fps.mp4', 5, 25],
    ['12fps.mp4', 12, 24],
    ['15fps.mp4', 15, 30],
  ])('%s: each frame is repeated', async (name, rate, lifted) => {
    const info = await probe(name);
    expect(info.frameRate).toEqual({ num: lifted, den: 1 });
    expect(treatmentOf(info)).toEqual({ sourceRate: { num: rate, den: 1 } });
    const frames = await decoded(name, info);
    const seconds = Number(await ffprobe(folder.path(name), 'format=duration'));
    expect(Math.abs(frames.length / lifted - seconds)).toBeLessThan(0.1);
    const kinds = new Set(frames.map((frame) => frame.toString('latin1')));
    expect(kinds.size).toBeLessThanOrEqual(Math.round(seconds * rate) + 1);
    await expectSeekable(name, info, frames);
  });

  test('frames two seconds apart are no stills', async () => {
    const info = await probe('half.mp4');
    expect(info.frameRate).toEqual({ num: 25, den: 1 });
    expect((await decoded('half.mp4', info)).length).toBeGreaterThanOrEqual(50);
  });

  test.each([
    ['film.mkv', { num: 24000, den: 1001 }],
    ['ntsc.mkv', { num: 30000, den: 1001 }],
    ['frames.avi', { num: 25, den: 1 }],
  ])('%s: an even rate stays exactly as it is', async (name, frameRate) => {
    const info = await probe(name);
    expect(info).toMatchObject({ frameRate, variableRate: false });
    expect(treatmentOf(info)).toEqual({});
    expect(Math.abs((await decoded(name, info)).length - 2.4 * ratio(frameRate))).toBeLessThan(1.5);
  });

  test('an animated picture is a video', async () => {
    const info = await probe('moves.gif');
    expect([info.still, ratio(info.frameRate)]).toEqual([undefined, 24]);
    expect(Math.abs((await decoded('moves.gif', info)).length - 58)).toBeLessThan(6);
  });

  test.each(['qtrle.mov', 'png.mov', 'prores.mov', 'libvpx.webm', 'libvpx-vp9.webm'])(
    '%s: the backdrop shows through, and what is opaque stays',
    async (name) => {
      const black = await probe(name);
      expect(treatmentOf(black)).toEqual({ backdrop: '#000000' });
      const blue = await probe(name, { backdrop: '#0000ff' });
      const frames = { black: await decoded(name, black), blue: await decoded(name, blue) };
      expect(frames.black.length).toBe(10);
      const at = (frame: Buffer, x: number) => frame[96 * 192 + x];
      expect(Math.abs(at(frames.black[3], 40) - 16)).toBeLessThanOrEqual(1);
      expect(at(frames.blue[3], 40)).toBeGreaterThan(28);
      // The wall behind the drawn presenter is light.
      expect(at(frames.black[3], 150)).toBeGreaterThan(60);
      expect(at(frames.blue[3], 150)).toBe(at(frames.black[3], 150));
    },
  );

  test('room for transparency that nobody uses is not told', async () => {
    const info = await probe('opaque.mov');
    expect(treatmentOf(info)).toEqual({});
    expect((await decoded('opaque.mov', info)).length).toBe(10);
  });

  test.each(['photo.jpg', 'photo 100%03d.png'])('%s is one still picture', async (name) => {
    const info = await probe(name);
    expect(info).toMatchObject({ width: 384, height: 384, still: true, frameCount: 1 });
    expect((await decoded(name, info)).length).toBe(1);
    const output = folder.path('still.jpg');
    await grabStill(set, folder.path(name), { time: 1, longest: 96, output, signal: never });
    expect(await ffprobe(output, 'stream=width,height')).toBe('96,96');
  });

  test('a photo that says how it is held is shown upright', async () => {
    const path = folder.path('held.jpg');
    const jpeg = await ffmpeg(
      ...PRESENTER,
      '-vf',
      'scale=96:64',
      '-frames:v',
      '1',
      '-f',
      'mjpeg',
      '-',
    );
    // Exif, big endian, with one entry: orientation 6, to be turned clockwise.
    const entry = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex');
    const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), entry]);
    const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, body.length + 2]);
    await writeFile(path, Buffer.concat([head, body, jpeg.subarray(2)]));
    expect(await probe('held.jpg')).toMatchObject({ width: 64, height: 96, rotation: 90 });
  });

  test('what is shown of a file is of the track that is used', async () => {
    const [still, preview] = [folder.path('shown.jpg'), folder.path('shown.mp4')];
    const input = folder.path('thumbnail.mkv');
    await rm(still, { force: true });
    await grabStill(set, input, { time: 1, longest: 320, output: still, signal: never });
    expect(await ffprobe(still, 'stream=width,height')).toBe('320,320');
    await makePreview(set, { input, output: preview, signal: never });
    expect(await ffprobe(preview, 'stream=width,height')).toContain('384,384');
  });
});

function framesOf(raw: Buffer, { width, height }: VideoInfo): Buffer[] {
  const bytes = width * height * 1.5;
  return Array.from({ length: Math.floor(raw.length / bytes) }, (_, i) =>
    raw.subarray(i * bytes, (i + 1) * bytes),
  );
}

/** How much each line differs from the two beside it, beyond how much these differ from each other. */
function combing(frames: readonly Buffer[], { width, height }: VideoInfo): number {
  let sum = 0;
  for (const frame of frames) {
    for (let at = width; at < width * (height - 1); at++) {
      const [above, below] = [frame[at - width], frame[at + width]];
      const out = Math.abs(2 * frame[at] - above - below) - Math.abs(above - below);
      sum += Math.max(0, out);
    }
  }
  return sum / frames.length;
}
