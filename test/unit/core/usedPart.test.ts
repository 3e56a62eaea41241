import { describe, expect, it } from 'vitest';
import { HeygemError } from '../../../src/core/errors.js';
import type { LipSyncJob } from '../../../src/core/job.js';
import type { Part } from '../../../src/core/part.js';
import { fingerprintOf, type FingerprintParts } from '../../../src/core/plan/fingerprint.js';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import { usedOffset, usedPart, usedParts } from '../../../src/core/usedPart.js';

function codeOf(look: () => unknown): string {
  try {
    look();
    return 'none';
  } catch (error) {
    return error instanceof HeygemError ? error.code : String(error);
  }
}

describe('a part', () => {
  it('that leaves nothing out is none', () => {
    for (const part of [undefined, {}, { from: 0 }]) {
      expect(usedPart('x.mp4', part)).toBeUndefined();
    }
    expect(usedPart('x.mp4', { to: 3 })).toEqual({ from: 0, to: 3 });
    expect(usedPart('x.mp4', { from: 3 })).toEqual({ from: 3 });
    expect(usedPart('x.mp4', { from: 0.1, to: 0.3 })).toEqual({ from: 0.1, to: 0.3 });
  });

  it.each<[Part, string]>([
    [{ from: -0.1 }, 'part-time-invalid'],
    [{ from: NaN }, 'part-time-invalid'],
    [{ from: Infinity }, 'part-time-invalid'],
    [{ from: 1, to: -1 }, 'part-time-invalid'],
    [{ to: NaN }, 'part-time-invalid'],
    [{ from: 2, to: 2 }, 'part-backward'],
    [{ from: 2, to: 1 }, 'part-backward'],
    [{ to: 0 }, 'part-backward'],
    [{ from: 2, to: 2.19 }, 'part-too-short'],
  ])('%j is refused as %s', (part, code) => {
    expect(codeOf(() => usedPart('x.mp4', part))).toBe(code);
  });

  it('may be spoken some minutes later, not earlier and not tomorrow', () => {
    expect([usedOffset('a.wav'), usedOffset('a.wav', 600)]).toEqual([0, 600]);
    for (const offset of [-1, 601, NaN])
      expect(codeOf(() => usedOffset('a.wav', offset))).toBe('offset-invalid');
  });

  it('is told only where there is one', () => {
    const job = { video: 'x.mp4', audio: 'a.wav' } as LipSyncJob;
    expect(usedParts({ ...job, videoPart: { from: 0 }, speechOffset: 0 })).toEqual({});
    const all = { videoPart: { from: 2 }, audioPart: { from: 0, to: 3 }, speechOffset: 1.5 };
    expect(usedParts({ ...job, ...all })).toEqual(all);
  });
});

describe('a fingerprint', () => {
  const plain: FingerprintParts = {
    ...{ videoHash: 'v', audioHash: 'a', settings: DEFAULT_SETTINGS, face: undefined },
    ...{ modelHashes: { encoder: 'e' }, engineVersion: '1' },
  };
  const textOf = (more: Partial<FingerprintParts>): string =>
    fingerprintOf({ ...plain, ...more }, (text) => text);

  it('of all of two files is what it was before there were parts', () => {
    const before = textOf({});
    expect(before).not.toMatch(/part|offset/i);
    const nothing = { videoPart: {}, audioPart: { from: 0 }, speechOffset: 0 };
    expect(textOf(nothing)).toBe(before);
  });

  it('differs with each part, and with when the speech begins', () => {
    const all = [
      {},
      { videoPart: { from: 1 } },
      { videoPart: { to: 1 } },
      { videoPart: { from: 1, to: 3 } },
      { audioPart: { from: 1 } },
      { audioPart: { to: 1 } },
      { speechOffset: 1 },
    ].map(textOf);
    expect(new Set(all).size).toBe(all.length);
  });
});
