import { describe, expect, test } from 'vitest';
import { lastingSize } from '../../../src/media/frameSizes.js';
import { ratesOf } from '../../../src/media/frameTimes.js';
import { choosePicture } from '../../../src/media/pictureTrack.js';
import { countFields, judgeScan } from '../../../src/media/scan.js';
import { backdropFilters, hasAlpha } from '../../../src/media/transparency.js';

describe('which of several pictures', () => {
  const picture = (size: number, isDefault: boolean, more: object = {}) => ({
    codec_type: 'video',
    width: size,
    height: size,
    disposition: { default: Number(isDefault), attached_pic: 0 },
    ...more,
  });
  const chosen = (streams: readonly object[], wish = 0) =>
    choosePicture('in.mkv', streams as never, wish).track;

  test.each([
    ['the default one', [picture(512, false), picture(512, true)], 2],
    ['not a thumbnail, though it is the default', [picture(64, true), picture(512, false)], 2],
    ['not a thumbnail, though all are the default', [picture(64, true), picture(512, true)], 2],
    ['the largest where none is marked', [picture(400, false), picture(512, false)], 2],
    ['the first of equals', [picture(512, true), picture(512, true)], 1],
    ['the smaller one, if marked and no thumbnail', [picture(720, false), picture(512, true)], 2],
    ['not one single picture', [picture(720, true, { nb_frames: '1' }), picture(512, true)], 2],
  ])('%s', (_, streams, number) => {
    expect(chosen(streams)).toEqual({ number, of: 2, wished: false });
  });

  test('a wish counts more, and one that cannot be granted is told', () => {
    const streams = [picture(64, false), picture(512, true)];
    expect(chosen(streams, 1)).toEqual({ number: 1, of: 2, wished: true });
    expect(() => chosen(streams, 3)).toThrow('input-no-track');
    expect(chosen([picture(64, true)])).toBeUndefined();
  });
});

describe('fields', () => {
  const counts = (given: object) => ({
    ...{ topFirst: 0, bottomFirst: 0, progressive: 0, repeated: 0, frames: 200 },
    ...given,
  });

  test.each([
    ['combs, top field first', 'top', { topFirst: 190 }, 'top'],
    ['combs the other way than marked', 'top', { bottomFirst: 190, topFirst: 4 }, 'bottom'],
    ['combs that nobody marked', undefined, { topFirst: 180, progressive: 20 }, 'top'],
    ['a still picture is as it is marked', 'bottom', {}, 'bottom'],
  ] as const)('%s', (_, marked, given, first) => {
    expect(judgeScan(marked, counts(given))).toEqual({ interlaced: { first, telecine: false } });
  });

  test('whole frames in an interlaced stream stay whole', () => {
    expect(judgeScan('top', counts({ progressive: 180, topFirst: 3 }))).toEqual({
      wholeFields: true,
    });
  });

  test('progressive footage without a mark is left alone, noise and all', () => {
    expect(
      judgeScan(undefined, counts({ progressive: 150, topFirst: 12, bottomFirst: 10 })),
    ).toEqual({});
    expect(judgeScan(undefined, counts({}))).toEqual({});
  });

  test('two combed frames of five with a repeated field are telecine', () => {
    const film = counts({ topFirst: 180, progressive: 18, repeated: 78 });
    expect(judgeScan('top', film)).toEqual({ interlaced: { first: 'top', telecine: true } });
    expect(judgeScan(undefined, film)).toEqual({ interlaced: { first: 'top', telecine: true } });
  });

  test('are counted as ffmpeg writes them', () => {
    const frame = (multiple: string, repeated: string) =>
      `frame:0    pts:0       pts_time:0\nlavfi.idet.repeated.current_frame=${repeated}\n` +
      `lavfi.idet.single.current_frame=tff\nlavfi.idet.multiple.current_frame=${multiple}\n`;
    expect(countFields(frame('tff', 'neither') + frame('progressive', 'top'))).toEqual({
      ...{ topFirst: 1, bottomFirst: 0, progressive: 1, repeated: 1, frames: 2 },
    });
  });
});

describe('the rate between gaps', () => {
  const times = (rate: number, seconds: number, from = 0) =>
    Array.from({ length: rate * seconds }, (_, i) => from + Math.round((i * 1000) / rate) / 1000);

  test.each([
    ['a pause', [...times(25, 1), ...times(25, 1, 5)], 25],
    ['a recorder that leaves out still moments', times(30, 4).filter((_, i) => i % 7 < 4), 30],
    ['no order', times(24, 2).reverse(), 24],
  ])('%s', (_, given, wanted) => {
    expect(Math.abs((ratesOf(given)?.between ?? 0) / wanted - 1)).toBeLessThan(0.01);
  });

  test('two frames tell nothing', () => {
    expect(ratesOf([0, 0.04])).toBeUndefined();
  });
});

test('the size that is shown longest, not the first', () => {
  const from = (time: number, width: number) => ({ time, width, height: width });
  expect(lastingSize([from(1, 96), from(1.4, 512)], 2.4)).toEqual({ width: 512, height: 512 });
  expect(lastingSize([from(0, 640), from(9, 320)], 10)).toEqual({ width: 640, height: 640 });
  expect(lastingSize([from(0, 96), from(1, 512), from(2, 96)], 2)).toMatchObject({ width: 512 });
  expect(lastingSize([], 2)).toBeUndefined();
});

describe('transparency', () => {
  test.each([
    'yuva420p',
    'yuva444p12le',
    'rgba',
    'argb',
    'bgra',
    'gbrap',
    'ya8',
    'pal8',
    'rgba64le',
  ])('%s has room for it', (pix_fmt) => {
    expect(hasAlpha({ pix_fmt })).toBe(true);
  });
  test.each(['yuv420p', 'yuvj420p', 'gbrp', 'rgb24', 'bgr0', '0rgb', 'gray', 'yuv444p10le'])(
    '%s has none',
    (pix_fmt) => {
      expect(hasAlpha({ pix_fmt })).toBe(false);
    },
  );
  test('WebM keeps it beside the picture', () => {
    const webm = { pix_fmt: 'yuv420p', tags: { alpha_mode: '1' } };
    expect(hasAlpha({ ...webm, codec_name: 'vp9' })).toBe(true);
    expect(hasAlpha({ ...webm, codec_name: 'h264' })).toBe(false);
  });
  test('the backdrop is of the matrix and range of the picture', () => {
    const info = {
      transparency: { seen: true },
      pixelFormat: 'yuva420p',
      backdrop: '#ffffff',
      color: { matrix: 'bt709', fullRange: false },
    } as const;
    expect(backdropFilters(info)[0]).toContain('lutyuv=y=235:u=128:v=128');
    const full = { ...info, color: { ...info.color, fullRange: true } };
    expect(backdropFilters(full)[0]).toContain('lutyuv=y=255:u=128:v=128');
    expect(backdropFilters({ ...info, backdrop: '#0000ff' })[0]).toContain('y=32:u=240:v=118');
  });
});
