import { mkdtempSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findBox,
  parseBoxes,
  readHead,
  serializeBox,
  sizeOf,
  type Mp4Box,
  type Mp4Branch,
} from '../../../src/media/mp4/box.js';
import { placeBeforeMedia, readChunkOffsets } from '../../../src/media/mp4/chunkOffsets.js';
import { mediaHead, readLayout } from '../../../src/media/mp4/layout.js';
import { withTags } from '../../../src/media/mp4/metadata.js';
import { readTracks } from '../../../src/media/mp4/tracks.js';

const GIB = 1024 ** 3;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem-mp4-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const leaf = (type: string, ...numbers: number[]): Mp4Box => {
  const payload = Buffer.alloc(4 * numbers.length);
  numbers.forEach((value, i) => payload.writeUInt32BE(value, 4 * i));
  return { type, payload };
};
const branch = (type: string, ...children: Mp4Box[]): Mp4Branch => ({ type, children });

interface TrackOptions {
  readonly handler?: string;
  /** Bytes of each sample. */
  readonly sizes: readonly number[];
  /** Where each chunk begins; there is one sample in each. */
  readonly chunks: readonly number[];
  readonly wide?: boolean;
}

function track({ handler = 'vide', sizes, chunks, wide = false }: TrackOptions): Mp4Branch {
  const table = wide
    ? leaf(
        'co64',
        0,
        chunks.length,
        ...chunks.flatMap((at) => [Math.floor(at / 2 ** 32), at >>> 0]),
      )
    : leaf('stco', 0, chunks.length, ...chunks);
  const tables = branch(
    'stbl',
    leaf('stts', 0, 1, sizes.length, 512),
    leaf('stss', 0, 1, 1),
    leaf('stsc', 0, 1, 1, 1, 1),
    leaf('stsz', 0, 0, sizes.length, ...sizes),
    table,
  );
  const kind = leaf('hdlr', 0, 0, Buffer.from(handler).readUInt32BE(), 0, 0, 0);
  const header = leaf('tkhd', ...new Array<number>(21).fill(0));
  return branch('trak', header, branch('mdia', kind, branch('minf', tables)));
}

const movie = (...tracks: Mp4Branch[]): Mp4Branch =>
  branch('moov', leaf('mvhd', 1, 2, 3), ...tracks);

describe('boxes', () => {
  it('are the same again when written', () => {
    const bytes = serializeBox(movie(track({ sizes: [5, 6], chunks: [100, 105] })));
    const [again] = parseBoxes(bytes);
    expect(Buffer.compare(serializeBox(again), bytes)).toBe(0);
    expect(findBox(again, 'trak', 'mdia', 'minf', 'stbl', 'stsz')).toBeDefined();
  });

  it('are refused when they claim what is not theirs', () => {
    const bytes = serializeBox(movie());
    expect(() => parseBoxes(bytes.subarray(0, -1))).toThrow('runs beyond');
    expect(() => parseBoxes(bytes.subarray(0, 6))).toThrow('breaks off');
    expect(() => parseBoxes(Buffer.alloc(64))).toThrow('no box');
    const small = Buffer.from(bytes);
    small.writeUInt32BE(4, 0);
    expect(() => parseBoxes(small)).toThrow('claims 4 bytes');
    const huge = Buffer.concat([
      Buffer.from([0, 0, 0, 1]),
      Buffer.from('moov'),
      Buffer.alloc(8, 255),
    ]);
    expect(() => parseBoxes(huge)).toThrow('claims');
  });
});

describe('tracks', () => {
  const media = { start: 100, end: 200 };
  const read = (options: TrackOptions) => readTracks(movie(track(options)), media);

  it('say what they hold when all of it is there', () => {
    expect(read({ sizes: [40, 60], chunks: [100, 140] })).toEqual([
      { kind: 'picture', samples: 2, lastKey: 0 },
    ]);
    expect(read({ handler: 'soun', sizes: [1], chunks: [199], wide: true })[0].kind).toBe('sound');
  });

  it('are refused when a chunk lies outside the media', () => {
    expect(() => read({ sizes: [40, 61], chunks: [100, 140] })).toThrow('outside the media');
    expect(() => read({ sizes: [1, 1], chunks: [99, 140] })).toThrow('outside the media');
    expect(() => read({ sizes: [1], chunks: [5 * GIB], wide: true })).toThrow('outside the media');
  });

  it('are refused when their tables contradict each other or break off', () => {
    expect(() => read({ sizes: [1, 1, 1], chunks: [100, 140] })).toThrow('in no chunk');
    expect(() => read({ sizes: [1], chunks: [100, 140] })).toThrow('more samples');
    for (const type of ['stts', 'stss', 'stsc', 'stsz', 'stco']) {
      const whole = track({ sizes: [1], chunks: [100] });
      const tables = findBox(whole, 'mdia', 'minf', 'stbl') as Mp4Branch;
      const cut = tables.children.map((box) =>
        box.type === type && 'payload' in box
          ? { type, payload: box.payload.subarray(0, -4) }
          : box,
      );
      const kind = findBox(whole, 'mdia', 'hdlr') as Mp4Box;
      const mdia = branch('mdia', kind, branch('minf', branch('stbl', ...cut)));
      expect(() => readTracks(movie(branch('trak', mdia)), media), type).toThrow('breaks off');
    }
  });
});

