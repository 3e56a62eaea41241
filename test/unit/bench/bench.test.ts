import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { thinOut } from '../../../bench/clipSets.js';
import { startsFast, topLevelBoxes } from '../../../bench/mp4Layout.js';
import { compare } from '../../../bench/outsideFace.js';
import { cpuSeconds, residentTree } from '../../../bench/processUsage.js';
import { compose, cut, enlarge } from '../../../bench/sheet.js';
import { table } from '../../../bench/table.js';
import { allocateFrame, type YuvFrame } from '../../../src/core/frame.js';

describe('compare', () => {
  const box = { x0: 2, y0: 2, x1: 6, y1: 6 };

  it('tells changes inside the box from those outside', () => {
    const [source, made] = [allocateFrame(8, 8), allocateFrame(8, 8)];
    made.y[2 * 8 + 2] = 1;
    made.y[0] = 1;
    made.u[1 * 4 + 1] = 1;
    made.v[3 * 4 + 3] = 1;
    expect(compare(source, made, box)).toEqual({ inside: 2, outside: 2 });
  });

  it('compares what an odd source and its even result share', () => {
    const [source, made] = [allocateFrame(9, 9), allocateFrame(8, 8)];
    source.y.forEach((_, i) => (source.y[i] = 10 * Math.floor(i / 9) + (i % 9)));
    made.y.forEach((_, i) => (made.y[i] = 10 * Math.floor(i / 8) + (i % 8)));
    expect(compare(source, made, box)).toEqual({ inside: 0, outside: 0 });
  });
});

describe('sheets', () => {
  const plain = (value: number): YuvFrame => {
    const frame = allocateFrame(6, 4);
    frame.y.fill(value);
    return frame;
  };

  it('put the source above the result, column by column', () => {
    const cells = [1, 2, 3].map((i) => ({ source: plain(10 * i), result: plain(10 * i + 5) }));
    const sheet = compose(cells, 2);
    expect([sheet.width, sheet.height]).toEqual([16, 28]);
    const at = (x: number, y: number): number => sheet.y[y * sheet.width + x];
    expect([at(0, 0), at(5, 3), at(6, 0), at(10, 0)]).toEqual([10, 10, 235, 20]);
    expect([at(0, 4), at(0, 6), at(15, 9), at(0, 10)]).toEqual([235, 15, 25, 235]);
    expect([at(0, 16), at(0, 22), at(12, 16)]).toEqual([30, 35, 235]);
  });

  it('repeat pixels', () => {
    const frame = allocateFrame(2, 2);
    frame.y.set([1, 2, 3, 4]);
    frame.u[0] = 9;
    const large = enlarge(frame, 2);
    expect([...large.y]).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]);
    expect([...large.u]).toEqual([9, 9, 9, 9]);
    expect(enlarge(frame, 1)).toBe(frame);
  });

  it('cut from the right place', () => {
    const frame = allocateFrame(8, 8);
    frame.y.forEach((_, i) => (frame.y[i] = i));
    frame.u.forEach((_, i) => (frame.u[i] = i));
    const piece = cut(frame, { x0: 2, y0: 4, x1: 6, y1: 6 });
    expect([...piece.y]).toEqual([34, 35, 36, 37, 42, 43, 44, 45]);
    expect([...piece.u]).toEqual([9, 10]);
  });
});

describe('mp4 layout', () => {
  const box = (name: string, size: number, long = false): Buffer => {
    const bytes = Buffer.alloc(size);
    bytes.writeUInt32BE(long ? 1 : size, 0);
    bytes.write(name, 4, 'latin1');
    if (long) bytes.writeBigUInt64BE(BigInt(size), 8);
    return bytes;
  };

  it('reads the boxes and their order', () => {
    const folder = mkdtempSync(join(tmpdir(), 'boxes-'));
    try {
      const path = join(folder, 'a.mp4');
      writeFileSync(path, Buffer.concat([box('ftyp', 24), box('moov', 40), box('mdat', 99, true)]));
      expect(topLevelBoxes(path)).toEqual(['ftyp', 'moov', 'mdat']);
      expect(startsFast(path)).toBe(true);
      writeFileSync(path, Buffer.concat([box('ftyp', 24), box('mdat', 99, true), box('moov', 40)]));
      expect(startsFast(path)).toBe(false);
      writeFileSync(path, Buffer.concat([box('ftyp', 24), box('mdat', 99)]));
      expect(startsFast(path)).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

it('thinOut spreads evenly', () => {
  expect(thinOut([0, 1, 2, 3, 4, 5, 6, 7], 3)).toEqual([0, 2, 5]);
  expect(thinOut([1, 2], 3)).toEqual([1, 2]);
});

it('table writes markdown', () => {
  expect(
    table(
      ['a', 'b'],
      [
        ['x|y', 1.2345],
        ['z', null],
      ],
    ),
  ).toBe('| a | b |\n| --- | --- |\n| x\\|y | 1.23 |\n| z | - |');
});

it.runIf(process.platform === 'linux')('residentTree sees this process', () => {
  const total = [...residentTree().values()].reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(20e6);
});

it.runIf(process.platform === 'linux')('cpuSeconds counts this process', () => {
  const { user, system } = process.cpuUsage();
  expect(Math.abs(cpuSeconds() - (user + system) / 1e6)).toBeLessThan(0.5);
});