describe('tags', () => {
  it('replace those that were there, each once, in the form where its readers look', () => {
    const before = branch('moov', leaf('mvhd', 1), leaf('udta', 2), leaf('meta', 3));
    const after = withTags(before, { title: '嘴', AIGC: '{"a":"腔"}', comment: 'c' });
    expect(after.children.map(({ type }) => type)).toEqual(['mvhd', 'udta']);
    const text = serializeBox(after).toString('utf8');
    const [, itunes, keys, ...more] = text.split(/(?=meta)/);
    expect(more).toEqual([]);
    expect(itunes).toMatch(/mdirappl.*ilst.*nam.*嘴.*cmt.*c/s);
    expect(keys).toMatch(/mdta.*keys.*mdtaAIGC.*ilst.*data.*\{"a":"腔"\}/s);
    expect(text.split('AIGC')).toHaveLength(2);
  });
});

describe('chunks of a movie that goes before its media', () => {
  const GIANT = 4 * GIB;
  const mediaStart = 48;

  /** Where the media's bytes are said to be, counted from its first. */
  function placed(tracks: readonly TrackOptions[], media: number) {
    const before = 32;
    const head = mediaHead(media).length;
    const moov = placeBeforeMedia(movie(...tracks.map(track)), {
      before,
      mediaHead: head,
      mediaStart,
    });
    const start = before + sizeOf(moov) + head;
    return moov.children
      .filter(({ type }) => type === 'trak')
      .map((trak) => {
        const tables = findBox(trak, 'mdia', 'minf', 'stbl') as Mp4Branch;
        const offsets = [...readChunkOffsets(tables)].map((offset) => offset - start);
        return { wide: findBox(tables, 'co64') !== undefined, offsets };
      });
  }
  const at = (...offsets: number[]): TrackOptions => ({
    sizes: offsets.map(() => 1),
    chunks: offsets.map((offset) => mediaStart + offset),
  });

  it('move with them', () => {
    expect(placed([at(0, 900), at(5)], 1000)).toEqual([
      { wide: false, offsets: [0, 900] },
      { wide: false, offsets: [5] },
    ]);
  });

  it('get wide offsets where the movie pushes them beyond 4 GiB, and only there', () => {
    expect(placed([at(0, 900), at(7, GIANT - 300)], GIANT - 200)).toEqual([
      { wide: false, offsets: [0, 900] },
      { wide: true, offsets: [7, GIANT - 300] },
    ]);
  });

  it('get them where only the widening of another pushes them there', () => {
    const size = sizeOf(movie(track(at(0)), track(at(0))));
    // The last byte that a narrow offset reaches, if nothing is widened.
    const last = GIANT - 1 - (32 + size + 8);
    const [fits, other] = placed([at(last), at(0)], last + 1);
    expect([fits, other]).toEqual([
      { wide: false, offsets: [last] },
      { wide: false, offsets: [0] },
    ]);
    expect(placed([at(last), at(last + 1)], last + 2)).toEqual([
      { wide: true, offsets: [last] },
      { wide: true, offsets: [last + 1] },
    ]);
  });

  it('keep wide offsets wide', () => {
    expect(placed([{ ...at(GIANT + 9), wide: true }], GIANT + 10)).toEqual([
      { wide: true, offsets: [GIANT + 9] },
    ]);
  });
});

describe('a file of gigabytes', () => {
  /** Media of holes, which take no room, with an index behind. */
  async function sparse(media: number, marks: readonly number[]): Promise<FileHandle> {
    const file = await open(join(folder, 'sparse.mp4'), 'w+');
    const type = serializeBox(leaf('ftyp', 0x69736f6d, 512));
    const head = mediaHead(media);
    const start = type.length + head.length;
    const chunks = marks.map((mark) => start + mark);
    const index = serializeBox(movie(track({ sizes: marks.map(() => 1), chunks, wide: true })));
    await file.write(Buffer.concat([type, head]), 0, start, 0);
    await file.write(index, 0, index.length, start + media);
    return file;
  }

  it('is read without reading its media, and its last byte counts', async () => {
    const media = 5 * GIB;
    const file = await sparse(media, [0, media - 1]);
    try {
      const { mdat, moov, startsFast } = await readLayout(file);
      expect(mdat).toEqual({ start: 16 + 16, end: 16 + 16 + media });
      expect(startsFast).toBe(false);
      expect(readTracks(moov, mdat)).toHaveLength(1);
      expect((await file.stat()).blocks * 512).toBeLessThan(GIB);
    } finally {
      await file.close();
    }
    const beyond = await sparse(media, [0, media]);
    try {
      const { mdat, moov } = await readLayout(beyond);
      expect(() => readTracks(moov, mdat)).toThrow('outside the media');
    } finally {
      await beyond.close();
    }
  });

  it('has a head with as many bytes as its size needs', () => {
    expect(mediaHead(0xffffffff - 8)).toHaveLength(8);
    const long = mediaHead(0xffffffff - 7);
    expect(long).toHaveLength(16);
    expect(readHead(long)).toEqual({ type: 'mdat', head: 16, size: 0xffffffff - 7 + 16 });
  });

  it('is refused when it claims an index that is not ours', async () => {
    const file = await open(join(folder, 'claims.mp4'), 'w+');
    try {
      const type = serializeBox(leaf('ftyp', 0x69736f6d, 512));
      const claim = Buffer.alloc(8);
      claim.writeUInt32BE(GIB);
      claim.write('moov', 4);
      await file.write(Buffer.concat([type, claim]));
      await expect(readLayout(file)).rejects.toThrow("beyond the file's end");
      await file.truncate(type.length + GIB);
      await file.write(mediaHead(4), 0, 8, type.length + GIB);
      await expect(readLayout(file)).rejects.toThrow("beyond the file's end");
      await file.truncate(type.length + GIB + 12);
      await expect(readLayout(file)).rejects.toThrow('moov is too large');
    } finally {
      await file.close();
    }
  });
});
